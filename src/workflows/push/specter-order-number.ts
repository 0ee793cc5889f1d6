import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { startOfOrders } from "../start-of-orders"
import { skipped, TransferStop } from "./transfer-stop"

/**
 * Specter's number of the store's order, for what builds on an order that Specter has.
 * @throws TransferStop when Specter lacks the order (it is tried again later, or skipped until somebody transfers the
 * order) or has not said its number yet.
 */
export async function specterOrderNumber(container: MedusaContainer, orderId: string): Promise<string> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const references = await sync.references("order", [orderId])
  if (!references.has(orderId)) {
    throw (await isToCome(container, orderId))
      ? new TransferStop({
          state: "again",
          failure: "waits_for_other",
          reason: { code: "order_not_in_specter" },
        })
      : skipped("order_not_in_specter")
  }
  const number = references.get(orderId)
  if (!number) {
    throw new TransferStop({ state: "rejected", reason: { code: "specter_order_number_unknown" } })
  }
  return number
}

/** An order that was skipped, or that nobody has asked for and that is too old, reaches Specter with the button only. */
async function isToCome(container: MedusaContainer, orderId: string): Promise<boolean> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [transfer] = await sync.listTransfers({ kind: "order", subject_id: orderId })
  if (transfer) {
    return transfer.state !== "skipped"
  }
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: ["created_at"], filters: { id: orderId } })
  return data.some(({ created_at }) => new Date(created_at) >= startOfOrders(settings))
}
