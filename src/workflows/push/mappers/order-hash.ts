import { isDeepStrictEqual } from "node:util"
import type { OrderMessage } from "../../../modules/specter/client"
import { amountOf } from "./amount"
import { listOf } from "./list-of"
import type { MedusaOrder } from "./medusa-order"
import { canonical, payloadHash } from "./payload-hash"

/**
 * What the ledger keeps of an order that goes out: a fingerprint, and after an @ how many of each line item there were,
 * as JSON ({"ordli_1":"2"}), also of those that came back since: a return changes no line's quantity. What is added to an order later is reserved in the store alone, and `medusa-tables/reservations`
 * tells it by these.
 */
export function orderHash(message: OrderMessage, { items }: MedusaOrder): string {
  const quantities = listOf(items).map((item) => [item.id ?? "", amountOf(item.quantity).toFixed()])
  return `${fingerprint(message)}@${JSON.stringify(Object.fromEntries(quantities))}`
}

/** Whether Specter would see one order in the two, whichever line items they come from. */
export function isSameOrder(hash: string, other: string): boolean {
  return hash.split("@", 1)[0] === other.split("@", 1)[0]
}

/** Whether the two are of other line items. */
export function hasOtherLines(hash: string, other: string): boolean {
  const [ids, otherIds] = [hash, other].map((one) => Object.keys(quantitiesOf(one) ?? {}).sort())
  return !isDeepStrictEqual(ids, otherIds)
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
