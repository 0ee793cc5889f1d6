import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { pagesOf } from "../pages-of"
import { applyKnownFigures, type PullEnd } from "./apply-known-figures"
import { articlesToRestock } from "./articles-to-restock"

const PAGE_SIZE = 500
/** Medusa is done with an order's stock within this time of its packing. */
const MARGIN_MS = 60_000

type Packed = { id: string; order?: { id: string } | null }

/**
 * What an order had reserved is reserved no more, and Specter tells no figure because of it, for what it can sell is the same:
 *
 * - The order was packed. Medusa takes that off a level in two steps: first what is stocked, from what it read a moment
 *   before, then the reservation. A figure that is written in between is lost, or counts the reservation once more.
 * - The reservation was deleted, by somebody in the admin or by a purchase that was broken off: the figure that was
 *   applied while it stood counts it still.
 *
 * So at the end of a pull Specter's figures are applied once more for the orders that this happened to since the last one;
 * only of what Specter has orders for, for its figure knows nothing of the rest.
 *
 * A figure of what is on hand holds what is packed until its delivery is in Specter, which then tells a new one. The store
 * packs after that only what was delivered in Specter first: the figure without it may have come before the packing.
 */
export async function restockForFreedGoods(container: MedusaContainer, context: PullEnd): Promise<void> {
  const since = new Date(context.lastPulled.getTime() - MARGIN_MS)
  const ways =
    context.settings.stock_figure_means === "on_hand"
      ? [deliveredInSpecter(container, since, context.askedAt)]
      : [packedSince(container, since), unreservedSince(container, since)]
  // What is packed whole has its reservation deleted too.
  const done = new Set<string>()
  for (const freed of ways) {
    for await (const orderIds of freed) {
      const others = orderIds.filter((id) => !done.has(id))
      others.forEach((id) => done.add(id))
      await restock(container, others, context)
    }
  }
}

async function restock(container: MedusaContainer, orderIds: string[], context: PullEnd): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const articles = await articlesToRestock(container, orderIds)
  const figures = await sync.knownFigures(articles.map(({ key }) => key))
  await applyKnownFigures(container, figures, context)
}

/** The orders of which something was packed since then, in pages. */
async function* packedSince(container: MedusaContainer, since: Date): AsyncGenerator<string[]> {
  for await (const packed of fulfillmentsOf(container, { $gte: since })) {
    yield ordersOf(packed)
  }
}

/** The same of what was packed for a delivery that Specter told of before it was last asked for figures. */
async function* deliveredInSpecter(
  container: MedusaContainer,
  since: Date,
  askedAt: Date
): AsyncGenerator<string[]> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  for await (const packed of fulfillmentsOf(container, { $gte: since, $lt: askedAt })) {
    const ofSpecter = await sync.references(
      "delivery",
      packed.map(({ id }) => id)
    )
    yield ordersOf(packed.filter(({ id }) => ofSpecter.has(id)))
  }
}

const ordersOf = (packed: Packed[]) => [...new Set(packed.flatMap(({ order }) => order?.id ?? []))]

function fulfillmentsOf(container: MedusaContainer, created_at: { $gte: Date; $lt?: Date }) {
  const fields = ["id", "order.id"]
  return pagesOf<Packed>(container, {
    entity: "fulfillment",
    fields,
    filters: { created_at },
    pageSize: PAGE_SIZE,
  })
}

/** The orders of which a reservation was deleted since then, in pages. */
async function* unreservedSince(container: MedusaContainer, since: Date): AsyncGenerator<string[]> {
  const inventory = container.resolve(Modules.INVENTORY)
  for (let last: string | undefined, isLast = false; !isLast;) {
    const deleted = await inventory.listReservationItems(
      { deleted_at: { $gte: since }, ...(last ? { id: { $gt: last } } : {}) } as object,
      { select: ["id", "line_item_id"], withDeleted: true, take: PAGE_SIZE, order: { id: "ASC" } }
    )
    last = deleted.at(-1)?.id
    isLast = deleted.length < PAGE_SIZE
    yield await ordersOfLines(
      container,
      deleted.flatMap(({ line_item_id }) => line_item_id ?? [])
    )
  }
}

async function ordersOfLines(container: MedusaContainer, lineItemIds: string[]): Promise<string[]> {
  if (lineItemIds.length === 0) {
    return []
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order_item",
    fields: ["order_id"],
    filters: { item_id: lineItemIds },
  })
  return [...new Set(data.map(({ order_id }) => order_id as string))]
}
