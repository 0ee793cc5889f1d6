import type { MedusaContainer } from "@medusajs/framework/types"
import { rowsOf } from "./rows-of"

/**
 * A variant with one of its prices in a currency, no price list's. Without a price, its columns are null. For tables that
 * `knowsPricedVariantTables` knows.
 */
export type VariantPriceRow = {
  id: string
  sku: string
  /** When the variant or its product was changed last, in the database's own words. */
  changed_at: string
  product_id: string
  product_type_id: string | null
  price_set_id: string | null
  price_id: string | null
  currency_code: string | null
  amount: string | null
  min_quantity: string | null
  rules_count: number | null
}

const variantPrices = (column: "id" | "sku") => `
SELECT v.id, v.sku, CAST(greatest(v.updated_at, p.updated_at) AS text) AS changed_at, p.id AS product_id, p.type_id AS product_type_id, s.id AS price_set_id, r.id AS price_id,
  r.raw_amount->>'value' AS amount, r.currency_code, r.min_quantity,
  r.rules_count
FROM product_variant v
JOIN product p ON p.id = v.product_id AND p.deleted_at IS NULL
LEFT JOIN product_variant_price_set l ON l.variant_id = v.id AND l.deleted_at IS NULL
LEFT JOIN price_set s ON s.id = l.price_set_id AND s.deleted_at IS NULL
LEFT JOIN price r ON r.price_set_id = s.id AND r.price_list_id IS NULL AND r.deleted_at IS NULL
  AND lower(btrim(r.currency_code)) = :currency_code
WHERE v.${column} = ANY(CAST(:names AS text[])) AND v.deleted_at IS NULL
ORDER BY r.id COLLATE "C"`

const VARIANT_PRICES = { id: variantPrices("id"), sku: variantPrices("sku") }

/** The variants that have one of these ids, or one of these SKUs to the letter, a row for each of their prices. */
export async function readVariantPrices(
  container: MedusaContainer,
  column: "id" | "sku",
  names: string[],
  currency_code: string
): Promise<VariantPriceRow[]> {
  return await rowsOf<VariantPriceRow>(container, VARIANT_PRICES[column], { names, currency_code })
}
