import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { decideOrder } from "../decide"
import { TransferStop } from "../transfer-stop"
import type { OrderToSend } from "./load-order-to-send"

/** What the customer paid for, and what keeps the order from being made twice. */
const FIXED = ["customerId", "externalOrderNo", "currency", "rows"] as const

type Input = { toSend: OrderToSend; answer?: unknown }

/** The order and its customer as the store's own code wants them; it may also keep the order from being sent. */
export const decideOrderStep = createStep("decide-order", async ({ toSend, answer }: Input) => {
  const { message, settlement } = decideOrder(toSend.order, toSend.customer, answer, FIXED)
  if (!message) {
    throw new TransferStop(settlement, { label: toSend.label })
  }
  return new StepResponse<OrderToSend>({ ...toSend, ...message })
})
