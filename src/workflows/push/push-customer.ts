import { createHook, createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { CustomerAnswer, CustomerMapped } from "../../extensions"
import type { ClaimedTransfer } from "../../modules/specter-sync/settlement"
import { mapCustomerStep } from "./steps/map-customer"
import { submitCustomerStep } from "./steps/submit-customer"

/**
 * Registers or updates a customer with an account in Specter. The hook `customerMapped` may change or skip it; see
 * `CustomerAnswer`.
 */
export const pushCustomerWorkflow = createWorkflow(
  "push-customer",
  (input: { transfer: ClaimedTransfer }) => {
    const { transfer } = input
    const mapped = mapCustomerStep({ transfer })
    const customerMapped = createHook<"customerMapped", CustomerMapped, CustomerAnswer | undefined>(
      "customerMapped",
      transform({ transfer, mapped }, ({ transfer, mapped }) => ({
        customer_id: transfer.subject_id,
        message: mapped.message,
      }))
    )
    const outcome = submitCustomerStep({ transfer, mapped, answer: customerMapped.getResult() })
    return new WorkflowResponse(outcome, { hooks: [customerMapped] })
  }
)
