import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { checkSpecterNumber } from "./check-specter-number"
import { recheckOrder } from "./recheck-order"
import { transferNow } from "./transfer-now"

type Input = {
  order_id: string
  resolution?: "in_specter" | "not_in_specter"
  /** Specter's number for it, with `in_specter`, when the merchant knows it. */
  specter_order_number?: string
}

const transferOrderStep = createStep("transfer-order", async (input: Input, { container }) => {
  const { order_id, resolution, specter_order_number } = input
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  if (resolution === "in_specter") {
    if (specter_order_number !== undefined) {
      await checkSpecterNumber(container, order_id, specter_order_number)
    }
    if (await sync.confirm("order", order_id, specter_order_number)) {
      await recheckOrder(container, order_id)
    }
    return new StepResponse({ order_id })
  }
  if (resolution === "not_in_specter") {
    await sync.sendAgain("order", order_id)
  }
  await transferNow(container, "order", [{ id: order_id }], { by: "button", forced: true })
  return new StepResponse({ order_id })
})

/**
 * The merchant's button. Transfers the order at once, however often it is pressed; with `resolution` it settles an order
 * whose outcome is not known, by what the merchant found in Specter. Gives back `{ order_id }`: what came of it is in the
 * ledger, told by the hook `transfersSettled` and by the admin's route for the order. A refusal of Specter's is no error.
 */
export const transferOrderWorkflow = createWorkflow("transfer-order", (input: Input) => {
  return new WorkflowResponse(transferOrderStep(input))
})
