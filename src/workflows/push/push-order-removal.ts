import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { ClaimedTransfer } from "../../modules/specter-sync/settlement"
import { removeOrderStep } from "./steps/remove-order"

/** Removes a cancelled order from Specter. */
export const pushOrderRemovalWorkflow = createWorkflow(
  "push-order-removal",
  (input: { transfer: ClaimedTransfer }) => {
    return new WorkflowResponse(removeOrderStep(input))
  }
)
