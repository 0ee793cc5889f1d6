import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../../modules/specter"
import { parseStock } from "../../modules/specter/client"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { BatchOutcome, RemarkableRow } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Applier, ApplyContext } from "./applier"
import { chunks } from "./chunks"
import { loadStockedItems } from "./load-stocked-items"
import { type ArticleFigures, readFigures } from "./mappers/read-figures"
import { planLevels } from "./mappers/plan-levels"
import { writeLevels } from "./write-levels"

const ROWS_AT_A_TIME = 500

/**
 * Specter's figure is what can still be sold. Medusa's is stocked less reserved, and what the store has reserved for orders
 * that Specter knew when it was asked is already taken off its figure: `stocked = figure + reserved for those orders`.
 */
export const applyStock: Applier = async (container, raw, context) => {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const settings = await specter.getSettings()
  const { articles, remarks } = readFigures(parseStock(raw, specter.wireNames()).sites, settings.stock_sites)
  await sync.seeArticles(
    articles.map(({ articleNo, total }) => ({ articleNo, figure: total })),
    context.askedAt
  )

  const outcome: BatchOutcome = { changed: 0, unchanged: 0, rows: remarks }
  let done = 0
  for (const some of chunks(articles, ROWS_AT_A_TIME)) {
    const applied = await applySome(container, some, context)
    outcome.changed += applied.changed
    outcome.unchanged += applied.unchanged
    outcome.rows.push(...applied.rows)
    done += some.length
    await context.progress(done)
  }
  return outcome
}

async function applySome(
  container: MedusaContainer,
  articles: ArticleFigures[],
  context: ApplyContext
): Promise<BatchOutcome> {
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const { items, remarks } = await loadStockedItems(container, articles, context.askedAt)
  const plans = items.map((item) => ({ item, levels: planLevels(item, settings) }))
  const failed = await writeLevels(
    container,
    plans.flatMap(({ levels }) => levels),
    context.hold
  )
  const rows: RemarkableRow[] = [
    ...remarks,
    ...failed.map(({ inventory_item_id, message }) => ({
      subject:
        items.find((item) => item.inventoryItemId === inventory_item_id)?.articleNo ?? inventory_item_id,
      outcome: "problem" as const,
      reason: { code: "unexpected_error" as const, data: { message } },
    })),
  ]
  const changed = plans.filter(({ levels }) => levels.length > 0).length
  return { changed: changed - failed.length, unchanged: plans.length - changed, rows }
}
