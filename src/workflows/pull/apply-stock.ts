import { giveWay } from "../../give-way"
import { SPECTER_MODULE } from "../../modules/specter"
import { parseStockInPieces } from "../../modules/specter/client"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { BatchOutcome } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Applier } from "./applier"
import { applyFigures } from "./apply-figures"
import { allEnded, inLanes } from "./in-lanes"
import { readFigures } from "./mappers/read-figures"
import { portions } from "./portions"

/** A shopper's queries stand behind a statement for so few for some milliseconds only. */
const ROWS = { alone: 5_000, whileVisited: 200 }
const LANES = 2

/** Brings the store's inventory levels in step with Specter's stock. */
export const applyStock: Applier = async (container, raw, context) => {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [settings, { sites }] = await allEnded([
    specter.getSettings(),
    parseStockInPieces(raw, specter.wireNames()),
  ])
  const { articles, remarks } = readFigures(sites, settings.stock_sites)
  const outcome: BatchOutcome = { changed: 0, unchanged: 0, rows: remarks }
  let done = 0
  await inLanes(portions(articles, ROWS), LANES, async (some) => {
    await giveWay()
    await sync.seeArticles(some, context.askedAt)
    const applied = await applyFigures(container, some, { ...context, settings })
    outcome.changed += applied.changed
    outcome.unchanged += applied.unchanged
    outcome.rows.push(...applied.rows)
    done += some.length
    await context.progress(done)
  })
  return outcome
}
