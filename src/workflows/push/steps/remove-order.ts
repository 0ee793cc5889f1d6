import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import { isMissingOrderRefusal, isSpecterError } from "../../../modules/specter/client"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { ClaimedTransfer, Settlement } from "../../../modules/specter-sync/settlement"
import type { Reason } from "../../../reasons/reason"
import { labelled } from "../labelled"
import { orderLabel } from "../order-label"
import { settleRemovalRefusal } from "../settle-removal-refusal"
import { specterOrderNumber } from "../specter-order-number"
import { skipped, TransferStop } from "../transfer-stop"

/** Removes an order that was cancelled after its transfer, if the merchant wants that. */
export const removeOrderStep = createStep(
  "remove-order",
  async ({ transfer }: { transfer: ClaimedTransfer }, { container }) => {
    const labels = { label: await orderLabel(container, transfer.subject_id), parent_id: transfer.subject_id }
    const settlement = await labelled(transfer, labels, () => remove(container, transfer))
    return new StepResponse({ settlement, ...labels })
  }
)

async function remove(container: MedusaContainer, transfer: ClaimedTransfer): Promise<Settlement> {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const { delete_order } = await specter.getSettings()
  if (!delete_order) {
    throw skipped("removal_switched_off")
  }
  const orderId = await specterOrderNumber(container, transfer.subject_id)
  await sync.hold([transfer], { dispatching: true })
  try {
    await specter.client().removeOrder({ orderId }, { correlationId: transfer.id })
  } catch (error) {
    if (!transfer.dispatched_at || !isSpecterError(error) || error.kind !== "refused") {
      throw settleRemovalRefusal(error, 'wireNames["actions.removeOrder"]')
    }
    // An earlier call got no answer. That there is no such order tells that it was carried out, nothing else does.
    if (!isMissingOrderRefusal(error, specter.wireNames())) {
      const reason: Reason = { code: "removal_unconfirmed", data: { order_no: orderId } }
      throw new TransferStop({ state: "rejected", reason, words: error.words ?? error.message })
    }
  }
  return { state: "sent", hash: orderId, number: orderId }
}
