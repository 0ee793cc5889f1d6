import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Reserved } from "../../medusa-tables/reservations"
import { articleKey } from "../../modules/specter-sync/article-key"
import { partsForOthers, reservationsOf } from "../pull/reserved-for-others"
import { amountOf } from "./mappers/amount"
import type { StoredVariant } from "./mappers/article"
import { listOf } from "./mappers/list-of"

/**
 * By variant, what is reserved of its items for orders that Specter has with a SKU that the variant had before. It is on
 * another article there, and comes on top of the variant's figure when Specter tells it.
 */
export async function reservedUnderOldSkus(
  container: MedusaContainer,
  variants: StoredVariant[]
): Promise<Map<string, Reserved[]>> {
  const found = new Map<string, Reserved[]>()
  const itemIds = [...new Set(variants.flatMap(reservedItems))]
  if (itemIds.length === 0) {
    return found
  }
  const reservations = await reservationsOf(container, itemIds)
  const lineIds = reservations.flatMap(({ line_item_id }) => line_item_id ?? [])
  const variantOf = await boughtUnderOldSkus(container, lineIds, variants)
  const old = reservations.filter(({ line_item_id }) => variantOf.has(line_item_id ?? ""))
  const others = await partsForOthers(container, old, new Date())
  for (const [index, { line_item_id, quantity, ...place }] of old.entries()) {
    const id = variantOf.get(line_item_id ?? "") as string
    const inSpecter = amountOf(quantity).minus(others[index].quantity).toNumber()
    found.set(id, [...(found.get(id) ?? []), { ...place, quantity: inSpecter }])
  }
  return found
}

function reservedItems({ inventory_items }: StoredVariant): string[] {
  return listOf(inventory_items).flatMap(({ inventory_item_id, inventory }) =>
    inventory_item_id && listOf(inventory?.location_levels).some(({ reserved_quantity }) => reserved_quantity)
      ? [inventory_item_id]
      : []
  )
}

/** Of these line items, those of a variant that has another SKU now; with its id. */
async function boughtUnderOldSkus(
  container: MedusaContainer,
  lineIds: string[],
  variants: StoredVariant[]
): Promise<Map<string, string>> {
  const keys = new Map(variants.map(({ id, sku }) => [id, articleKey(sku ?? "")]))
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order_line_item",
    fields: ["id", "variant_id", "variant_sku"],
    filters: { id: lineIds, variant_id: [...keys.keys()] },
  })
  const lines = data as unknown as { id: string; variant_id: string; variant_sku: string | null }[]
  const isOld = ({ variant_id, variant_sku }: (typeof lines)[number]) =>
    variant_sku && articleKey(variant_sku) !== keys.get(variant_id)
  return new Map(lines.filter(isOld).map(({ id, variant_id }) => [id, variant_id]))
}
