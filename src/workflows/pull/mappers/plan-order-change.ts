import { articleKey } from "../../../modules/specter-sync/article-key"
import type { Reason, ReasonCode } from "../../../reasons/reason"
import { type Amount, ZERO } from "../../push/mappers/amount"
import { type ArticleDifference, type RowComparison, unitPriceAt } from "./compare-rows"

export type ItemUpdate = { id: string; quantity: number; unit_price?: string }

/** `unit_price` is Specter's, without VAT; without one the store's own price holds. */
export type ItemAddition = { variant_id: string; quantity: number; unit_price?: string }

export type OrderSituation = {
  orderNo: string
  isCanceled: boolean
  /** The order's rows are what the store last sent, so that every difference is Specter's doing. */
  isAsSent: boolean
  /** The merchant is editing the order, or a return or exchange of it is open. */
  isBeingEdited: boolean
  /** The variants of the articles that the store's order lacks, by `articleKey`. */
  variants: Map<string, string[]>
}

/** What is to be done about Specter's rows. `notes` tell the merchant what the store does not do by itself. */
export type OrderChangePlan =
  | { kind: "same"; notes: [] }
  | { kind: "tell"; notes: Reason[] }
  | { kind: "edit"; updates: ItemUpdate[]; additions: ItemAddition[]; words: string; notes: Reason[] }

/** The codes of `notes`: they hold for as long as Specter's rows are as they are. */
export const ROW_NOTES: readonly ReasonCode[] = [
  "order_rows_canceled",
  "order_rows_changed_in_both",
  "order_rows_being_edited",
  "order_rows_unknown_article",
  "order_rows_fulfilled",
  "order_rows_by_hand",
  "order_rows_failed",
]

const isNatural = (amount: Amount) => amount.isInteger() && !amount.isLessThan(ZERO)

/** The whole quantity over the article's items: each keeps what it has, the oldest takes what is new. */
function spread({ ours, quantity }: ArticleDifference): number[] {
  let left = quantity.toNumber()
  const kept = ours.map((row) => {
    const own = Math.min(Number(row.quantity), left)
    left -= own
    return own
  })
  return kept.map((own, index) => own + (index === 0 ? left : 0))
}

/** Of how many of each line item Specter has the order, where the store has it by these `quantities`. */
export function quantitiesTold(
  quantities: Record<string, string>,
  { goods }: RowComparison
): Record<string, string> {
  const told = goods.flatMap((difference) =>
    spread(difference).map((quantity, index) => [difference.ours[index].itemId, String(quantity)] as const)
  )
  return { ...quantities, ...Object.fromEntries(told) }
}

function updatesOf(difference: ArticleDifference): ItemUpdate[] {
  const { ours, price } = difference
  const quantities = spread(difference)
  return ours.flatMap((row, index) => {
    const after = quantities[index]
    const unitPrice = price === undefined ? row.unitPrice : unitPriceAt(row, price)
    const isPriced = after > 0 && !unitPrice.isEqualTo(row.unitPrice)
    const change = {
      id: row.itemId,
      quantity: after,
      ...(isPriced ? { unit_price: unitPrice.toFixed() } : {}),
    }
    return isPriced || after !== Number(row.quantity) ? [change] : []
  })
}

function additionOf(
  { articleNo, quantity, price }: ArticleDifference,
  variants: OrderSituation["variants"]
): ItemAddition[] {
  return (variants.get(articleKey(articleNo)) ?? []).slice(0, 1).map((variant_id) => ({
    variant_id,
    quantity: quantity.toNumber(),
    ...(price === undefined ? {} : { unit_price: price }),
  }))
}

/** Why the store does not take the goods over by itself. */
function hindrance(
  { goods, isEmptied }: RowComparison,
  updates: ItemUpdate[],
  { isCanceled, isAsSent, isBeingEdited, variants }: OrderSituation
): { code: ReasonCode; data?: Record<string, string> } | undefined {
  const changed = goods.flatMap(({ ours }) =>
    ours.filter(({ itemId }) => updates.some(({ id }) => id === itemId))
  )
  const unknown = goods.find(
    ({ ours, articleNo }) => ours.length === 0 && !variants.get(articleKey(articleNo))?.length
  )
  if (isCanceled) {
    return { code: "order_rows_canceled" }
  }
  if (!isAsSent) {
    return { code: "order_rows_changed_in_both" }
  }
  if (isBeingEdited) {
    return { code: "order_rows_being_edited" }
  }
  if (isEmptied || goods.some(({ isMixed, quantity }) => isMixed || !isNatural(quantity))) {
    return { code: "order_rows_by_hand" }
  }
  if (unknown) {
    return { code: "order_rows_unknown_article", data: { article_no: unknown.articleNo } }
  }
  if (changed.some(({ fulfilled }) => fulfilled.isGreaterThan(ZERO))) {
    return { code: "order_rows_fulfilled" }
  }
  return changed.some(({ isReturned }) => isReturned) ? { code: "order_rows_by_hand" } : undefined
}

/** All of Specter's changes to the goods, or none: an order that follows half of them would be neither's. */
export function planOrderChange(comparison: RowComparison, situation: OrderSituation): OrderChangePlan {
  const { goods, others } = comparison
  const tell = (code: ReasonCode, words: string[], data: Record<string, string> = {}): Reason => ({
    code,
    data: { order_no: situation.orderNo, changes: words.join(", "), ...data },
  })
  if (goods.length === 0) {
    return others.length === 0
      ? { kind: "same", notes: [] }
      : {
          kind: "tell",
          notes: [tell(situation.isAsSent ? "order_rows_by_hand" : "order_rows_changed_in_both", others)],
        }
  }
  const words = goods.map((difference) => difference.words)
  const isWhole = goods.every(({ quantity, isMixed }) => isNatural(quantity) && !isMixed)
  const updates = isWhole ? goods.flatMap(updatesOf) : []
  const hindered = hindrance(comparison, updates, situation)
  if (hindered) {
    return { kind: "tell", notes: [tell(hindered.code, [...words, ...others], hindered.data)] }
  }
  const additions = goods
    .filter(({ ours }) => ours.length === 0)
    .flatMap((one) => additionOf(one, situation.variants))
  const notes = others.length ? [tell("order_rows_by_hand", others)] : []
  return { kind: "edit", updates, additions, words: words.join(", "), notes }
}
