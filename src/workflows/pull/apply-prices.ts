import type { MedusaContainer } from "@medusajs/framework/types"
import { giveWay } from "../../give-way"
import type { ArticleRow } from "../../modules/specter/client"
import type { Settings } from "../../modules/specter/settings"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { BatchOutcome } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { addOutcome } from "./add-outcome"
import type { ApplyContext } from "./applier"
import { importPrices } from "./import-prices"
import { allEnded, inLanes } from "./in-lanes"
import { portions } from "./portions"
import { presentOf } from "./present-of"

/** Whoever changes one of these prices meanwhile waits for one portion at most. */
const ARTICLES = { alone: 5_000, whileVisited: 500 }
const LANES = 2

type Context = Pick<ApplyContext, "askedAt" | "hold" | "progress"> & { settings: Settings }

/**
 * Notes these articles as seen, brings the prices that there are in step with them, and adds what came of it to `outcome`.
 * @returns the articles that take more than that.
 */
export async function applyPrices(
  container: MedusaContainer,
  articles: ArticleRow[],
  outcome: BatchOutcome,
  context: Context
): Promise<ArticleRow[]> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const left: ArticleRow[] = []
  let done = 0
  await inLanes(portions(articles, ARTICLES), LANES, async (some) => {
    await giveWay()
    const [others] = await allEnded([
      applyPortion(container, some, outcome, context),
      sync.seeArticles(presentOf(some), context.askedAt),
    ])
    left.push(...others)
    done += some.length - others.length
    await context.progress(done)
  })
  return left
}

/** Of a portion that cannot be written the halves are tried, down to the one article that is the trouble. */
async function applyPortion(
  container: MedusaContainer,
  rows: ArticleRow[],
  outcome: BatchOutcome,
  context: Context
): Promise<ArticleRow[]> {
  await context.hold()
  try {
    const imported = await importPrices(container, rows, context)
    addOutcome(outcome, imported.outcome)
    return imported.others
  } catch {
    if (rows.length === 1) {
      return rows
    }
    const middle = Math.ceil(rows.length / 2)
    const first = await applyPortion(container, rows.slice(0, middle), outcome, context)
    return [...first, ...(await applyPortion(container, rows.slice(middle), outcome, context))]
  }
}
