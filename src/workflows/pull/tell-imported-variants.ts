import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, ProductVariantWorkflowEvents } from "@medusajs/framework/utils"
import { emitMany } from "../../medusa-tables/emit-many"

const MARK = "specter_has_it"

/**
 * The events that Medusa's workflow gives of changed variants, the product module's own first. Those that the ledger has
 * settled already are marked, so that nobody asks for their transfer.
 */
export async function tellImportedVariants(
  container: MedusaContainer,
  variantIds: string[],
  settled: ReadonlySet<string>
): Promise<void> {
  const metadata = { source: Modules.PRODUCT, object: "product_variant", action: "updated" }
  await emitMany(
    container,
    variantIds.map((id) => ({ name: "product.product-variant.updated", metadata, data: { id } }))
  )
  await emitMany(
    container,
    variantIds.map((id) => ({
      name: ProductVariantWorkflowEvents.UPDATED,
      data: { id },
      metadata: settled.has(id) ? { [MARK]: true } : {},
    }))
  )
}

/** Whether an event is of an import that has noted in the ledger all that there is to send. */
export function isSettled(metadata: Record<string, unknown> | undefined): boolean {
  return metadata?.[MARK] === true
}
