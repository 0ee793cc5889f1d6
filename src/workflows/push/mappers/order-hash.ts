import type { OrderMessage } from "../../../modules/specter/client"
import { listOf } from "./list-of"
import type { MedusaOrder } from "./medusa-order"
import { presentQuantity } from "./order-lines"
import { canonical, payloadHash } from "./payload-hash"

/**
 * What the ledger keeps of an order that goes out: a fingerprint, and after an @ how many of each line item there were,
 * as JSON ({"ordli_1":"2"}). What is added to an order later is reserved in the store alone, and `medusa-tables/reservations`
 * tells it by these.
 */
export function orderHash(message: OrderMessage, { items }: MedusaOrder): string {
  const quantities = listOf(items).map((item) => [item.id ?? "", presentQuantity(item).toFixed()])
  return `${fingerprint(message)}@${JSON.stringify(Object.fromEntries(quantities))}`
}

/** Whether Specter would see one order in the two, whichever line items they come from. */
export function isSameOrder(hash: string, other: string): boolean {
  return hash.split("@", 1)[0] === other.split("@", 1)[0]
}

/** How many of each line item an order had by its hash; undefined where the hash does not tell. */
export function quantitiesOf(hash: string | null): Record<string, string> | undefined {
  const [, quantities] = hash?.split("@", 2) ?? []
  return quantities ? (JSON.parse(quantities) as Record<string, string>) : undefined
}

/**
 * SHA-256 of what Specter keeps of an order and somebody in the store can change after its transfer: its rows, in any
 * order, currency, comments and references. Another customer number, payment state or setting does not make another order.
 */
function fingerprint(message: OrderMessage): string {
  const { currency, rows, internalComment, publishedComment, customerReference, deliveryDate } = message
  const sortedRows = rows.map(canonical).sort()
  return payloadHash({
    currency,
    rows: sortedRows,
    internalComment,
    publishedComment,
    customerReference,
    deliveryDate,
  })
}
