import { createHook, createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { OrderAnswer, OrderMapped } from "../../extensions"
import type { ClaimedTransfer } from "../../modules/specter-sync/settlement"
import { decideOrderStep } from "./steps/decide-order"
import { ensureOrderArticlesStep } from "./steps/ensure-order-articles"
import { loadOrderToSendStep } from "./steps/load-order-to-send"
import { submitOrderCustomerStep } from "./steps/submit-order-customer"
import { submitOrderStep } from "./steps/submit-order"

type Input = {
  transfer: ClaimedTransfer
  /** It goes out as it was read, however long that is ago: reading it once more would not be quicker. */
  is_last_reading?: boolean
}

/**
 * Registers an order in Specter: the articles that Specter lacks, its customer, then the order. The hook `orderMapped` may
 * change the order and its customer, or skip it; see `OrderAnswer`.
 */
export const pushOrderWorkflow = createWorkflow("push-order", (input: Input) => {
  const { transfer, is_last_reading } = input
  const loaded = loadOrderToSendStep({ transfer })
  const orderMapped = createHook<"orderMapped", OrderMapped, OrderAnswer | undefined>(
    "orderMapped",
    transform({ transfer, loaded }, ({ transfer, loaded }) => ({
      order_id: transfer.subject_id,
      message: loaded.order,
      customer: loaded.customer,
    }))
  )
  const toSend = decideOrderStep({ toSend: loaded, answer: orderMapped.getResult() })
  ensureOrderArticlesStep({ transfer, toSend })
  const customer = submitOrderCustomerStep({ transfer, toSend, is_last_reading })
  const pushed = submitOrderStep({ transfer, toSend, customer })
  return new WorkflowResponse(pushed, { hooks: [orderMapped] })
})
