import type { MedusaContainer } from "@medusajs/framework/types"
import { ProductVariantWorkflowEvents } from "@medusajs/framework/utils"
import { emitMany } from "../../medusa-tables/emit-many"

const MARK = "specter_has_it"

/**
 * The event that Medusa's workflow gives of a changed variant, for those whose price alone was written: a product module's
 * own would tell of a row that nobody has touched. Those that the ledger has settled already are marked, so that nobody asks
 * for their transfer.
 */
export async function tellImportedVariants(
  container: MedusaContainer,
  variantIds: string[],
  settled: ReadonlySet<string>
): Promise<void> {
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
