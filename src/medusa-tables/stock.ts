import type { MedusaContainer } from "@medusajs/framework/types"
import { InventoryLevelWorkflowEvents, Modules } from "@medusajs/framework/utils"
import { rowsOf } from "./rows-of"
import { knowsTables } from "./schema-check"

/** Whether the statements here hold for this store's tables. */
export function knowsStockTables(container: MedusaContainer): Promise<boolean> {
  return knowsTables(container, [
    "inventory_level",
    "inventory_item",
    "product_variant",
    "product_variant_inventory_item",
  ])
}

/** A variant with one of its inventory items and one of that one's levels. Without them, those columns are null. */
export type StockedVariantRow = {
  variant_id: string
  manage_inventory: boolean
  inventory_item_id: string | null
  required_quantity: string | null
  level_id: string | null
  location_id: string | null
  stocked_quantity: string | null
  reserved_quantity: string | null
}

const STOCKED_VARIANTS = `
SELECT v.id AS variant_id, v.manage_inventory, vi.inventory_item_id, vi.required_quantity,
  l.id AS level_id, l.location_id, l.stocked_quantity, l.reserved_quantity
FROM product_variant v
LEFT JOIN product_variant_inventory_item vi ON vi.variant_id = v.id AND vi.deleted_at IS NULL
LEFT JOIN inventory_item i ON i.id = vi.inventory_item_id AND i.deleted_at IS NULL
LEFT JOIN inventory_level l ON l.inventory_item_id = i.id AND l.deleted_at IS NULL
WHERE v.id = ANY(CAST(:ids AS text[])) AND v.deleted_at IS NULL
ORDER BY l.id COLLATE "C"`

export async function readStockedVariants(
  container: MedusaContainer,
  ids: string[]
): Promise<StockedVariantRow[]> {
  return await rowsOf<StockedVariantRow>(container, STOCKED_VARIANTS, { ids })
}

const IN_STEP = `
SELECT t.sku FROM unnest(CAST(:skus AS text[]), CAST(:figures AS numeric[])) AS t(sku, figure)
JOIN product_variant v ON v.sku = t.sku AND v.manage_inventory AND v.deleted_at IS NULL
JOIN product_variant_inventory_item vi ON vi.variant_id = v.id AND vi.deleted_at IS NULL
JOIN inventory_item i ON i.id = vi.inventory_item_id AND i.deleted_at IS NULL
JOIN inventory_level l ON l.inventory_item_id = i.id AND l.deleted_at IS NULL
GROUP BY t.sku, t.figure
HAVING sum(l.stocked_quantity) = t.figure AND bool_and(l.reserved_quantity = 0) AND bool_and(vi.required_quantity = 1)
  AND min(i.id) = max(i.id)`

/**
 * Of these SKUs, those of which just so much is stocked over all locations and none is reserved: there is nothing to do
 * for them. What has more than one inventory item is left out.
 */
export async function skusInStep(
  container: MedusaContainer,
  told: { sku: string; figure: number }[]
): Promise<Set<string>> {
  const rows = await rowsOf<{ sku: string }>(container, IN_STEP, {
    skus: told.map(({ sku }) => sku),
    figures: told.map(({ figure }) => figure),
  })
  return new Set(rows.map(({ sku }) => sku))
}

export type LevelChange = { id: string; before: number; stocked: number }

/**
 * Writes the levels that still are as they were read. One that somebody has locked, an order's reservation perhaps, is
 * passed over and not waited for: so this never stands in a circle of those who wait for each other.
 */
const CHANGE_LEVELS = `
WITH free AS MATERIALIZED (
  SELECT l.id, t.stocked
  FROM unnest(CAST(:ids AS text[]), CAST(:before AS numeric[]), CAST(:stocked AS numeric[])) AS t(id, before, stocked)
  JOIN inventory_level l ON l.id = t.id
  WHERE l.deleted_at IS NULL AND l.stocked_quantity = t.before
  FOR UPDATE OF l SKIP LOCKED)
UPDATE inventory_level AS l SET stocked_quantity = free.stocked,
  raw_stocked_quantity = jsonb_build_object('value', CAST(free.stocked AS text), 'precision', 20), updated_at = now()
FROM free WHERE l.id = free.id
RETURNING l.id`

/**
 * Sets what is stocked at these levels, and tells the store of it by the same events as Medusa's workflow does. Figures
 * are whole numbers; what is reserved stays as it is.
 * @returns the ids of those that were written; the others have changed since they were read, or are locked.
 */
export async function changeLevels(container: MedusaContainer, changes: LevelChange[]): Promise<Set<string>> {
  const rows = await rowsOf<{ id: string }>(container, CHANGE_LEVELS, {
    ids: changes.map(({ id }) => id),
    before: changes.map(({ before }) => before),
    stocked: changes.map(({ stocked }) => stocked),
  })
  const ids = rows.map(({ id }) => id)
  await publish(container, ids)
  return new Set(ids)
}

/** The module's own event comes before the workflow's, and is not logged. */
async function publish(container: MedusaContainer, ids: string[]): Promise<void> {
  const eventBus = container.resolve(Modules.EVENT_BUS)
  const metadata = { source: Modules.INVENTORY, object: "inventory_level", action: "updated" }
  await eventBus.emit(
    ids.map((id) => ({ name: "inventory.inventory-level.updated", metadata, data: { id } })),
    { internal: true }
  )
  await eventBus.emit(
    ids.map((id) => ({ name: InventoryLevelWorkflowEvents.UPDATED, data: { id }, metadata: {} }))
  )
}
