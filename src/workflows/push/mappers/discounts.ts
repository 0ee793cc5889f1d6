import { type Amount, amountOf, roundHalfUp, sumOf, withPercent } from "./amount"
import { oldestFirst } from "./list-of"
import type { MedusaAdjustment, MedusaTotalled } from "./medusa-order"
import { vatRateOf } from "./order-line"

/** A promotion's part of the discount on one thing, VAT included; positive. */
export type DiscountShare = { adjustment: MedusaAdjustment; amount: Amount }

const SHARE_DECIMALS = 10

/** An adjustment with VAT, for the quantity that was ordered. */
function withVat({ amount, is_tax_inclusive }: MedusaAdjustment, vatRate: Amount): Amount {
  return is_tax_inclusive ? amountOf(amount) : amountOf(amount).times(withPercent(vatRate))
}

/**
 * What something costs before discounts, VAT included, and what each promotion took off it. Split is the difference
 * between Medusa's own two totals: the adjustments' amounts still count items that have been returned.
 */
export function splitDiscount(totalled: MedusaTotalled): { beforeDiscount: Amount; shares: DiscountShare[] } {
  const total = amountOf(totalled.total)
  const adjustments = oldestFirst(totalled.adjustments).filter(({ amount }) => amount != null)
  const weights = adjustments.map((adjustment) => withVat(adjustment, vatRateOf(totalled)))
  const weight = sumOf(weights)
  if (weight.isZero()) {
    return { beforeDiscount: total, shares: [] }
  }
  const beforeDiscount = amountOf(totalled.original_total)
  const scale = beforeDiscount.minus(total)
  const shares = adjustments.map((adjustment, index) => ({
    adjustment,
    amount: roundHalfUp(weights[index].times(scale).dividedBy(weight), SHARE_DECIMALS),
  }))
  return { beforeDiscount, shares: shares.filter(({ amount }) => !amount.isZero()) }
}
