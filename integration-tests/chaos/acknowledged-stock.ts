import type { ShopOnProcesses } from "../processes/shop-on-processes"

/** What shoppers have reserved or got of an article meanwhile is less than this; a counted figure differs by hundreds. */
const BOUGHT_AT_MOST = 40

/** By the number of a stock batch, what of it was not in the store's levels when Specter was first told that it is. */
export type AcknowledgedStock = Map<string, string | undefined>

/** Looks at the store's levels at the moment in which a stock batch's acknowledgement comes to Specter. */
export async function lookAtAcknowledged(
  { database, sandbox }: ShopOnProcesses,
  query: URLSearchParams,
  seen: AcknowledgedStock
): Promise<void> {
  const batchNo = query.get("batchNo") ?? ""
  if (query.get("action") !== "updateArticlesFromBatch" || seen.has(batchNo)) {
    return
  }
  const told = toldIn(sandbox, batchNo)
  try {
    const rows = await database.rows(
      `SELECT i.sku, sum(l.stocked_quantity - l.reserved_quantity)::int AS available
       FROM inventory_item i JOIN inventory_level l ON l.inventory_item_id = i.id AND l.deleted_at IS NULL
       WHERE i.sku = ANY($1) GROUP BY i.id, i.sku`,
      [[...told.keys()]]
    )
    const wrong = rows.filter(({ sku, available }) => Math.abs(available - told.get(sku)!) > BOUGHT_AT_MOST)
    if (rows.length > 0) {
      const words = wrong.map(({ sku, available }) => `${sku} ${available}, told ${told.get(sku)}`)
      seen.set(batchNo, words.length > 0 ? `${batchNo}: ${words.join("; ")}` : undefined)
    }
  } catch {
    // PostgreSQL is just starting: this one was not looked at.
  }
}

/** A batch that is asked for again is the same one. Its rows stand under a row of names. */
function toldIn({ calls }: ShopOnProcesses["sandbox"], batchNo: string): Map<string, number> {
  const rows = calls
    .filter(({ action, query }) => action === "getArticleExternalNeedUpdate" && query.batchNo === batchNo)
    .flatMap(({ answer }) => [...answer.matchAll(/(?:^|\r)\d+;(ART-\d+);([\d,]+);/g)])
  return new Map(rows.map(([, articleNo, figure]) => [articleNo, Number(figure.replace(",", "."))]))
}
