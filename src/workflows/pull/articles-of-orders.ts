import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { articleKey } from "../../modules/specter-sync/article-key"

type OrderLine = { order_id: string; item?: { variant_sku?: string | null } | null }

/** Which articles these orders name, by key; a row for each of an order's. */
export async function articlesOfOrders(
  container: MedusaContainer,
  orderIds: string[]
): Promise<{ orderId: string; key: string }[]> {
  if (orderIds.length === 0) {
    return []
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order_item",
    fields: ["order_id", "item.variant_sku"],
    filters: { order_id: orderIds },
  })
  return (data as unknown as OrderLine[]).flatMap(({ order_id, item }) =>
    item?.variant_sku ? [{ orderId: order_id, key: articleKey(item.variant_sku) }] : []
  )
}
