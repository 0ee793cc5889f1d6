import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { TransferStop } from "./transfer-stop"

/**
 * Specter's number of the store's order, for what builds on an order that Specter has.
 * @throws TransferStop when Specter lacks the order (it is tried again later) or did not say its number.
 */
export async function specterOrderNumber(sync: SpecterSyncModuleService, orderId: string): Promise<string> {
  const references = await sync.references("order", [orderId])
  if (!references.has(orderId)) {
    throw new TransferStop({
      state: "again",
      failure: "waits_for_other",
      reason: { code: "order_not_in_specter" },
    })
  }
  const number = references.get(orderId)
  if (!number) {
    throw new TransferStop({ state: "rejected", reason: { code: "specter_order_number_unknown" } })
  }
  return number
}
