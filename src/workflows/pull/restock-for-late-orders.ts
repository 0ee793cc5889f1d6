import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import { articleKey } from "../../modules/specter-sync/article-key"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { applyKnownFigures, type PullEnd } from "./apply-known-figures"
import { articlesToRestock } from "./articles-to-restock"

const PAGE_SIZE = 500
/** An order becomes known in the same moment in which a pull ends. */
const MARGIN_MS = 60_000
/** The row that says since when an order is known bears the time of its statement's beginning. */
const COMMITTED_MS = 5_000

/** This process has done this for the orders known by then: not again with every pull for all of the last minute. */
let doneUntil = 0

/**
 * Specter takes an order off its figure before the store has its answer, and what is changed in an order there before the
 * store has followed. A figure from between the two was applied as if that were still on its way there; at the end of a
 * pull, when Specter has told all it had to tell until `askedAt`, such figures are applied once more. A figure of what is on hand is applied
 * whatever is ordered.
 */
export async function restockForLateOrders(container: MedusaContainer, context: PullEnd): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  if (context.settings.stock_figure_means === "on_hand") {
    return
  }
  const since = new Date(Math.max(context.lastPulled.getTime() - MARGIN_MS, doneUntil - COMMITTED_MS))
  for (let last: string | undefined, isLast = false; !isLast;) {
    const updated_at = { $gte: since, $lt: context.askedAt }
    const references = await sync.listReferences(
      { kind: "order", updated_at, ...(last ? { id: { $gt: last } } : {}) },
      { take: PAGE_SIZE, order: { id: "ASC" } }
    )
    const knownSince = new Map(references.map(({ store_id, updated_at }) => [store_id, new Date(updated_at)]))
    await restock(container, knownSince, context)
    last = references.at(-1)?.id
    isLast = references.length < PAGE_SIZE
  }
  doneUntil = context.askedAt.getTime()
}

async function restock(
  container: MedusaContainer,
  knownSince: Map<string, Date>,
  context: PullEnd
): Promise<void> {
  const latest = await latestByArticle(container, knownSince)
  if (latest.size === 0) {
    return
  }
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const figures = await sync.knownFigures([...latest.keys()])
  // In the same millisecond, the one before the other is not known.
  const early = figures.filter(
    ({ articleNo, at }) => at <= (latest.get(articleKey(articleNo)) ?? new Date(0))
  )
  await applyKnownFigures(container, early, context)
}

/** Of each article, since when the latest order that names it has been known to be in Specter. */
async function latestByArticle(
  container: MedusaContainer,
  knownSince: Map<string, Date>
): Promise<Map<string, Date>> {
  const latest = new Map<string, Date>()
  for (const { orderId, key } of await articlesToRestock(container, [...knownSince.keys()])) {
    const at = knownSince.get(orderId)
    if (at && at > (latest.get(key) ?? new Date(0))) {
      latest.set(key, at)
    }
  }
  return latest
}
