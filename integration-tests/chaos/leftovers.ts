import { grouped } from "./grouped"
import type { Purchase } from "./purchases"
import type { Disturbance, World } from "./world"

/** How long afterwards a purchase can still meet a broken connection, and what it began can still be written. */
const AFTERMATH_MS = 10_000

/**
 * What Medusa leaves of purchases that a kill or a crash broke off: reservations without an order, and orders without all
 * their reservations. Neither store nor Specter can know better.
 */
export type Leftovers = {
  /** Purchases that were under way at a kill or a crash, and were broken off. */
  broken: Purchase[]
  /** Pieces reserved for no order, by SKU. Only what a broken purchase explains. */
  orphaned: Map<string, number>
  /** The numbers of orders that a broken purchase left without all their reservations. */
  unreserved: Set<string>
  /** Of each of those reservations and orders, what is wrong when no broken purchase explains it. */
  all: (string | undefined)[]
}

export async function findLeftovers(world: World): Promise<Leftovers> {
  const broken = world.purchases.filter(
    (purchase) => purchase.isBroken && world.disturbances.some((one) => meets(purchase, one))
  )
  const found: Leftovers = { broken, orphaned: new Map(), unreserved: new Set(), all: [] }
  await explainReservations(world, found)
  await explainOrders(world, found)
  return found
}

const meets = (purchase: Purchase, { from, to }: Disturbance) =>
  purchase.from <= to + AFTERMATH_MS && purchase.to >= from

const isWithin = (at: Date, { from, to }: Purchase) =>
  at.getTime() >= from && at.getTime() <= to + AFTERMATH_MS

/** A purchase reserves each of its articles once. */
async function explainReservations({ database }: World, found: Leftovers): Promise<void> {
  const rows = await database.rows(`
    SELECT r.id, i.sku, r.quantity::int AS quantity, r.created_at FROM reservation_item r
    JOIN inventory_item i ON i.id = r.inventory_item_id
    WHERE r.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM order_item o WHERE o.item_id = r.line_item_id)
    ORDER BY r.created_at`)
  const reserved = grouped(
    found.broken.flatMap((one) => [...new Set(one.skus)].map((sku) => ({ sku, one }))),
    ({ sku }) => sku
  )
  for (const { id, sku, quantity, created_at } of rows) {
    const candidates = reserved.get(sku) ?? []
    const index = candidates.findIndex(({ one }) => isWithin(created_at, one))
    if (index < 0) {
      found.all.push(`reservation ${id} of ${quantity} ${sku} at ${created_at.toISOString()}`)
    } else {
      found.all.push(undefined)
      candidates.splice(index, 1)
      found.orphaned.set(sku, (found.orphaned.get(sku) ?? 0) + quantity)
    }
  }
}

/**
 * What is fulfilled is reserved no longer. The rows say when the order was made; settling has let the order itself grow
 * old.
 */
async function explainOrders({ database }: World, found: Leftovers): Promise<void> {
  const rows = await database.rows(`
    SELECT o.display_id, o.email, (SELECT min(i.created_at) FROM order_item i WHERE i.order_id = o.id) AS created_at
    FROM "order" o
    WHERE EXISTS (
      SELECT 1 FROM order_item i WHERE i.order_id = o.id AND i.version = o.version AND i.fulfilled_quantity < i.quantity
        AND NOT EXISTS (SELECT 1 FROM reservation_item r WHERE r.line_item_id = i.item_id))`)
  for (const { display_id, email, created_at } of rows) {
    if (found.broken.some((one) => one.email === email && isWithin(created_at, one))) {
      found.all.push(undefined)
      found.unreserved.add(String(display_id))
    } else {
      found.all.push(`order #${display_id} of ${email} at ${created_at.toISOString()}`)
    }
  }
}
