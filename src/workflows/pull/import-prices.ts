import type { MedusaContainer } from "@medusajs/framework/types"
import {
  type FittedPrice,
  fitPrices,
  readProductsOfSkus,
  type StoreTerms,
  type ToldPrice,
} from "../../medusa-tables/fit-prices"
import { publishPrices } from "../../medusa-tables/prices"
import type { ArticleRow } from "../../modules/specter/client"
import type { Settings } from "../../modules/specter/settings"
import type { BatchOutcome } from "../../modules/specter-sync/pull-ledger"
import { loadPricesIncludeVat, loadVatPercents } from "../push/load-price-terms"
import { tellImportedVariants } from "./tell-imported-variants"

type Context = {
  settings: Settings
  askedAt: Date
  /** Read anew where they are not given. */
  terms?: StoreTerms
}

/** `written` is to be published; `others` are the articles that take more than a new price. */
export type ImportedPrices = { outcome: BatchOutcome; written: FittedPrice[]; others: ArticleRow[] }

/**
 * Writes the prices of articles whose variants have one already, and notes that Specter has them so: all of them or none,
 * without an event. Every row has another article.
 */
export async function importPrices(
  container: MedusaContainer,
  rows: ArticleRow[],
  { settings, askedAt, terms }: Context
): Promise<ImportedPrices> {
  const told = rows.flatMap(toldPrice)
  const known = terms ?? (await loadStoreTerms(container, rows, settings))
  const { written, left } = await fitPrices(container, told, known, askedAt)
  const tried = new Set(told.map(({ sku }) => sku))
  const others = rows.filter(({ articleNo }) => !tried.has(articleNo) || left.has(articleNo))
  const [changed, unchanged] = [written.length, rows.length - written.length - others.length]
  return { outcome: { changed, unchanged, rows: [] }, written, others }
}

/** Gives the events of these prices, and of their variants. */
export async function publishImportedPrices(
  container: MedusaContainer,
  written: FittedPrice[]
): Promise<void> {
  await publishPrices(
    container,
    written.map(({ id }) => id)
  )
  await tellImportedVariants(container, written)
}

/** What is odd about an article's row is not for here. */
function toldPrice({ articleNo, priceExclVat, vatPercent, removed, problem }: ArticleRow): ToldPrice[] {
  return removed || problem || priceExclVat === undefined
    ? []
    : [{ sku: articleNo, price: priceExclVat, vatPercent }]
}

/** How the store keeps the prices of these articles. */
export async function loadStoreTerms(
  container: MedusaContainer,
  rows: ArticleRow[],
  settings: Settings
): Promise<StoreTerms> {
  const told = rows.flatMap(toldPrice)
  const pricesIncludeVat = await loadPricesIncludeVat(container, settings.currency_code)
  const asksForVat = pricesIncludeVat || told.some(({ vatPercent }) => vatPercent !== undefined)
  const products = asksForVat
    ? await readProductsOfSkus(
        container,
        told.map(({ sku }) => sku)
      )
    : []
  const vatPercents = await loadVatPercents(container, products, settings)
  return { currencyCode: settings.currency_code, pricesIncludeVat, vatPercents }
}
