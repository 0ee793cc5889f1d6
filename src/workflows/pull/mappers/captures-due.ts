import { MathBN } from "@medusajs/framework/utils"
import type { Settings } from "../../../modules/specter/settings"
import { type Amount, amountOf, inOre, sumOf, ZERO } from "../../push/mappers/amount"
import { listOf, oldestFirst } from "../../push/mappers/list-of"
import type { MedusaNumber, MedusaOrder, MedusaPayment } from "../../push/mappers/medusa-order"
import { isKlarna } from "../../push/mappers/payment"

export type CapturablePayment = MedusaPayment & {
  id: string
  amount?: MedusaNumber
  captured_at?: string | Date | null
  captures?: { amount?: MedusaNumber }[] | null
  refunds?: { amount?: MedusaNumber }[] | null
}

/** `amount` is left out where the whole payment is captured. */
export type Capture = { payment_id: string; amount?: number }

type PaidOrder = Omit<MedusaOrder, "payment_collections"> & {
  payment_collections?: { payments?: (CapturablePayment | null)[] | null }[] | null
}

const capturedOf = ({ captures }: CapturablePayment): Amount =>
  sumOf(listOf(captures).map(({ amount }) => amountOf(amount)))
const refundedOf = ({ refunds }: CapturablePayment): Amount =>
  sumOf(listOf(refunds).map(({ amount }) => amountOf(amount)))

/** What is to be captured of the order's payments: never more than the order comes to, and never a payment at Klarna. */
export function capturesDue(order: PaidOrder, settings: Pick<Settings, "payment_codes">): Capture[] {
  const payments = oldestFirst(
    listOf(order.payment_collections).flatMap((collection) => listOf(collection.payments))
  )
  const paid = sumOf(payments.map((payment) => capturedOf(payment).minus(refundedOf(payment))))
  let due = inOre(order.total).minus(paid)
  const captures: Capture[] = []
  for (const payment of payments) {
    const isAtKlarna = isKlarna({ ...order, payment_collections: [{ payments: [payment] }] }, settings)
    const left = amountOf(payment.amount).minus(capturedOf(payment))
    if (
      payment.canceled_at ||
      payment.captured_at ||
      isAtKlarna ||
      !left.isGreaterThan(ZERO) ||
      !due.isGreaterThan(ZERO)
    ) {
      continue
    }
    const amount = MathBN.min(left, due)
    captures.push({
      payment_id: payment.id,
      ...(amount.isLessThan(amountOf(payment.amount)) ? { amount: amount.toNumber() } : {}),
    })
    due = due.minus(amount)
  }
  return captures
}
