import type { MedusaContainer } from "@medusajs/framework/types"
import { InventoryLevelWorkflowEvents, Modules } from "@medusajs/framework/utils"
import { emitMany } from "./emit-many"
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
  sku: string | null
  manage_inventory: boolean
  inventory_item_id: string | null
  required_quantity: string | null
  level_id: string | null
  location_id: string | null
  stocked_quantity: string | null
  reserved_quantity: string | null
}

const STOCK_OF_VARIANTS = `
LEFT JOIN product_variant_inventory_item vi ON vi.variant_id = v.id AND vi.deleted_at IS NULL
LEFT JOIN inventory_item i ON i.id = vi.inventory_item_id AND i.deleted_at IS NULL
LEFT JOIN inventory_level l ON l.inventory_item_id = i.id AND l.deleted_at IS NULL`

const stockedVariants = (column: "id" | "sku") => `
SELECT v.id AS variant_id, v.sku, v.manage_inventory, vi.inventory_item_id, vi.required_quantity,
  l.id AS level_id, l.location_id, l.stocked_quantity, l.reserved_quantity
FROM product_variant v ${STOCK_OF_VARIANTS}
WHERE v.${column} = ANY(CAST(:names AS text[])) AND v.deleted_at IS NULL`

const STOCKED_VARIANTS_BY_ID = stockedVariants("id")
const STOCKED_VARIANTS_BY_SKU = stockedVariants("sku")

/** Those of these variants that there are. */
export async function readStockedVariants(
  container: MedusaContainer,
  ids: string[]
): Promise<StockedVariantRow[]> {
  return await rowsOf<StockedVariantRow>(container, STOCKED_VARIANTS_BY_ID, { names: ids })
}

/** The variants that have one of these SKUs to the letter; each is one variant's at most. */
export async function readStockedVariantsBySku(
  container: MedusaContainer,
  skus: string[]
): Promise<StockedVariantRow[]> {
  return await rowsOf<StockedVariantRow>(container, STOCKED_VARIANTS_BY_SKU, { names: skus })
}

/** Numbers and the C collation compare quicker than texts in a language's order. */
const OUT_OF_STEP = `
SELECT t.sku FROM unnest(CAST(:skus AS text[]), CAST(:figures AS numeric[])) WITH ORDINALITY AS t(sku, figure, nr)
LEFT JOIN product_variant v ON v.sku = t.sku AND v.deleted_at IS NULL ${STOCK_OF_VARIANTS}
GROUP BY t.nr, t.sku, t.figure
HAVING NOT coalesce(sum(l.stocked_quantity) = t.figure AND bool_and(l.reserved_quantity = 0)
  AND bool_and(v.manage_inventory AND vi.required_quantity = 1)
  AND min(vi.inventory_item_id COLLATE "C") = max(vi.inventory_item_id COLLATE "C"), false)`

/**
 * Of these SKUs, those that need a closer look. Of the others just so much is stocked over all locations, and none is
 * reserved. What is no variant's, or a kit's, is among them.
 */
export async function skusOutOfStep(
  container: MedusaContainer,
  told: { sku: string; figure: number }[]
): Promise<Set<string>> {
  const rows = await rowsOf<{ sku: string }>(container, OUT_OF_STEP, {
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

/** The module's own event comes before the workflow's. */
async function publish(container: MedusaContainer, ids: string[]): Promise<void> {
  const metadata = { source: Modules.INVENTORY, object: "inventory_level", action: "updated" }
  await emitMany(
    container,
    ids.map((id) => ({ name: "inventory.inventory-level.updated", metadata, data: { id } }))
  )
  await emitMany(
    container,
    ids.map((id) => ({ name: InventoryLevelWorkflowEvents.UPDATED, data: { id }, metadata: {} }))
  )
}
