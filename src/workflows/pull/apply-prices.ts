import type { MedusaContainer } from "@medusajs/framework/types"
import { giveWay } from "../../give-way"
import type { StoreTerms } from "../../medusa-tables/fit-prices"
import type { ArticleRow } from "../../modules/specter/client"
import type { Settings } from "../../modules/specter/settings"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { BatchOutcome } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { addOutcome } from "./add-outcome"
import type { ApplyContext } from "./applier"
import { chunks } from "../chunks"
import { type ImportedPrices, importPrices, loadStoreTerms, publishImportedPrices } from "./import-prices"
import { allEnded, inLanes } from "./in-lanes"
import { portions } from "./portions"
import { presentOf } from "./present-of"

/** Those that the same terms are read for. */
const ARTICLES = { alone: 10_000, whileVisited: 1_000 }

/**
 * They are written in so many parts, two side by side; the events of these go out while the database is busy with the last.
 * Whoever changes one of the prices meanwhile waits for one part at most.
 */
const PARTS = 3
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
  for (const some of portions(articles, ARTICLES)) {
    await giveWay()
    const [terms] = await allEnded([
      // Where they cannot be had of one product, each part reads its own.
      loadStoreTerms(container, some, context.settings).catch(() => undefined),
      sync.seeArticles(presentOf(some), context.askedAt),
    ])
    const write = async (part: ArticleRow[]) => {
      await giveWay()
      const { written, others } = await writePart(container, part, outcome, { ...context, terms })
      left.push(...others)
      done += part.length - others.length
      await context.progress(done)
      return written
    }
    await inLanes(chunks(some, Math.ceil(some.length / PARTS)), LANES, write, (written) =>
      publishImportedPrices(container, written)
    )
  }
  return left
}

/**
 * Of a part that cannot be written the halves are tried, down to the one article that is the trouble.
 * @returns `written`: what is still to be published.
 */
async function writePart(
  container: MedusaContainer,
  rows: ArticleRow[],
  outcome: BatchOutcome,
  context: Context & { terms?: StoreTerms }
): Promise<Omit<ImportedPrices, "outcome">> {
  await context.hold()
  try {
    const { outcome: came, ...imported } = await importPrices(container, rows, context)
    addOutcome(outcome, came)
    return imported
  } catch {
    if (rows.length === 1) {
      return { written: [], others: rows }
    }
    const middle = Math.ceil(rows.length / 2)
    const first = await writePart(container, rows.slice(0, middle), outcome, context)
    await publishImportedPrices(container, first.written)
    const { written, others } = await writePart(container, rows.slice(middle), outcome, context)
    return { written, others: [...first.others, ...others] }
  }
}
