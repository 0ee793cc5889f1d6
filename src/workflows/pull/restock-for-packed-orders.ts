import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { applyKnownFigures, type PullEnd } from "./apply-known-figures"
import { articlesOfOrders } from "./articles-of-orders"

const PAGE_SIZE = 500
/** Medusa is done with an order's stock within this time of its packing. */
const MARGIN_MS = 60_000

type Packed = { id: string; order?: { id: string } | null }

/**
 * Medusa takes what is packed off a level in two steps: first what is stocked, from what it read a moment before, then the
 * reservation. A figure that is written in between is lost, or counts the reservation once more; and Specter tells it no
 * second time, for what can be sold is the same. So at the end of a pull Specter's figures are applied once more where
 * orders were packed since the last one; only of orders that Specter has, for its figure knows nothing of others.
 */
export async function restockForPackedOrders(container: MedusaContainer, context: PullEnd): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const since = new Date(context.lastPulled.getTime() - MARGIN_MS)
  for await (const orderIds of packedSince(container, since)) {
    const inSpecter = await sync.references("order", orderIds)
    const articles = await articlesOfOrders(container, [...inSpecter.keys()])
    const figures = await sync.knownFigures(articles.map(({ key }) => key))
    await applyKnownFigures(container, figures, context)
  }
}

/** The orders of which something was packed since then, in pages. */
async function* packedSince(container: MedusaContainer, since: Date): AsyncGenerator<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  for (let last: string | undefined, isLast = false; !isLast;) {
    const { data } = await query.graph({
      entity: "fulfillment",
      fields: ["id", "order.id"],
      filters: { created_at: { $gte: since }, ...(last ? { id: { $gt: last } } : {}) },
      pagination: { take: PAGE_SIZE, skip: 0, order: { id: "ASC" } },
    })
    const packed = data as unknown as Packed[]
    last = packed.at(-1)?.id
    isLast = packed.length < PAGE_SIZE
    yield [...new Set(packed.flatMap(({ order }) => order?.id ?? []))]
  }
}
