import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { variantsByArticle } from "../variants-by-article"

/** The store's living variants that an article number stands for. */
export async function variantsOfArticle(
  container: MedusaContainer,
  articleNo: string
): Promise<{ id: string; parent_id?: string }[]> {
  const ids = [...(await variantsByArticle(container, [articleNo])).values()].flat()
  if (ids.length === 0) {
    return []
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "product_id"],
    filters: { id: ids },
  })
  return data.map(({ id, product_id }) => ({ id, parent_id: product_id ?? undefined }))
}
