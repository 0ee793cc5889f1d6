import { MathBN } from "@medusajs/framework/utils"
import type { OrderChange, OrderItem } from "../../../modules/specter/client"
import { articleKey } from "../../../modules/specter-sync/article-key"
import { type Amount, ZERO } from "../../push/mappers/amount"

/** What has left altogether, by Specter's count. */
export type DeliveryTarget =
  | { kind: "nothing" }
  /** All that Specter's order has, and Specter does not say what that is. */
  | { kind: "everything" }
  /** By `articleKey`. */
  | { kind: "articles"; quantities: Map<string, Amount> }
  /** Some of it, and Specter does not say what. */
  | { kind: "unknown" }

const DELIVERED = "D"

function quantitiesOf(items: OrderItem[]): Map<string, Amount> | undefined {
  const quantities = new Map<string, Amount>()
  for (const { articleNo, noOfItems } of items) {
    if (noOfItems === undefined) {
      return undefined
    }
    const key = articleKey(articleNo)
    quantities.set(key, (quantities.get(key) ?? ZERO).plus(MathBN.convert(noOfItems)))
  }
  return quantities
}

/**
 * Delivered (D) is all that Specter's order has now. Else the deliveries' own rows say it, together: Specter tells all
 * deliveries of an order each time.
 */
export function deliveryTarget({ deliveryStatus, deliveries, rows }: OrderChange): DeliveryTarget {
  if (deliveryStatus?.toUpperCase() === DELIVERED) {
    const quantities = rows?.length ? quantitiesOf(rows) : undefined
    return quantities ? { kind: "articles", quantities } : { kind: "everything" }
  }
  const delivered = deliveries.flatMap((delivery) => delivery.rows ?? [])
  const quantities = quantitiesOf(delivered)
  if (delivered.length > 0 && quantities) {
    return { kind: "articles", quantities }
  }
  return delivered.length > 0 || deliveryStatus?.toUpperCase() === "P"
    ? { kind: "unknown" }
    : { kind: "nothing" }
}

/** The tracking numbers of all deliveries, each once. */
export function trackingNumbersOf({ deliveries }: OrderChange): string[] {
  return [...new Set(deliveries.flatMap(({ trackingNo }) => trackingNo ?? []))]
}
