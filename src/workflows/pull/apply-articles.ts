import type { MedusaContainer } from "@medusajs/framework/types"
import { knowsPricedVariantTables } from "../../medusa-tables/priced-variants"
import { SPECTER_MODULE } from "../../modules/specter"
import { type ArticleRow, parseArticlesInPieces } from "../../modules/specter/client"
import type SpecterModuleService from "../../modules/specter/service"
import type { Settings } from "../../modules/specter/settings"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import { articleKey } from "../../modules/specter-sync/article-key"
import type { BatchOutcome } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Reason } from "../../reasons/reason"
import { addOutcome } from "./add-outcome"
import type { Applier, ApplyContext } from "./applier"
import { applyPrices } from "./apply-prices"
import { chunks } from "../chunks"
import { failureWords, isMedusasWord } from "./failure-words"
import { importArticlesWorkflow } from "./import-articles"
import { allEnded } from "./in-lanes"
import { articlesWithoutLevels } from "./load-stocked-items"
import { portions } from "./portions"
import { presentOf } from "./present-of"
import { stockNewArticles } from "./stock-new-articles"

/** Medusa makes products slower by fewer, and hardly faster by more; a chunk has to be written within a turn's lease. */
const ARTICLES_A_CHUNK = 250

const SEEN = { alone: 5_000, whileVisited: 500 }

/** Brings the store's products in step with Specter's articles, as far as the merchant's settings say. */
export const applyArticles: Applier = async (container, raw, context) => {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const [settings, { rows }] = await allEnded([
    specter.getSettings(),
    parseArticlesInPieces(raw, specter.wireNames()),
  ])
  const articles = latestOfEach(rows)
  const outcome = nameless(rows)
  let left = articles
  if (await arePricesFirst(container, settings, context)) {
    left = await applyPrices(container, articles, outcome, { ...context, settings })
  } else {
    await seeArticles(container, articles, context)
  }
  let done = rows.length - left.length
  for (const chunk of chunks(left, ARTICLES_A_CHUNK)) {
    addOutcome(outcome, await applyChunk(container, chunk, context))
    done += chunk.length
    await context.progress(done)
  }
  return outcome
}

async function arePricesFirst(
  container: MedusaContainer,
  settings: Settings,
  { isRepeat }: ApplyContext
): Promise<boolean> {
  return settings.import_price_only && !isRepeat && (await knowsPricedVariantTables(container))
}

async function seeArticles(
  container: MedusaContainer,
  articles: ArticleRow[],
  { askedAt }: ApplyContext
): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  for (const some of portions(presentOf(articles), SEEN)) {
    await sync.seeArticles(some, askedAt)
  }
}

/**
 * A chunk that cannot be written is tried again in halves, down to the one article that is the trouble, and that once more
 * unless Medusa itself says what is wrong. Whether the database is there and the turn still ours shows before each try.
 */
async function applyChunk(
  container: MedusaContainer,
  rows: ArticleRow[],
  context: ApplyContext,
  isSecondTry = false
): Promise<BatchOutcome> {
  await context.hold()
  try {
    const { result } = await importArticlesWorkflow(container).run({
      input: { rows, asked_at: context.askedAt.toISOString() },
    })
    const { created, ...outcome } = result
    // A try before this one may have ended between a product and its levels. What has levels follows its figures already.
    const fresh = context.isRepeat
      ? [...created, ...(await articlesWithoutLevels(container, articleNosOf(rows)))]
      : created
    outcome.rows.push(...(await stockNewArticles(container, fresh, context)))
    return outcome
  } catch (error) {
    const again = { ...context, isRepeat: true }
    if (rows.length === 1) {
      return isSecondTry || isMedusasWord(error)
        ? failed(rows[0], error)
        : await applyChunk(container, rows, again, true)
    }
    const middle = Math.ceil(rows.length / 2)
    const outcome = await applyChunk(container, rows.slice(0, middle), again)
    addOutcome(outcome, await applyChunk(container, rows.slice(middle), again))
    return outcome
  }
}

const articleNosOf = (rows: ArticleRow[]) => presentOf(rows).map(({ articleNo }) => articleNo)

/** An article that a batch names twice is as it is named last. */
function latestOfEach(rows: ArticleRow[]): ArticleRow[] {
  const latest = new Map<string, ArticleRow>()
  for (const row of rows) {
    if (row.articleNo !== "") {
      latest.set(articleKey(row.articleNo), row)
    }
  }
  return [...latest.values()]
}

function nameless(rows: ArticleRow[]): BatchOutcome {
  const odd = rows.filter(({ articleNo }) => articleNo === "")
  return {
    changed: 0,
    unchanged: 0,
    rows: odd.map(({ name = "", problem = "" }) => ({
      subject: name,
      outcome: "problem",
      reason: { code: "batch_row_unreadable", data: { article_no: name, figure: problem } },
    })),
  }
}

function failed({ articleNo }: ArticleRow, error: unknown): BatchOutcome {
  const { message = error } = (error ?? {}) as { message?: unknown }
  const words = failureWords({ message: withoutStatement(String(message)) })
  const reason: Reason = { code: "article_not_imported", data: { article_no: articleNo, message: words } }
  return { changed: 0, unchanged: 0, rows: [{ subject: articleNo, outcome: "problem", reason }] }
}

/** The database's errors have its own words between the whole statement and the whole row. */
function withoutStatement(message: string): string {
  const [words] = message.split(/\n\s*- detail:/)
  return words.replace(/^\s*(insert|update|delete|select)\b.* - /is, "")
}
