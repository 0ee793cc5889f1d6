import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** The store's living variants with this SKU. */
export async function variantsBySku(
  container: MedusaContainer,
  sku: string
): Promise<{ id: string; parent_id?: string }[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "product_id"],
    filters: { sku },
  })
  return data.map(({ id, product_id }) => ({ id, parent_id: product_id ?? undefined }))
}
