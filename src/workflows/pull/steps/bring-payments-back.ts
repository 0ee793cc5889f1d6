import { Modules, PaymentCollectionStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { deleteOrderPaymentCollections } from "@medusajs/medusa/core-flows"
import { loadOrderPayment } from "../load-order-payment"
import { sharePayment } from "../mappers/share-payment"
import type { AsidePayment } from "./set-payments-aside"

type Input = { order_id: string; aside: AsidePayment[] }

const OPEN: readonly string[] = [PaymentCollectionStatus.NOT_PAID, PaymentCollectionStatus.AWAITING]

/** The held money pays for the edited order; the customer is asked for what it does not cover, and only for that. */
export const bringPaymentsBackStep = createStep(
  "bring-payments-back",
  async ({ order_id, aside }: Input, { container }) => {
    if (aside.length === 0) {
      return new StepResponse(undefined)
    }
    const { due, collections } = await loadOrderPayment(container, order_id)
    const held = collections.filter(({ id }) => aside.some((payment) => payment.id === id))
    const shared = sharePayment(
      due,
      held,
      collections.filter(({ status }) => OPEN.includes(status))
    )
    const module = container.resolve(Modules.PAYMENT)
    for (const { id, amount } of shared.held) {
      await module.updatePaymentCollections(id, {
        amount: amount.toNumber(),
        status: PaymentCollectionStatus.AUTHORIZED,
      })
    }
    if (shared.open) {
      await module.updatePaymentCollections(shared.open.id, { amount: shared.open.amount.toNumber() })
    }
    for (const id of shared.drop) {
      await deleteOrderPaymentCollections(container).run({ input: { id } })
    }
    return new StepResponse(undefined)
  }
)
