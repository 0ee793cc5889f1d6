import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { ClaimedTransfer } from "../../modules/specter-sync/settlement"
import { pushInvoiceStep } from "./steps/push-invoice"

/** Has Specter invoice an order that was paid in the store. */
export const pushInvoiceWorkflow = createWorkflow("push-invoice", (input: { transfer: ClaimedTransfer }) => {
  return new WorkflowResponse(pushInvoiceStep(input))
})
