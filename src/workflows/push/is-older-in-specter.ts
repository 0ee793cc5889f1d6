import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { LoadedOrder } from "./load-order"
import { hashInSpecter, hasSameRows } from "./mappers/order-hash"
import { presentHash } from "./present-hash"

/** Whether Specter has other goods or prices of the order than the store. Its remarks are no matter. */
export async function isOlderInSpecter(container: MedusaContainer, order: LoadedOrder): Promise<boolean> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [transfer] = await sync.listTransfers({ kind: "order", subject_id: order.id })
  const sent = hashInSpecter(transfer)
  // Of an order that the merchant found in Specter, what it was is not known.
  return sent !== null && !hasSameRows((await presentHash(container, order, sent)) ?? "", sent)
}
