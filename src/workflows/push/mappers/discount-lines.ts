import type { Settings } from "../../../modules/specter/settings"
import { type Amount, ONE, sumOf } from "./amount"
import type { DiscountShare } from "./discounts"
import type { OrderLine } from "./order-line"
import type { RowWords } from "./row-words"
import { firstText, joined, textOf } from "./text"

/** What a promotion took off one item or shipping method. */
export type Discount = DiscountShare & {
  vatRate: Amount
  of: "item" | "freight"
  /** It took off all that the shipping method costs. */
  isAll: boolean
}

const codeOf = ({ adjustment }: Discount) => textOf(adjustment.code)

/** Discounts with the same key stand on one row. */
function keyOf(discount: Discount, settings: Settings): string {
  const { adjustment, vatRate, of } = discount
  const promotion = firstText(adjustment.code, adjustment.promotion_id, adjustment.description) ?? ""
  const rate = vatRate.toFixed()
  return settings.discount_rows === "one_row" ? rate : JSON.stringify([promotion, of, rate])
}

function kindOf(discounts: Discount[], words: RowWords): string {
  if (discounts.some(({ of }) => of === "item")) {
    return words.discount
  }
  return discounts.every(({ isAll }) => isAll) ? words.freeFreight : words.freightDiscount
}

function discountLine(discounts: Discount[], settings: Settings, words: RowWords): OrderLine {
  const codes = [...new Set(discounts.map(codeOf))]
  const descriptions = [...new Set(discounts.map(({ adjustment }) => textOf(adjustment.description)))]
  const kind = kindOf(discounts, words)
  const named = joined([kind, joined(codes, ", ")], " ") ?? kind
  return {
    kind: "discount",
    articleNo: settings.discount_article_no,
    name: codes.some((code) => code !== undefined) ? named : (joined(descriptions, ", ") ?? kind),
    comment: codes.some((code) => code !== undefined) ? joined(descriptions, ", ") : undefined,
    quantity: ONE,
    vatRate: discounts[0].vatRate,
    target: sumOf(discounts.map(({ amount }) => amount)).negated(),
  }
}

/** Rows with a negative price: one for each promotion and VAT rate, or as the settings say one for each VAT rate. */
export function discountLines(discounts: Discount[], settings: Settings, words: RowWords): OrderLine[] {
  const groups = new Map<string, Discount[]>()
  for (const discount of discounts) {
    const key = keyOf(discount, settings)
    groups.set(key, [...(groups.get(key) ?? []), discount])
  }
  return [...groups.values()].map((group) => discountLine(group, settings, words))
}
