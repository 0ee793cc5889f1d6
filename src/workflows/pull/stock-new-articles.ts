import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import { articleKey } from "../../modules/specter-sync/article-key"
import type { BatchOutcome, KnownFigures } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { ApplyContext } from "./applier"
import { applyFigures } from "./apply-figures"

/**
 * Gives new products the stock that Specter told of before the store had them; stock that it has not told of is asked for.
 * @returns what is remarkable about it.
 */
export async function stockNewArticles(
  container: MedusaContainer,
  articleNos: string[],
  context: ApplyContext
): Promise<BatchOutcome["rows"]> {
  if (articleNos.length === 0) {
    return []
  }
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const figures = await sync.knownFigures(articleNos)
  const told = new Set(figures.map(({ articleNo }) => articleKey(articleNo)))
  if (articleNos.some((articleNo) => !told.has(articleKey(articleNo)))) {
    context.wantStock()
  }
  return await applyAsTold(container, figures, context.hold)
}

/** Applies figures by when they were told: what Specter got to know since is not in them. */
export async function applyAsTold(
  container: MedusaContainer,
  figures: KnownFigures[],
  hold: ApplyContext["hold"]
): Promise<BatchOutcome["rows"]> {
  const rows: BatchOutcome["rows"] = []
  for (const [at, articles] of groupByTime(figures)) {
    const outcome = await applyFigures(container, articles, { askedAt: new Date(at), hold })
    rows.push(...outcome.rows)
  }
  return rows
}

function groupByTime(figures: KnownFigures[]): Map<number, KnownFigures[]> {
  const groups = new Map<number, KnownFigures[]>()
  for (const known of figures) {
    const at = known.at.getTime()
    groups.set(at, [...(groups.get(at) ?? []), known])
  }
  return groups
}
