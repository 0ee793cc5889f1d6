import type { MedusaContainer } from "@medusajs/framework/types"
import { rowsOf } from "./rows-of"
import { knowsTables } from "./schema-check"

/** Whether the statement here holds for this store's tables. */
export function knowsPricedVariantTables(container: MedusaContainer): Promise<boolean> {
  return knowsTables(container, [
    "product_variant",
    "product",
    "product_variant_price_set",
    "price_set",
    "price",
  ])
}

type Columns<Prefix extends string> = {
  [Name in `${Prefix}${"weight" | "length" | "width" | "height"}`]: number | null
} & { [Name in `${Prefix}${"hs_code" | "origin_country"}`]: string | null }

/** A variant with its product and one of its prices, no price list's. Without a price, the price's columns are null. */
export type PricedVariantRow = {
  id: string
  sku: string | null
  title: string | null
  barcode: string | null
  ean: string | null
  upc: string | null
  manage_inventory: boolean
  product_id: string
  product_title: string
  product_type_id: string | null
  price_set_id: string | null
  price_id: string | null
  amount: string | null
  raw_amount: { value: string; precision: number } | null
  currency_code: string | null
  min_quantity: string | null
  rules_count: number | null
} & Columns<""> &
  Columns<"product_">

const PRICED_VARIANTS = `
SELECT v.id, v.sku, v.title, v.barcode, v.ean, v.upc, v.hs_code, v.origin_country, v.weight, v.length, v.width, v.height,
  v.manage_inventory, p.id AS product_id, p.title AS product_title, p.type_id AS product_type_id, p.hs_code AS product_hs_code,
  p.origin_country AS product_origin_country, p.weight AS product_weight, p.length AS product_length,
  p.width AS product_width, p.height AS product_height, s.id AS price_set_id, r.id AS price_id, r.amount, r.raw_amount,
  r.currency_code, r.min_quantity, r.rules_count
FROM product_variant v
JOIN product p ON p.id = v.product_id AND p.deleted_at IS NULL
LEFT JOIN product_variant_price_set l ON l.variant_id = v.id AND l.deleted_at IS NULL
LEFT JOIN price_set s ON s.id = l.price_set_id AND s.deleted_at IS NULL
LEFT JOIN price r ON r.price_set_id = s.id AND r.price_list_id IS NULL AND r.deleted_at IS NULL
WHERE v.id = ANY(CAST(:ids AS text[])) AND v.deleted_at IS NULL
ORDER BY r.id COLLATE "C"`

/** The variants of these ids that still exist with their product, a row for each of their prices. */
export async function readPricedVariants(
  container: MedusaContainer,
  ids: string[]
): Promise<PricedVariantRow[]> {
  return await rowsOf<PricedVariantRow>(container, PRICED_VARIANTS, { ids })
}
