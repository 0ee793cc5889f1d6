import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { articleKey } from "../../modules/specter-sync/article-key"

/** Of these variants, the ones that still exist under one of these article numbers. */
export async function ensuredVariants(
  container: MedusaContainer,
  variantIds: string[],
  articleNos: string[]
): Promise<{ id: string; parent_id?: string }[]> {
  const wanted = new Set(articleNos.map(articleKey))
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "sku", "product_id"],
    filters: { id: [...new Set(variantIds)] },
  })
  return data
    .filter(({ sku }) => sku && wanted.has(articleKey(sku)))
    .map(({ id, product_id }) => ({ id, parent_id: product_id ?? undefined }))
}
