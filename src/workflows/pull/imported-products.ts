import type { ImportedArticle } from "../../modules/specter-sync/pull-ledger"

/** Far longer than a workflow's events take to this process's subscribers. */
const REMEMBERED_MS = 60_000

/** The products and variants that this process has made of Specter's articles, and noted as Specter has them. */
const made = new Map<string, number>()

/** To be said before their events are out: nobody asks for their transfer then, for the ledger has settled it. */
export function noteMade(articles: ImportedArticle[]): void {
  const now = Date.now()
  for (const [id, at] of made) {
    if (now - at < REMEMBERED_MS) {
      break
    }
    made.delete(id)
  }
  articles.forEach(({ variantId, productId }) => made.set(variantId, now).set(productId, now))
}

/** Whether this event tells of the making of such a product or variant; whatever changes it later has another name. */
export function isOfMade({ name, data }: { name: string; data: { id: string } }): boolean {
  return name.endsWith(".created") && made.has(data.id)
}
