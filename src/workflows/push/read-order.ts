import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import type { Settings } from "../../modules/specter/settings"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { type LoadedOrder, loadOrder, loadReservedLocations } from "./load-order"
import { type OrderMessages, toOrderMessages } from "./mappers/order-messages"
import type { Mapped } from "../../reasons/reason"

/** An order, its messages, and what else its transfer goes by. */
export type OrderRead = {
  order: LoadedOrder
  settings: Settings & { installed_at: Date }
  /** Specter's number, or null where Specter has the order and its number is not known. */
  reference: string | null | undefined
  mapped: Mapped<OrderMessages>
  /** Of the articles in its rows, the keys of those that Specter is known to have. */
  knownArticles: string[]
}

/**
 * What an order's messages tell of, its customer for instance, may not be older than this. Far less than a lease: nobody
 * else can have sent the order, and not have said so, since it was read.
 */
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

/** The order, perhaps as it was a moment ago: whoever sends it makes sure. Undefined when the store has none with this id. */
export async function readOrder(container: MedusaContainer, orderId: string): Promise<OrderRead | undefined> {
  const mine = ahead?.orderId === orderId && Date.now() - ahead.at < FRESH_MS ? ahead : undefined
  ahead = undefined
  return (await mine?.read) ?? (await read(container, orderId))
}

async function read(container: MedusaContainer, orderId: string): Promise<OrderRead | undefined> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [settings, references, order] = await Promise.all([
    container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings(),
    sync.references("order", [orderId]),
    loadOrder(container, orderId),
  ])
  if (!order) {
    return undefined
  }
  const mapped = toOrderMessages(order, settings, await loadReservedLocations(container, order))
  const articleNos = mapped.message?.order.rows.map(({ articleNo }) => articleNo) ?? []
  const knownArticles = [...(await sync.knownArticles(articleNos))]
  return { order, settings, reference: references.get(orderId), mapped, knownArticles }
}
