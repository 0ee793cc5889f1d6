import type { MedusaContainer } from "@medusajs/framework/types"
import { rowsOf } from "./rows-of"
import { knowsTables } from "./schema-check"

/** Whether the statement here holds for this store's tables. */
export function knowsReservationTables(container: MedusaContainer): Promise<boolean> {
  return knowsTables(container, ["reservation_item", "order_item"])
}

/** What is reserved of an inventory item at a location. */
export type Reserved = { inventory_item_id: string; location_id: string; quantity: number }

/** Looked up for each reservation: joined, PostgreSQL goes through all orders for each where it has not counted them yet. */
const RESERVED_FOR_OTHERS = `
SELECT r.inventory_item_id, r.location_id, sum(r.quantity) AS quantity
FROM reservation_item r
WHERE r.inventory_item_id = ANY(CAST(:item_ids AS text[])) AND r.deleted_at IS NULL
  AND NOT coalesce((
    SELECT EXISTS (
      SELECT 1 FROM specter_reference s
      WHERE s.kind = 'order' AND s.store_id = o.order_id AND s.deleted_at IS NULL AND s.created_at < CAST(:asked_at AS timestamptz))
    FROM order_item o WHERE o.item_id = r.line_item_id AND o.deleted_at IS NULL LIMIT 1), false)
GROUP BY r.inventory_item_id, r.location_id`

/** What is reserved of these items for anything but the orders that were known to be in Specter by then. */
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
