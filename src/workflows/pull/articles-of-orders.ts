import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  knowsOrderArticleTables,
  type OrderArticleRow,
  readOrderArticles,
} from "../../medusa-tables/order-articles"
import { articleKey } from "../../modules/specter-sync/article-key"

export type OrderArticle = {
  orderId: string
  key: string
  itemId: string
  /** How many of the line are packed. */
  fulfilled: number
}

/** Which articles these orders are about, by key, a row for each of an order's lines: those they name, and a kit's parts. */
export async function articlesOfOrders(
  container: MedusaContainer,
  orderIds: string[]
): Promise<OrderArticle[]> {
  if (orderIds.length === 0) {
    return []
  }
  const rows = (await knowsOrderArticleTables(container))
    ? await readOrderArticles(container, orderIds)
    : await orderArticlesOfMedusa(container, orderIds)
  return rows.map(({ order_id, item_id, fulfilled_quantity, sku }) => ({
    orderId: order_id,
    key: articleKey(sku),
    itemId: item_id,
    fulfilled: fulfilled_quantity,
  }))
}

type Line = {
  order_id: string
  item_id: string
  version: number
  fulfilled_quantity: number
  item?: { variant_sku?: string | null; variant_id?: string | null } | null
}

/** As `readOrderArticles`, by Medusa's own queries. */
export async function orderArticlesOfMedusa(
  container: MedusaContainer,
  orderIds: string[]
): Promise<OrderArticleRow[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order_item",
    fields: ["order_id", "item_id", "version", "fulfilled_quantity", "item.variant_sku", "item.variant_id"],
    filters: { order_id: orderIds },
  })
  const all = (data as unknown as Line[]).sort((a, b) => a.version - b.version)
  const lines = [...new Map(all.map((line) => [line.item_id, line])).values()]
  const related = await relatedSkus(
    container,
    lines.flatMap(({ item }) => item?.variant_id ?? [])
  )
  return lines.flatMap(({ order_id, item_id, fulfilled_quantity, item }) => {
    const skus = [item?.variant_sku ?? [], related.get(item?.variant_id ?? "") ?? []].flat()
    const fulfilled = Number(fulfilled_quantity)
    return [...new Set(skus)].map((sku) => ({ order_id, item_id, fulfilled_quantity: fulfilled, sku }))
  })
}

type Stocked = { id: string; inventory_items?: ({ inventory_item_id: string } | null)[] | null }

/** Of each variant, the SKUs of those that have an inventory item in common with it. */
async function relatedSkus(container: MedusaContainer, variantIds: string[]): Promise<Map<string, string[]>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: variants } = await query.graph({
    entity: "product_variant",
    fields: ["id", "inventory_items.inventory_item_id"],
    filters: { id: variantIds },
  })
  const itemsOf = (variant: Stocked) =>
    (variant.inventory_items ?? []).flatMap((part) => part?.inventory_item_id ?? [])
  const { data: items } = await query.graph({
    entity: "inventory_item",
    fields: ["id", "variants.sku"],
    filters: { id: (variants as unknown as Stocked[]).flatMap(itemsOf) },
  })
  const skus = new Map(
    (items as unknown as { id: string; variants?: ({ sku?: string | null } | null)[] | null }[]).map(
      ({ id, variants }) => [id, (variants ?? []).flatMap((variant) => variant?.sku ?? [])]
    )
  )
  return new Map(
    (variants as unknown as Stocked[]).map((variant) => [
      variant.id,
      itemsOf(variant).flatMap((id) => skus.get(id) ?? []),
    ])
  )
}
