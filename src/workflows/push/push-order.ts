import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { ClaimedTransfer } from "../../modules/specter-sync/settlement"
import { ensureOrderArticlesStep } from "./steps/ensure-order-articles"
import { loadOrderToSendStep } from "./steps/load-order-to-send"
import { submitOrderCustomerStep } from "./steps/submit-order-customer"
import { submitOrderStep } from "./steps/submit-order"

/** Registers an order in Specter: the articles that Specter lacks, its customer, then the order. */
export const pushOrderWorkflow = createWorkflow("push-order", (input: { transfer: ClaimedTransfer }) => {
  const { transfer } = input
  const toSend = loadOrderToSendStep({ transfer })
  ensureOrderArticlesStep({ transfer, toSend })
  const customer = submitOrderCustomerStep({ transfer, toSend })
  const settlement = submitOrderStep({ transfer, toSend, customer })
  return new WorkflowResponse({ settlement, label: toSend.label })
})
