import type { MedusaContainer } from "@medusajs/framework/types"
import { giveWay } from "../../give-way"
import { SPECTER_MODULE } from "../../modules/specter"
import { parseStockInPieces } from "../../modules/specter/client"
import type SpecterModuleService from "../../modules/specter/service"
import type { Settings } from "../../modules/specter/settings"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { BatchOutcome } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Applier, ApplyContext } from "./applier"
import { applyFigures } from "./apply-figures"
import { allEnded, inLanes } from "./in-lanes"
import { type ArticleFigures, readFigures } from "./mappers/read-figures"
import { portions } from "./portions"

/** A shopper's queries stand behind a statement for so few for some milliseconds only. */
const ROWS = { alone: 5_000, whileVisited: 200 }
const LANES = 2

/** Brings the store's inventory levels in step with Specter's stock. */
export const applyStock: Applier = async (container, raw, context) => {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const [settings, { sites }] = await allEnded([
    specter.getSettings(),
    parseStockInPieces(raw, specter.wireNames()),
  ])
  const { articles, remarks } = readFigures(sites, settings.stock_sites)
  const outcome: BatchOutcome = { changed: 0, unchanged: 0, rows: remarks }
  let done = 0
  await inLanes(portions(articles, ROWS), LANES, async (some) => {
    await giveWay()
    const applied = await seeAndApply(container, some, { ...context, settings })
    outcome.changed += applied.changed
    outcome.unchanged += applied.unchanged
    outcome.rows.push(...applied.rows)
    done += some.length
    await context.progress(done)
  })
  return outcome
}

/**
 * Notes and applies what Specter told, side by side. Only where an article's first figure is awaited has it to be noted before
 * that its figure has come.
 */
async function seeAndApply(
  container: MedusaContainer,
  figures: ArticleFigures[],
  context: ApplyContext & { settings: Settings }
): Promise<BatchOutcome> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  if (await sync.awaitsAnyFigure()) {
    await sync.seeArticles(figures, context.askedAt)
    return await applyFigures(container, figures, context)
  }
  const [applied] = await allEnded([
    applyFigures(container, figures, { ...context, awaitsNone: true }),
    sync.seeArticles(figures, context.askedAt),
  ])
  return applied
}
