import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { LoadedOrder } from "./load-order"
import { toSpecterOrder } from "./mappers/order"
import { hashInSpecter, hasSameRows, orderHash, settingsAsSent } from "./mappers/order-hash"

/** Whether Specter has other goods or prices of the order than the store. Its remarks are no matter. */
export async function isOlderInSpecter(container: MedusaContainer, order: LoadedOrder): Promise<boolean> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [transfer] = await sync.listTransfers({ kind: "order", subject_id: order.id })
  const sent = hashInSpecter(transfer)
  // Of an order that the merchant found in Specter, what it was is not known.
  if (sent === null) {
    return false
  }
  const today = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const settings = settingsAsSent(today, sent)
  const { message } = toSpecterOrder(order, { settings, customerId: "" })
  return message === undefined || !hasSameRows(orderHash(message, order, settings), sent)
}
