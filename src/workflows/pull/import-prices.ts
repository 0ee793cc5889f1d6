import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { publishPrices, writePrices } from "../../medusa-tables/prices"
import type { ArticleRow } from "../../modules/specter/client"
import type { Settings } from "../../modules/specter/settings"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { BatchOutcome } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { loadPricesIncludeVat, loadVatPercents } from "../push/load-price-terms"
import { listOf } from "../push/mappers/list-of"
import { loadFirstArticles } from "./load-first-articles"
import { loadPricedVariants } from "./load-priced-variants"
import {
  type ImportedPrice,
  planPriceImport,
  type PricedVariant,
  type PriceImportState,
} from "./mappers/plan-price-import"
import { tellImportedVariants } from "./tell-imported-variants"

/**
 * Writes the prices of articles whose variants have a price already, and notes that Specter has them so: all of them or
 * none. Events go out when all is written and noted.
 * @returns what came of them, and the articles that take more than that.
 */
export async function importPrices(
  container: MedusaContainer,
  rows: ArticleRow[],
  { settings, askedAt }: { settings: Settings; askedAt: Date }
): Promise<{ outcome: BatchOutcome; others: ArticleRow[] }> {
  const { prices, outcome, others } = planPriceImport(rows, await loadState(container, rows, settings))
  if (prices.length) {
    await write(container, prices, { settings, askedAt })
  }
  return { outcome, others }
}

async function loadState(
  container: MedusaContainer,
  rows: ArticleRow[],
  settings: Settings
): Promise<PriceImportState> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [variants, pricesIncludeVat] = await Promise.all([
    loadPricedVariants(
      container,
      rows.map(({ articleNo }) => articleNo),
      settings.currency_code
    ),
    loadPricesIncludeVat(container, settings.currency_code),
  ])
  const found = [...variants.values()].flat()
  const asksForVat = pricesIncludeVat || rows.some(({ vatPercent }) => vatPercent !== undefined)
  const [vatPercents, neverSent] = await Promise.all([
    asksForVat ? loadVatPercents(container, found.map(productOf), settings) : new Map(),
    sync.missing(
      "article",
      found.map(({ id }) => id)
    ),
  ])
  return { settings, variants, pricesIncludeVat, vatPercents, neverSent: new Set(neverSent) }
}

const productOf = ({ product }: PricedVariant) => product

async function write(
  container: MedusaContainer,
  prices: ImportedPrice[],
  { settings, askedAt }: { settings: Settings; askedAt: Date }
): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const first = prices.filter(({ isFirst }) => isFirst)
  const firstArticles = first.length ? await loadFirstArticles(container, first, settings) : undefined
  const { written, settled } = await connection.transaction(async (transaction: Knex.Transaction) => {
    const ids = new Set(await writePrices(container, prices, transaction))
    const written = prices.filter(({ id }) => ids.has(id))
    const known = written.filter(({ isFirst }) => !isFirst)
    const articles = firstArticles ? listOf(written.map(({ variantId }) => firstArticles.get(variantId))) : []
    const settled = await sync.notePrices(known, askedAt, transaction)
    const born = await sync.noteImported(articles, askedAt, transaction)
    return { written, settled: new Set([...settled, ...born]) }
  })
  await publishPrices(
    container,
    written.map(({ id }) => id)
  )
  await tellImportedVariants(
    container,
    written.map(({ variantId }) => variantId),
    settled
  )
}
