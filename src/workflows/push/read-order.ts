import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import type { Settings } from "../../modules/specter/settings"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Mapped } from "../../reasons/reason"
import { type LoadedOrder, loadOrder } from "./load-order"
import { settingsAsSent } from "./mappers/order-hash"
import { type OrderMessages, toOrderMessages } from "./mappers/order-messages"

/** An order, its messages, and what else its transfer goes by. */
export type OrderRead = {
  /** By this process's `performance.now()`. */
  at: number
  order: LoadedOrder
  settings: Settings & { installed_at: Date }
  /** Specter's number, or null where Specter has the order and its number is not known. */
  reference: string | null | undefined
  mapped: Mapped<OrderMessages>
  /** Of the articles in its rows, the keys of those that Specter is known to have. */
  knownArticles: string[]
}

/**
 * The order as it is now; undefined when the store has none with this id. After a call without an answer it keeps the number
 * that it had there (`triedHash`): by that Specter knows it again.
 */
export async function readOrder(
  container: MedusaContainer,
  orderId: string,
  triedHash?: string | null
): Promise<OrderRead | undefined> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const at = performance.now()
  const [today, references, order] = await Promise.all([
    container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings(),
    sync.references("order", [orderId]),
    loadOrder(container, orderId),
  ])
  if (!order) {
    return undefined
  }
  const { order_number_prefix } = settingsAsSent(today, triedHash)
  const settings = { ...today, order_number_prefix }
  const mapped = toOrderMessages(order, settings, order.reserved_location_ids)
  const articleNos = mapped.message?.order.rows.map(({ articleNo }) => articleNo) ?? []
  const knownArticles = [...(await sync.knownArticles(articleNos))]
  return { at, order, settings, reference: references.get(orderId), mapped, knownArticles }
}
