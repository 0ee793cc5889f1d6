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
    "stock_location",
    "product_variant",
    "product_variant_inventory_item",
  ])
}

/** Medusa leaves a location's levels behind when it is deleted. */
const IS_AT_A_LOCATION = "l.location_id NOT IN (SELECT id FROM stock_location WHERE deleted_at IS NOT NULL)"

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

const stockedVariants = (column: "id" | "sku") => `
SELECT v.id AS variant_id, v.sku, v.manage_inventory, vi.inventory_item_id, vi.required_quantity,
  l.id AS level_id, l.location_id, l.stocked_quantity, l.reserved_quantity
FROM product_variant v
LEFT JOIN product_variant_inventory_item vi ON vi.variant_id = v.id AND vi.deleted_at IS NULL
LEFT JOIN inventory_item i ON i.id = vi.inventory_item_id AND i.deleted_at IS NULL
LEFT JOIN inventory_level l ON l.inventory_item_id = i.id AND l.deleted_at IS NULL AND ${IS_AT_A_LOCATION}
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

export type VariantOfLevel = { id: string; sku: string; product_id: string }

const VARIANTS_OF_LEVELS = `
SELECT DISTINCT v.id, v.sku, v.product_id FROM inventory_level l
JOIN product_variant_inventory_item vi ON vi.inventory_item_id = l.inventory_item_id AND vi.deleted_at IS NULL
JOIN product_variant v ON v.id = vi.variant_id AND v.deleted_at IS NULL
WHERE l.id = ANY(CAST(:ids AS text[])) AND l.deleted_at IS NULL AND v.sku <> ''`

/** The variants with a SKU whose stock lies at these levels. */
export async function readVariantsOfLevels(
  container: MedusaContainer,
  ids: string[]
): Promise<VariantOfLevel[]> {
  return await rowsOf<VariantOfLevel>(container, VARIANTS_OF_LEVELS, { ids })
}

const WRITE_FREE = `
UPDATE inventory_level AS l SET stocked_quantity = free.stocked,
  raw_stocked_quantity = jsonb_build_object('value', CAST(free.stocked AS text), 'precision', 20), updated_at = now()
FROM free WHERE l.id = free.id`

export type ToldFigure = { sku: string; figure: number }

/**
 * Of each told figure whose SKU's variant has one inventory item of its own, by ones, with nothing reserved of it, the first
 * level, if it has to change for the sum of all locations to be the figure. That is `planLevels` for such an item, unless the
 * first level has less than what is too much: then it takes a closer look. What was read is written only as long as it is so
 * still, and nothing that somebody has locked: as in `CHANGE_LEVELS`. Two SKUs that share an item have the same first level,
 * which is only looked at where anything is to be written: two figures that are both right do not contradict each other. The
 * C collation compares quicker than a language's order.
 */
const FIT_LEVELS = `
WITH item AS MATERIALIZED (
  SELECT t.place, min(t.figure) - sum(l.stocked_quantity) AS missing, min(l.id COLLATE "C") AS first_id,
    coalesce(bool_and(v.manage_inventory AND vi.required_quantity = 1 AND l.reserved_quantity = 0 AND l.stocked_quantity >= 0
        AND vi.inventory_item_id NOT IN (SELECT id FROM inventory_item WHERE deleted_at IS NOT NULL) AND l.id IS NOT NULL)
      AND min(vi.ctid) = max(vi.ctid), false) AS is_plain
  FROM unnest(CAST(:skus AS text[]), CAST(:figures AS numeric[])) WITH ORDINALITY AS t(sku, figure, place)
  LEFT JOIN product_variant v ON v.sku = t.sku AND v.deleted_at IS NULL
  LEFT JOIN product_variant_inventory_item vi ON vi.variant_id = v.id AND vi.deleted_at IS NULL
  LEFT JOIN inventory_level l ON l.inventory_item_id = vi.inventory_item_id AND l.deleted_at IS NULL AND ${IS_AT_A_LOCATION}
  GROUP BY t.place),
shared AS MATERIALIZED (
  SELECT first_id FROM item WHERE is_plain AND EXISTS (SELECT FROM item WHERE missing <> 0)
  GROUP BY first_id HAVING count(*) > 1),
planned AS MATERIALIZED (
  SELECT item.place, l.id, l.stocked_quantity AS before, l.stocked_quantity + item.missing AS stocked
  FROM item JOIN inventory_level l ON l.id = item.first_id
  WHERE item.missing <> 0 AND item.is_plain AND item.first_id NOT IN (SELECT first_id FROM shared)),
free AS MATERIALIZED (
  SELECT l.id, planned.place, planned.stocked FROM planned JOIN inventory_level l ON l.id = planned.id
  WHERE planned.stocked >= 0 AND l.deleted_at IS NULL AND l.stocked_quantity = planned.before AND l.reserved_quantity = 0
  FOR UPDATE OF l SKIP LOCKED),
written AS (
  ${WRITE_FREE} RETURNING l.id, free.place)
SELECT place, id AS written_id FROM written
UNION ALL SELECT place, NULL FROM planned WHERE id NOT IN (SELECT id FROM free)
UNION ALL SELECT place, NULL FROM item
WHERE NOT is_plain OR first_id IN (SELECT first_id FROM shared)`

export type FittedLevels = {
  /** SKUs of which a level was written, and the figure is right now. */
  changed: Set<string>
  /**
   * SKUs that need a closer look: no variant's, a kit's, two of one item, one with something reserved, one of which the
   * first level has too little to give, or in somebody else's hands.
   */
  left: Set<string>
}

/**
 * Brings the levels of these SKUs to these whole figures where nothing stands against it, and tells the store of it as
 * `changeLevels` does. A SKU that is in neither of the answers has just that figure already.
 */
export async function fitLevels(container: MedusaContainer, told: ToldFigure[]): Promise<FittedLevels> {
  const rows = await rowsOf<{ place: string; written_id: string | null }>(container, FIT_LEVELS, {
    skus: told.map(({ sku }) => sku),
    figures: told.map(({ figure }) => figure),
  })
  const changed = new Set<string>()
  const left = new Set<string>()
  const ids: string[] = []
  for (const { place, written_id } of rows) {
    const { sku } = told[Number(place) - 1]
    if (written_id === null) {
      left.add(sku)
    } else {
      changed.add(sku)
      ids.push(written_id)
    }
  }
  await publish(container, ids)
  return { changed, left }
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
${WRITE_FREE} RETURNING l.id`

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
  await emitMany(container, ids, (id) => ({
    name: "inventory.inventory-level.updated",
    metadata,
    data: { id },
  }))
  await emitMany(container, ids, (id) => ({
    name: InventoryLevelWorkflowEvents.UPDATED,
    data: { id },
    metadata: {},
  }))
}
