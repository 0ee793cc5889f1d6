import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import type { ReasonCode } from "../../../reasons/reason"

export type RemovableOrder = {
  status: string
  /** Some of it is in a fulfillment that is not cancelled. */
  isFulfilled: boolean
  /** What the store has captured and not given back. */
  heldAmount: BigNumberInput
  isKlarna: boolean
  isInvoiced: boolean
}

/** The notes on an order that Specter has removed and the store keeps. */
export const REMOVAL_NOTES: readonly ReasonCode[] = [
  "order_removed_fulfilled",
  "order_removed_paid",
  "order_removed_klarna_invoiced",
  "order_removed_failed",
]

/** Why an order that Specter has removed stays in the store: cancelling it would pay money back, or hide that goods left. */
export function removalHindrance(order: RemovableOrder): ReasonCode | undefined {
  if (order.isFulfilled || order.status === "completed") {
    return "order_removed_fulfilled"
  }
  if (MathBN.gt(order.heldAmount, 0)) {
    return "order_removed_paid"
  }
  // An invoice that Specter has activated at Klarna is money: the store's own figures do not show it.
  return order.isKlarna && order.isInvoiced ? "order_removed_klarna_invoiced" : undefined
}
