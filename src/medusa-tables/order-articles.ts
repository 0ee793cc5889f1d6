import type { MedusaContainer } from "@medusajs/framework/types"
import { rowsOf } from "./rows-of"
import { knowsTables } from "./schema-check"

/** Whether the statement here holds for this store's tables. */
export function knowsOrderArticleTables(container: MedusaContainer): Promise<boolean> {
  return knowsTables(container, [
    "order_item",
    "order_line_item",
    "product_variant",
    "product_variant_inventory_item",
  ])
}

/** A SKU that a line of an order is about. */
export type OrderArticleRow = {
  order_id: string
  /** The line item's. */
  item_id: string
  fulfilled_quantity: number
  sku: string
}

const ORDER_ARTICLES = `
WITH line AS MATERIALIZED (
  SELECT DISTINCT ON (o.item_id) o.order_id, o.item_id, o.fulfilled_quantity, l.variant_id, l.variant_sku
  FROM order_item o JOIN order_line_item l ON l.id = o.item_id
  WHERE o.order_id = ANY(CAST(:order_ids AS text[])) AND o.deleted_at IS NULL
  ORDER BY o.item_id, o.version DESC)
SELECT order_id, item_id, fulfilled_quantity, variant_sku AS sku FROM line WHERE variant_sku IS NOT NULL
UNION
SELECT line.order_id, line.item_id, line.fulfilled_quantity, v.sku FROM line
JOIN product_variant_inventory_item p ON p.variant_id = line.variant_id AND p.deleted_at IS NULL
JOIN product_variant_inventory_item q ON q.inventory_item_id = p.inventory_item_id AND q.deleted_at IS NULL
JOIN product_variant v ON v.id = q.variant_id AND v.deleted_at IS NULL AND v.sku IS NOT NULL`

/** The SKUs of these orders' lines, and of the variants that have their goods in common with them, such as a kit's parts. */
export async function readOrderArticles(
  container: MedusaContainer,
  orderIds: string[]
): Promise<OrderArticleRow[]> {
  const rows = await rowsOf<OrderArticleRow>(container, ORDER_ARTICLES, { order_ids: orderIds })
  return rows.map((row) => ({ ...row, fulfilled_quantity: Number(row.fulfilled_quantity) }))
}
