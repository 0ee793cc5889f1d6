import type { BigNumberInput } from "@medusajs/framework/types"
import type { ArticleRow } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import { articleKey } from "../../../modules/specter-sync/article-key"
import type { BatchOutcome, NotedPrice } from "../../../modules/specter-sync/pull-ledger"
import { amountOf } from "../../push/mappers/amount"
import { articlePrice } from "../../push/mappers/article-price"
import type { StoredPrice } from "./imported-variant"
import { type PriceContext, toMedusaPriceWrite } from "./to-medusa-price-write"

/** A variant with its prices in one currency. */
export type PricedVariant = {
  id: string
  sku: string
  /** When it or its product was changed last. */
  changedAt: string
  product: { id: string; type_id?: string | null }
  price_set?: { id: string; prices: StoredPrice[] }
}

/** A price to write, in the store's terms, and its article's before and after, in Specter's. */
export type ImportedPrice = NotedPrice & { id: string; amount: string; isFirst: boolean }

export type PriceImportPlan = {
  prices: ImportedPrice[]
  outcome: BatchOutcome
  /** Articles that take more than a new amount for prices that there are. */
  others: ArticleRow[]
}

export type PriceImportState = {
  settings: Settings
  pricesIncludeVat: boolean
  /** By product id. */
  vatPercents: Map<string, BigNumberInput>
  /** By `articleKey`. */
  variants: Map<string, PricedVariant[]>
  /** Ids of variants of which the ledger has no transfer. */
  neverSent: ReadonlySet<string>
}

type Priced = ReturnType<typeof toMedusaPriceWrite>

/** What is to be written for the prices of these articles. Every row has another article. */
export function planPriceImport(rows: ArticleRow[], state: PriceImportState): PriceImportPlan {
  const plan: PriceImportPlan = { prices: [], outcome: { changed: 0, unchanged: 0, rows: [] }, others: [] }
  const termsOf = sharedTerms(state)
  for (const row of rows) {
    const variants = state.variants.get(articleKey(row.articleNo)) ?? []
    const priced = variants.map((variant) => toMedusaPriceWrite(variant, row, termsOf(variant)))
    const isPlain = !row.removed && !row.problem && priced.length > 0
    if (!isPlain || !priced.every(isPlainPrice)) {
      plan.others.push(row)
      continue
    }
    const prices = variants.flatMap((variant, index) =>
      toImportedPrice(variant, priced[index], termsOf(variant), state.neverSent)
    )
    plan.prices.push(...prices)
    plan.outcome[prices.length > 0 ? "changed" : "unchanged"] += 1
    for (const reason of priced.flatMap(({ notes }) => notes)) {
      plan.outcome.rows.push({ subject: row.articleNo, outcome: "noted", reason })
    }
  }
  return plan
}

/** The terms of a variant's price; those with the same VAT share one object. */
function sharedTerms(state: PriceImportState): (variant: PricedVariant) => PriceContext {
  const { currency_code: currencyCode, country_code: countryCode } = state.settings
  const terms = new Map<BigNumberInput | undefined, PriceContext>()
  return ({ product }) => {
    const vatPercent = state.vatPercents.get(product.id)
    const known = terms.get(vatPercent)
    const mine = known ?? { pricesIncludeVat: state.pricesIncludeVat, vatPercent, currencyCode, countryCode }
    terms.set(vatPercent, mine)
    return mine
  }
}

function isPlainPrice({ price, problems }: Priced): boolean {
  return problems.length === 0 && (price === undefined || price.price_id !== undefined)
}

function toImportedPrice(
  variant: PricedVariant,
  { price }: Priced,
  terms: PriceContext,
  neverSent: ReadonlySet<string>
): ImportedPrice[] {
  if (price?.price_id === undefined || price.amount_before === undefined) {
    return []
  }
  const toSpecters = (amount: string) => articlePrice(amountOf(amount), terms)
  return [
    {
      id: price.price_id,
      amount: price.amount,
      variantId: variant.id,
      changedAt: variant.changedAt,
      articleNo: variant.sku.trim(),
      before: toSpecters(price.amount_before),
      price: toSpecters(price.amount),
      isFirst: neverSent.has(variant.id),
    },
  ]
}
