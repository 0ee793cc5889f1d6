import type { BigNumberInput } from "@medusajs/framework/types"
import type { ArticleRow } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import { articleKey } from "../../../modules/specter-sync/article-key"
import type { BatchOutcome, ImportedArticle } from "../../../modules/specter-sync/pull-ledger"
import type { StoredVariant } from "../../push/mappers/article"
import { toNotedArticle } from "./noted-article"
import { type PriceWrite, toMedusaPriceWrite } from "./to-medusa-price-write"

/** A price to write, and its variant as Specter has it then; undefined for a variant that cannot be sent. */
export type ImportedPrice = { id: string; amount: string; variantId: string; article?: ImportedArticle }

export type PriceImportPlan = {
  prices: ImportedPrice[]
  outcome: BatchOutcome
  /** Articles that take more than a new amount for prices that there are. */
  others: ArticleRow[]
}

export type PriceImportState = {
  settings: Settings
  vatPercents: Map<string, BigNumberInput>
  pricesIncludeVat: boolean
  /** By `articleKey`. */
  variants: Map<string, StoredVariant[]>
}

/** What is to be written for the prices of these articles. Every row has another article. */
export function planPriceImport(rows: ArticleRow[], state: PriceImportState): PriceImportPlan {
  const plan: PriceImportPlan = { prices: [], outcome: { changed: 0, unchanged: 0, rows: [] }, others: [] }
  for (const row of rows) {
    const variants = state.variants.get(articleKey(row.articleNo)) ?? []
    const priced = variants.map((variant) => priceOf(variant, row, state))
    const isPlain = !row.removed && !row.problem && priced.length > 0 && priced.every(isPlainPrice)
    if (!isPlain) {
      plan.others.push(row)
      continue
    }
    const prices = variants.flatMap((variant, index) => toImportedPrice(variant, priced[index].price, state))
    plan.prices.push(...prices)
    plan.outcome[prices.length > 0 ? "changed" : "unchanged"] += 1
    for (const reason of priced.flatMap(({ notes }) => notes)) {
      plan.outcome.rows.push({ subject: row.articleNo, outcome: "noted", reason })
    }
  }
  return plan
}

function priceOf(variant: StoredVariant, row: ArticleRow, state: PriceImportState) {
  const { settings, vatPercents, pricesIncludeVat } = state
  return toMedusaPriceWrite(variant, row, {
    pricesIncludeVat,
    vatPercent: vatPercents.get(variant.id),
    currencyCode: settings.currency_code,
    countryCode: settings.country_code,
  })
}

function isPlainPrice({ price, problems }: ReturnType<typeof priceOf>): boolean {
  return problems.length === 0 && (price === undefined || price.price_id !== undefined)
}

function toImportedPrice(
  variant: StoredVariant,
  price: PriceWrite | undefined,
  state: PriceImportState
): ImportedPrice[] {
  if (price?.price_id === undefined) {
    return []
  }
  const { settings, vatPercents, pricesIncludeVat } = state
  const terms = { settings, pricesIncludeVat, vatPercent: vatPercents.get(variant.id) }
  const article = toNotedArticle(variant, { price }, terms)
  return [{ id: price.price_id, amount: price.amount, variantId: variant.id, article }]
}
