import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { ClaimedTransfer } from "../../modules/specter-sync/settlement"
import { pushDeliveryStep } from "./steps/push-delivery"

/** Registers a shipped fulfillment as a delivery in Specter. */
export const pushDeliveryWorkflow = createWorkflow(
  "push-delivery",
  (input: { transfer: ClaimedTransfer }) => {
    return new WorkflowResponse(pushDeliveryStep(input))
  }
)
