import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { isOrderStill, type LoadedOrder, loadOrder, loadReservedLocations, orderVersion } from "./load-order"

/** An order, and the stock locations that its goods are reserved at. */
export type OrderRead = { order: LoadedOrder; stockLocationIds: string[] }

/** What else an order's message tells of, its customer for instance, may not be older than this. */
const FRESH_MS = 5_000

let ahead: { orderId: string; at: number; read: Promise<OrderRead | undefined> } | undefined

/** Reads the order that comes next while Specter takes in the one before it. */
export async function readNextOrder(container: MedusaContainer): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const orderId = await sync.nextOrder()
  if (orderId) {
    // After a failure whoever sends it reads it anew, and is told what went wrong.
    ahead = { orderId, at: Date.now(), read: read(container, orderId).catch(() => undefined) }
  }
}

/** The order as it is now, from what was read ahead if that is still so. */
export async function loadOrderReadAhead(
  container: MedusaContainer,
  orderId: string
): Promise<OrderRead | undefined> {
  const mine = ahead?.orderId === orderId && Date.now() - ahead.at < FRESH_MS ? ahead : undefined
  ahead = undefined
  const found = await mine?.read
  return found && (await isOrderStill(container, orderId, orderVersion(found.order)))
    ? found
    : await read(container, orderId)
}

async function read(container: MedusaContainer, orderId: string): Promise<OrderRead | undefined> {
  const order = await loadOrder(container, orderId)
  return order && { order, stockLocationIds: await loadReservedLocations(container, order) }
}
