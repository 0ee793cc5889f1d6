import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import { articleKey } from "../../modules/specter-sync/article-key"
import type { BatchOutcome, RemarkableRow } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { ApplyContext } from "./applier"
import { loadStockedItems } from "./load-stocked-items"
import { planLevels } from "./mappers/plan-levels"
import type { ArticleFigures } from "./mappers/read-figures"
import { writeLevels } from "./write-levels"

/**
 * Specter's figure is what can still be sold. Medusa's is stocked less reserved, and what the store has reserved for orders
 * that Specter knew when it was asked is already taken off its figure: `stocked = figure + reserved for those orders`.
 * Where Specter's zero only means that nobody has told it a figure yet, the store's own stands.
 */
export async function applyFigures(
  container: MedusaContainer,
  figures: ArticleFigures[],
  { askedAt, hold }: Pick<ApplyContext, "askedAt" | "hold">
): Promise<BatchOutcome> {
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const awaited = await sync.awaitingFigure(figures.map(({ articleNo }) => articleNo))
  const articles = figures.filter(({ articleNo }) => !awaited.has(articleKey(articleNo)))

  const { items, remarks } = await loadStockedItems(container, articles, askedAt)
  const plans = items.map((item) => ({ item, levels: planLevels(item, settings) }))
  const failed = await writeLevels(
    container,
    plans.flatMap(({ levels }) => levels),
    hold
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
  return {
    changed: changed - failed.length,
    unchanged: plans.length - changed + figures.length - articles.length,
    rows,
  }
}
