import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { ClaimedTransfer, Settlement } from "../../../modules/specter-sync/settlement"
import { labelled } from "../labelled"
import { orderLabel } from "../order-label"
import { settleRemovalRefusal } from "../settle-removal-refusal"
import { specterOrderNumber } from "../specter-order-number"
import { skipped } from "../transfer-stop"

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
  await sync.hold([transfer])
  try {
    await specter.client().removeOrder({ orderId }, { correlationId: transfer.id })
  } catch (error) {
    throw settleRemovalRefusal(error, 'wireNames["actions.removeOrder"]')
  }
  return { state: "sent", hash: orderId, number: orderId }
}
