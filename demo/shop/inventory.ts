import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** A variant that is sold from stock. */
export type SoldVariant = { id: string; productId: string; sku: string | null; inventoryItemId: string }

/** The variants of the products, with the inventory item of each. */
export async function inventoryOf(container: MedusaContainer, productIds: string[]): Promise<SoldVariant[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "sku", "product_id", "inventory_items.inventory_item_id"],
    filters: { product_id: productIds },
  })
  return data.map((variant) => {
    const inventoryItemId = variant.inventory_items?.[0]?.inventory_item_id
    if (!inventoryItemId || !variant.product_id) {
      throw new Error(`The variant ${variant.sku ?? variant.id} has no inventory item`)
    }
    return { id: variant.id, productId: variant.product_id, sku: variant.sku ?? null, inventoryItemId }
  })
}
