import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { ClaimedTransfer } from "../../modules/specter-sync/settlement"
import { pushCustomerStep } from "./steps/push-customer"

/** Registers or updates a customer with an account in Specter. */
export const pushCustomerWorkflow = createWorkflow(
  "push-customer",
  (input: { transfer: ClaimedTransfer }) => {
    return new WorkflowResponse(pushCustomerStep(input))
  }
)
