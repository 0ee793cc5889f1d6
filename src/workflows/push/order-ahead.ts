import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { isOrderStill, type LoadedOrder, loadOrder, orderVersion } from "./load-order"

/** What else an order's message tells of, its customer for instance, may not be older than this. */
const FRESH_MS = 5_000

let ahead: { orderId: string; at: number; order: Promise<LoadedOrder | undefined> } | undefined

/** Reads the order that comes next while Specter takes in the one before it. */
export async function readNextOrder(container: MedusaContainer): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const orderId = await sync.nextOrder()
  if (orderId) {
    const order = loadOrder(container, orderId)
    // Whoever sends it reads it anew then, and is told what went wrong.
    ahead = { orderId, at: Date.now(), order: order.catch(() => undefined) }
  }
}

/** The order as it is now, from what was read ahead if that is still so. */
export async function loadOrderReadAhead(
  container: MedusaContainer,
  orderId: string
): Promise<LoadedOrder | undefined> {
  const mine = ahead?.orderId === orderId && Date.now() - ahead.at < FRESH_MS ? ahead : undefined
  ahead = undefined
  const order = await mine?.order
  return order && (await isOrderStill(container, orderId, orderVersion(order)))
    ? order
    : await loadOrder(container, orderId)
}
