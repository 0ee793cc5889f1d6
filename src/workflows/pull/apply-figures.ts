import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { fitLevels, knowsStockTables } from "../../medusa-tables/stock"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import type { Settings } from "../../modules/specter/settings"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import { articleKey } from "../../modules/specter-sync/article-key"
import type { BatchOutcome, RemarkableRow } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { ApplyContext } from "./applier"
import { loadStockedItems } from "./load-stocked-items"
import { planLevels } from "./mappers/plan-levels"
import { type ArticleFigures, wholeNumber } from "./mappers/read-figures"
import { writeLevels } from "./write-levels"

/** How often a level that is in somebody's hands is passed over before it is waited for. */
const PASSES = 5
const PASS_MS = 50

type Context = Pick<ApplyContext, "askedAt" | "hold"> & {
  /** Read anew where they are not given. */
  settings?: Settings
}

/**
 * Specter's figure is what can still be sold. Medusa's is stocked less reserved, and what the store has reserved for orders
 * that Specter knew when it was asked is already taken off its figure: `stocked = figure + reserved for those orders`.
 * Where Specter's zero only means that nobody has told it a figure yet, the store's own stands.
 */
export async function applyFigures(
  container: MedusaContainer,
  figures: ArticleFigures[],
  context: Context
): Promise<BatchOutcome> {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const settings = context.settings ?? (await specter.getSettings())
  const articles = await withoutAwaited(container, figures)
  const { left: others, changed } = await fitPlain(container, articles, { settings, hold: context.hold })
  const outcome: BatchOutcome = { changed, unchanged: figures.length - changed - others.length, rows: [] }
  let left = others
  for (let pass = 1; left.length > 0; pass += 1) {
    left = await applyOnce(container, left, context, { settings, outcome, wait: pass === PASSES })
    if (left.length > 0) {
      await sleep(PASS_MS)
    }
  }
  return outcome
}

/** Those where nothing stands against it get their figure at once; almost all are so. */
async function fitPlain(
  container: MedusaContainer,
  articles: ArticleFigures[],
  { settings, hold }: Pick<Context, "hold"> & { settings: Settings }
): Promise<{ left: ArticleFigures[]; changed: number }> {
  const isBySite = Object.keys(settings.stock_sites).length > 0
  if (articles.length === 0 || isBySite || !(await knowsStockTables(container))) {
    return { left: articles, changed: 0 }
  }
  await hold()
  const { changed, left } = await fitLevels(
    container,
    articles.map(({ articleNo, figure }) => ({ sku: articleNo, figure: wholeNumber(figure) }))
  )
  return { left: articles.filter(({ articleNo }) => left.has(articleNo)), changed: changed.size }
}

async function withoutAwaited(
  container: MedusaContainer,
  figures: ArticleFigures[]
): Promise<ArticleFigures[]> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  // Who has told any has told a figure.
  const none = figures.filter(({ figure }) => Number(figure) <= 0)
  const awaited = none.length
    ? await sync.awaitingFigure(none.map(({ articleNo }) => articleNo))
    : new Set<string>()
  return awaited.size > 0 ? figures.filter(({ articleNo }) => !awaited.has(articleKey(articleNo))) : figures
}

/** @returns the articles whose levels were changed by somebody else between being read and being written. */
async function applyOnce(
  container: MedusaContainer,
  articles: ArticleFigures[],
  { askedAt, hold }: Context,
  { settings, outcome, wait }: { settings: Settings; outcome: BatchOutcome; wait: boolean }
): Promise<ArticleFigures[]> {
  const { items, remarks } = await loadStockedItems(container, articles, askedAt)
  const deleted = await deletedLocations(container, Object.keys(settings.stock_sites))
  const plans = items.map((item) => ({ item, levels: planLevels(item, settings, deleted) }))
  const { failed, missed } = await writeLevels(
    container,
    plans.flatMap(({ levels }) => levels),
    { hold, wait }
  )
  const articleNos = new Map(items.map(({ inventoryItemId, articleNo }) => [inventoryItemId, articleNo]))
  const again = new Set(missed.map(({ inventory_item_id }) => articleNos.get(inventory_item_id)))
  const done = plans.filter(({ item }) => !again.has(item.articleNo))
  const changed = done.filter(({ levels }) => levels.length > 0).length
  const problems = failed.map(({ inventory_item_id, message }) => ({
    subject: articleNos.get(inventory_item_id) ?? inventory_item_id,
    outcome: "problem" as const,
    reason: { code: "unexpected_error" as const, data: { message } },
  }))
  outcome.changed += changed - failed.length
  outcome.unchanged += done.length - changed
  outcome.rows.push(...finalOf(remarks, again), ...problems)
  return articles.filter(({ articleNo }) => again.has(articleNo))
}

/** Those of these that the store has no more, though a setting may still name them. */
async function deletedLocations(container: MedusaContainer, ids: string[]): Promise<Set<string>> {
  const locations = container.resolve(Modules.STOCK_LOCATION)
  const deleted = new Set(ids)
  const found =
    ids.length > 0
      ? await locations.listStockLocations({ id: ids }, { select: ["id"], take: ids.length })
      : []
  found.forEach(({ id }) => deleted.delete(id))
  return deleted
}

/** What is remarkable about an article that comes again is told then. */
function finalOf(remarks: RemarkableRow[], again: Set<string | undefined>): RemarkableRow[] {
  return remarks.filter(({ subject }) => !again.has(subject))
}
