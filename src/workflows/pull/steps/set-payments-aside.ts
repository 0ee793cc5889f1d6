import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, PaymentCollectionStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { loadOrderPayment } from "../load-order-payment"

export type AsidePayment = { id: string; status: string }

const HELD: readonly string[] = [
  PaymentCollectionStatus.AUTHORIZED,
  PaymentCollectionStatus.PARTIALLY_AUTHORIZED,
]

/**
 * Medusa gives up the money that is held for an order when an edit of it is confirmed, and asks the customer anew. What
 * Specter's people change is delivered without the customer coming back: this keeps the held money out of the edit.
 */
export const setPaymentsAsideStep = createStep(
  "set-payments-aside",
  async ({ order_id }: { order_id: string }, { container }) => {
    const { collections } = await loadOrderPayment(container, order_id)
    const held = collections
      .filter(({ status }) => HELD.includes(status))
      .map(({ id, status }) => ({ id, status }))
    await setStatuses(
      container,
      held.map(({ id }) => ({ id, status: PaymentCollectionStatus.PARTIALLY_CAPTURED }))
    )
    return new StepResponse<AsidePayment[], AsidePayment[]>(held, held)
  },
  async (held, { container }) => {
    await setStatuses(container, held ?? [])
  }
)

async function setStatuses(container: MedusaContainer, payments: AsidePayment[]): Promise<void> {
  const module = container.resolve(Modules.PAYMENT)
  for (const { id, status } of payments) {
    await module.updatePaymentCollections(id, { status: status as PaymentCollectionStatus })
  }
}
