import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import type { ArticleRow } from "../../../modules/specter/client"
import type { Reason } from "../../../reasons/reason"
import { isPriceAsSent } from "../../push/mappers/article-hash"
import type { PriceTerms } from "../../push/mappers/article-price"
import { basePrice } from "../../push/mappers/base-price"
import { listOf } from "../../push/mappers/list-of"
import type { ImportedVariant } from "./imported-variant"
import { decimalsOf, isSamePrice, toMedusaPrice } from "./to-medusa-price"

/** A base price to write. Amounts are decimal texts in the store's terms; without `price_id` the price is new. */
export type PriceWrite = {
  variant_id: string
  price_set_id?: string
  price_id?: string
  currency_code: string
  amount: string
  amount_before?: string
}

export type PriceContext = PriceTerms & { currencyCode: string; countryCode: string }

export type PricedArticle<T> = { price?: T; problems: Reason[]; notes: Reason[] }

/** The variant's base price, when Specter's differs from it and from what Specter was sent. */
export function toMedusaPriceWrite(
  variant: Pick<ImportedVariant, "id" | "price_set" | "sentHash">,
  row: ArticleRow,
  context: PriceContext
): PricedArticle<PriceWrite> {
  const { price: amount, problems, notes } = toMedusaAmount(row, context)
  const present = basePrice(listOf(variant.price_set?.prices), context.currencyCode)
  const before = present?.raw_amount ?? present?.amount
  const isSame = (told: string, stored: BigNumberInput) =>
    isSamePrice(stored, told, context) || isPriceAsSent(variant.sentHash, told, decimalsOf(told))
  if (amount === undefined || (before !== undefined && isSame(row.priceExclVat as string, before))) {
    return { problems, notes: notes.filter(({ code }) => code !== "article_vat_differs") }
  }
  const price: PriceWrite = {
    variant_id: variant.id,
    price_set_id: variant.price_set?.id,
    price_id: present?.id,
    currency_code: context.currencyCode,
    amount,
    amount_before: before === undefined ? undefined : MathBN.convert(before).toFixed(),
  }
  return { price, problems, notes }
}

/** Specter's price of the article in the store's terms, a decimal text; undefined with the reason why there is none. */
export function toMedusaAmount(row: ArticleRow, context: PriceContext): PricedArticle<string> {
  const { articleNo: article_no, priceExclVat } = row
  if (priceExclVat === undefined) {
    // A price that cannot be read is told as what is wrong with the row.
    return {
      problems: [],
      notes: row.problem ? [] : [{ code: "article_price_missing", data: { article_no } }],
    }
  }
  if (MathBN.lt(priceExclVat, 0)) {
    return {
      problems: [{ code: "article_price_negative", data: { article_no, figure: priceExclVat } }],
      notes: [],
    }
  }
  const price = toMedusaPrice(priceExclVat, context)
  if (price === undefined) {
    const country = context.countryCode.toUpperCase()
    return {
      problems: [{ code: "article_price_without_vat_rate", data: { article_no, country } }],
      notes: [],
    }
  }
  return { price, problems: [], notes: vatNotes(row, context) }
}

function vatNotes({ articleNo, vatPercent }: ArticleRow, context: PriceContext): Reason[] {
  const stores: BigNumberInput | undefined = context.vatPercent
  if (vatPercent === undefined || stores === undefined || MathBN.eq(vatPercent, stores)) {
    return []
  }
  const data = { article_no: articleNo, specters: vatPercent, stores: MathBN.convert(stores).toFixed() }
  return [{ code: "article_vat_differs", data }]
}
