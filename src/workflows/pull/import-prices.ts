import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
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
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { BatchOutcome } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { loadPricesIncludeVat, loadVatPercents } from "../push/load-price-terms"
import { tellImportedVariants } from "./tell-imported-variants"

type Context = { settings: Settings; askedAt: Date }

/**
 * Writes the prices of articles whose variants have one already, and notes that Specter has them so: all of them or none.
 * Events go out when all is written and noted. Every row has another article.
 * @returns what came of them, and the articles that take more than that.
 */
export async function importPrices(
  container: MedusaContainer,
  rows: ArticleRow[],
  context: Context
): Promise<{ outcome: BatchOutcome; others: ArticleRow[] }> {
  const told = rows.flatMap(toldPrice)
  const terms = await loadTerms(container, told, context.settings)
  const { written, settled, left } = await write(container, told, terms, context)
  await publishPrices(
    container,
    written.map(({ id }) => id)
  )
  await tellImportedVariants(
    container,
    written.map(({ variant_id }) => variant_id),
    settled
  )
  const tried = new Set(told.map(({ sku }) => sku))
  const others = rows.filter(({ articleNo }) => !tried.has(articleNo) || left.has(articleNo))
  const [changed, unchanged] = [written.length, rows.length - written.length - others.length]
  return { outcome: { changed, unchanged, rows: [] }, others }
}

/** What is odd about an article's row is not for here. */
function toldPrice({ articleNo, priceExclVat, vatPercent, removed, problem }: ArticleRow): ToldPrice[] {
  return removed || problem || priceExclVat === undefined
    ? []
    : [{ sku: articleNo, price: priceExclVat, vatPercent }]
}

async function loadTerms(
  container: MedusaContainer,
  told: ToldPrice[],
  settings: Settings
): Promise<StoreTerms> {
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

type Written = { written: FittedPrice[]; settled: Set<string>; left: Set<string> }

/** Of an article that the ledger has no transfer of the whole has to be noted, which is not for here. */
class NeverSent extends Error {
  constructor(readonly skus: Set<string>) {
    super("The ledger has no transfer of some articles")
  }
}

async function write(
  container: MedusaContainer,
  told: ToldPrice[],
  terms: StoreTerms,
  context: Context
): Promise<Written> {
  try {
    return await writeAll(container, told, terms, context)
  } catch (error) {
    if (!(error instanceof NeverSent)) {
      throw error
    }
    const { skus } = error
    const others = told.filter(({ sku }) => !skus.has(sku))
    const { written, settled, left } = await writeAll(container, others, terms, context)
    return { written, settled, left: new Set([...left, ...skus]) }
  }
}

async function writeAll(
  container: MedusaContainer,
  told: ToldPrice[],
  terms: StoreTerms,
  { askedAt }: Context
): Promise<Written> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return await connection.transaction(async (transaction: Knex.Transaction) => {
    const { written, left } = await fitPrices(container, told, terms, transaction)
    const { settled, neverSent } = await sync.notePrices(written, askedAt, transaction)
    if (neverSent.size > 0) {
      const unknown = written.filter(({ variant_id }) => neverSent.has(variant_id))
      throw new NeverSent(new Set(unknown.map(({ sku }) => sku)))
    }
    return { written, settled, left }
  })
}
