import type { MedusaContainer } from "@medusajs/framework/types"
import { rowsOf } from "./rows-of"
import { knowsTables } from "./schema-check"

/** Whether the statement here holds for this store's tables. */
export function knowsReservationTables(container: MedusaContainer): Promise<boolean> {
  return knowsTables(container, ["reservation_item", "order_item"])
}

/** What is reserved of an inventory item at a location. */
export type Reserved = { inventory_item_id: string; location_id: string; quantity: number }

/**
 * Looked up for each reservation (by the LIMITs): joined, PostgreSQL goes through all orders for each where it has not counted
 * them yet. Of an order that Specter has, what was added since it was sent is for others; its hash tells how many of each line
 * item were (`orderHash`). An order that Specter has removed and the store keeps is for others, all of it.
 */
const RESERVED_FOR_OTHERS = `
SELECT inventory_item_id, location_id, sum(quantity) AS quantity
FROM (
  SELECT r.inventory_item_id, r.location_id, CASE
    WHEN k.store_id IS NULL THEN r.quantity
    WHEN k.sent IS NULL OR l.open <= 0 THEN 0
    ELSE r.quantity * least(l.open, greatest(0, l.quantity - coalesce(CAST(k.sent->>r.line_item_id AS numeric), 0))) / l.open
    END AS quantity
  FROM reservation_item r
  LEFT JOIN LATERAL (
    SELECT o.order_id, o.quantity, o.quantity - o.fulfilled_quantity AS open
    FROM order_item o WHERE o.item_id = r.line_item_id AND o.deleted_at IS NULL
    ORDER BY o.version DESC LIMIT 1) l ON true
  LEFT JOIN LATERAL (
    SELECT s.store_id, (
      SELECT CAST(nullif(split_part(coalesce(t.sent_hash, t.tried_hash), '@', 2), '') AS jsonb) FROM specter_transfer t
      WHERE t.kind = 'order' AND t.subject_id = s.store_id AND t.deleted_at IS NULL) AS sent
    FROM specter_reference s
    WHERE s.kind = 'order' AND s.store_id = l.order_id AND s.deleted_at IS NULL AND s.updated_at < CAST(:asked_at AS timestamptz)
      AND NOT EXISTS (
        SELECT 1 FROM specter_transfer x
        WHERE x.kind = 'order_removal' AND x.subject_id = s.store_id AND x.state = 'skipped'
          AND x.reason->>'code' = 'caused_by_specter' AND x.deleted_at IS NULL)
    LIMIT 1) k ON true
  WHERE r.inventory_item_id = ANY(CAST(:item_ids AS text[])) AND r.deleted_at IS NULL) AS others
WHERE quantity > 0
GROUP BY inventory_item_id, location_id`

/** What is reserved of these items for anything but what Specter was known to have orders for by then. */
export async function readReservedForOthers(
  container: MedusaContainer,
  inventoryItemIds: string[],
  askedAt: Date
): Promise<Reserved[]> {
  const rows = await rowsOf<Omit<Reserved, "quantity"> & { quantity: string }>(
    container,
    RESERVED_FOR_OTHERS,
    {
      item_ids: inventoryItemIds,
      asked_at: askedAt.toISOString(),
    }
  )
  return rows.map(({ quantity, ...row }) => ({ ...row, quantity: Number(quantity) }))
}
