import type { Settings } from "../../../modules/specter/settings"
import { amountOf, type Amount, ONE, ZERO } from "./amount"
import { itemArticleNo } from "./article-no"
import { type Discount, discountLines } from "./discount-lines"
import { splitDiscount } from "./discounts"
import { oldestFirst } from "./list-of"
import type {
  MedusaCreditLine,
  MedusaItem,
  MedusaOrder,
  MedusaShippingMethod,
  MedusaTotalled,
} from "./medusa-order"
import { type OrderLine, vatRateOf } from "./order-line"
import { itemName } from "./row-name"
import type { RowWords } from "./row-words"
import { textOf } from "./text"

/** What Medusa counts: its totals leave out what has been returned. */
export function presentQuantity({ quantity, detail }: MedusaItem): Amount {
  const received = amountOf(detail?.return_received_quantity ?? 0)
  return amountOf(quantity)
    .minus(received)
    .minus(amountOf(detail?.return_dismissed_quantity ?? 0))
}

function itemLine(item: MedusaItem, settings: Settings): OrderLine {
  return {
    kind: "item",
    articleNo: itemArticleNo(item, settings) ?? "",
    name: itemName(item),
    quantity: presentQuantity(item),
    vatRate: vatRateOf(item),
    target: splitDiscount(item).beforeDiscount,
  }
}

// A free method is a row too: it tells Specter's user how the goods are to go, as a priced one does.
function freightLine(method: MedusaShippingMethod, settings: Settings, words: RowWords): OrderLine {
  return {
    kind: "freight",
    articleNo: settings.freight_article_no,
    name: textOf(method.name) ?? words.freight,
    quantity: ONE,
    vatRate: vatRateOf(method),
    target: splitDiscount(method).beforeDiscount,
  }
}

// The VAT of what a gift card or a credit buys is on the goods' own rows.
function creditLine(credit: MedusaCreditLine, settings: Settings, words: RowWords): OrderLine {
  return {
    kind: "credit",
    articleNo: settings.credit_article_no,
    name: /gift.?card/i.test(credit.reference ?? "") ? words.giftCard : words.credit,
    quantity: ONE,
    vatRate: ZERO,
    target: amountOf(credit.amount).negated(),
  }
}

function discountsOn(totalled: MedusaTotalled, of: Discount["of"]): Discount[] {
  const { beforeDiscount, shares } = splitDiscount(totalled)
  const vatRate = vatRateOf(totalled)
  return shares.map((share) => ({ ...share, of, vatRate, isAll: share.amount.isEqualTo(beforeDiscount) }))
}

/** Medusa takes no notice of credits that together are no more than its smallest coin. */
function countedCredits({ credit_lines, credit_line_total }: MedusaOrder): MedusaCreditLine[] {
  const isCounted = credit_line_total == null || !amountOf(credit_line_total).isZero()
  return isCounted ? oldestFirst(credit_lines).filter(({ amount }) => amount != null) : []
}

/** The order's rows in Specter, before their prices are settled: goods, freight, discounts, credits. */
export function orderLines(order: MedusaOrder, settings: Settings, words: RowWords): OrderLine[] {
  const items = oldestFirst(order.items).filter((item) => !presentQuantity(item).isZero())
  const methods = oldestFirst(order.shipping_methods)
  const discounts = [
    ...items.flatMap((item) => discountsOn(item, "item")),
    ...methods.flatMap((method) => discountsOn(method, "freight")),
  ]
  return [
    ...items.map((item) => itemLine(item, settings)),
    ...methods.map((method) => freightLine(method, settings, words)),
    ...discountLines(discounts, settings, words),
    ...countedCredits(order).map((credit) => creditLine(credit, settings, words)),
  ]
}
