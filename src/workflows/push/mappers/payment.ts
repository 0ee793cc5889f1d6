import type { OrderMessage } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import type { Reason } from "../../../reasons/reason"
import { listOf } from "./list-of"
import type { MedusaOrder, MedusaPayment } from "./medusa-order"
import { firstText, textOf } from "./text"

type Provider = {
  pattern: RegExp
  code: string
  /** Where the provider's Medusa plugins keep its transaction id in `payment.data`. */
  references: string[]
}

// Klarna or Swish by way of Stripe is Stripe's: Specter could not find Stripe's id at Klarna or Swish.
const PROVIDERS: Provider[] = [
  { pattern: /^(?!.*stripe).*klarna/i, code: "KG", references: ["order_id", "klarna_order_id", "id"] },
  {
    pattern: /^(?!.*stripe).*swish/i,
    code: "SW",
    references: ["paymentReference", "payment_reference", "id"],
  },
  { pattern: /^(?!.*stripe).*paypal/i, code: "PL", references: ["capture_id", "id", "order_id"] },
  { pattern: /svea/i, code: "SCH", references: ["OrderId", "orderId", "order_id", "id"] },
  { pattern: /nets|dibs/i, code: "DP", references: ["paymentId", "payment_id", "id"] },
]

const USUAL_REFERENCES = [
  "id",
  "transaction_id",
  "transactionId",
  "payment_id",
  "paymentId",
  "order_id",
  "orderId",
]

const PREPAYMENT = "PP"
const KLARNA_CODES = ["K", "KG"]

const providerOf = (id: string) => PROVIDERS.find(({ pattern }) => pattern.test(id))

const timeOf = ({ created_at }: MedusaPayment) => (created_at ? new Date(created_at).getTime() : 0)

/** The payment that the order was placed with: later ones pay for changes. */
function firstPayment(order: MedusaOrder): MedusaPayment | undefined {
  const payments = listOf(order.payment_collections).flatMap(({ payments }) => listOf(payments))
  const valid = payments.filter(({ canceled_at }) => !canceled_at)
  return valid.sort((a, b) => timeOf(a) - timeOf(b))[0]
}

/** The transaction's id at the provider, else Medusa's own of the payment. */
function referenceOf({ id, data }: MedusaPayment, provider: Provider | undefined): string | undefined {
  const names = provider?.references ?? USUAL_REFERENCES
  return firstText(...names.map((name) => data?.[name]), id)
}

/** How the order is paid, in Specter's codes; nothing for an order without a payment, such as a free one. */
export function paymentOf(
  order: MedusaOrder,
  settings: Settings
): { payment?: OrderMessage["payment"]; notes: Reason[] } {
  const payment = firstPayment(order)
  if (!payment) {
    return { notes: [] }
  }
  const providerId = textOf(payment.provider_id) ?? ""
  const provider = providerOf(providerId)
  const chosen = new Map(Object.entries(settings.payment_codes)).get(providerId)
  const known = chosen?.code ?? provider?.code
  const code = known ?? settings.default_payment_code
  return {
    payment: {
      code: textOf(code),
      reference: referenceOf(payment, provider),
      merchantId: chosen?.merchant_id,
      prepaid: code === PREPAYMENT || chosen?.prepaid === true,
    },
    notes:
      known === undefined ? [{ code: "payment_code_defaulted", data: { provider: providerId, code } }] : [],
  }
}

/**
 * The order is paid at Klarna, whose invoice is activated in Specter: the store must not capture it. Settings count
 * a provider that the merchant has given one of Klarna's codes.
 */
export function isKlarna(order: MedusaOrder, settings?: Pick<Settings, "payment_codes">): boolean {
  const providerId = textOf(firstPayment(order)?.provider_id) ?? ""
  const chosen = new Map(Object.entries(settings?.payment_codes ?? {})).get(providerId)
  return KLARNA_CODES.includes(chosen?.code ?? providerOf(providerId)?.code ?? "")
}
