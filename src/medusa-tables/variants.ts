import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { knowsTables } from "./schema-check"

/** Whether the statement here holds for this store's tables. */
export function knowsVariantTable(container: MedusaContainer): Promise<boolean> {
  return knowsTables(container, ["product_variant"])
}

const VARIANTS_BY_SKU = `
SELECT id, sku FROM product_variant WHERE sku = ANY(CAST(:skus AS text[])) AND deleted_at IS NULL`

/** The variants that have one of these SKUs to the letter. */
export async function readVariantsBySku(
  container: MedusaContainer,
  skus: string[]
): Promise<{ id: string; sku: string }[]> {
  const { rows } = await container
    .resolve(ContainerRegistrationKeys.PG_CONNECTION)
    .raw<{ rows: { id: string; sku: string }[] }>(VARIANTS_BY_SKU, { skus })
  return rows
}
