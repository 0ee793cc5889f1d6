import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { publishPrices, writePrices } from "../../medusa-tables/prices"
import type { ArticleRow } from "../../modules/specter/client"
import type { Settings } from "../../modules/specter/settings"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { BatchOutcome } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { loadVariants } from "../push/load-variants"
import { listOf } from "../push/mappers/list-of"
import { type ImportedPrice, planPriceImport } from "./mappers/plan-price-import"
import { tellImportedVariants } from "./tell-imported-variants"
import { variantsByArticle } from "./variants-by-article"

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
  const idsByArticle = await variantsByArticle(
    container,
    rows.map(({ articleNo }) => articleNo)
  )
  const ids = [...new Set([...idsByArticle.values()].flat())]
  const loaded = await loadVariants(container, ids, settings, { withStock: false })
  const variants = new Map(
    [...idsByArticle].map(([key, ids]) => [key, listOf(ids.map((id) => loaded.variants.get(id)))] as const)
  )
  const { prices, outcome, others } = planPriceImport(rows, { ...loaded, settings, variants })
  if (prices.length) {
    await write(container, prices, askedAt)
  }
  return { outcome, others }
}

async function write(container: MedusaContainer, prices: ImportedPrice[], askedAt: Date): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { written, settled } = await connection.transaction(async (transaction: Knex.Transaction) => {
    const ids = new Set(await writePrices(container, prices, transaction))
    const written = prices.filter(({ id }) => ids.has(id))
    const articles = listOf(written.map(({ article }) => article))
    return { written, settled: await sync.noteImported(articles, askedAt, transaction) }
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
