import type { MedusaContainer } from "@medusajs/framework/types"
import { rowsOf } from "./rows-of"
import { knowsTables } from "./schema-check"

/** Whether the statement here holds for this store's tables. */
export function knowsVariantTable(container: MedusaContainer): Promise<boolean> {
  return knowsTables(container, ["product_variant"])
}

const VARIANTS_BY_SKU = `
SELECT id, sku FROM product_variant WHERE sku = ANY(CAST(:skus AS text[])) AND deleted_at IS NULL`

/** The variants that have one of these SKUs to the letter. */
export async function readVariantsBySku(
  container: MedusaContainer,
  skus: string[]
): Promise<{ id: string; sku: string }[]> {
  const rows = await rowsOf<{ id: string; sku: string }>(container, VARIANTS_BY_SKU, { skus })
  return rows
}

const VARIANTS_BY_KEY = `
SELECT id, sku FROM product_variant
WHERE (upper(regexp_replace(btrim(sku), '\\s+', ' ', 'g')) = ANY(CAST(:keys AS text[]))
    OR octet_length(sku) > char_length(sku) AND sku ~ '[^\\u0001-\\u00ff]')
  AND deleted_at IS NULL`

/**
 * The variants whose SKU has one of these keys (see `articleKey`), as far as the database knows letter case, and all whose
 * SKU is not in ISO-8859-1.
 */
export async function readVariantsByKey(
  container: MedusaContainer,
  keys: string[]
): Promise<{ id: string; sku: string }[]> {
  const rows = await rowsOf<{ id: string; sku: string }>(container, VARIANTS_BY_KEY, { keys })
  return rows
}
