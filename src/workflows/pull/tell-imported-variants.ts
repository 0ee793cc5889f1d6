import type { MedusaContainer } from "@medusajs/framework/types"
import { ProductVariantWorkflowEvents } from "@medusajs/framework/utils"
import { emitMany } from "../../medusa-tables/emit-many"
import type { FittedPrice } from "../../medusa-tables/fit-prices"

const MARK = "specter_has_it"

/**
 * The event that Medusa's workflow gives of a changed variant, for those whose price alone was written: a product module's
 * own would tell of a row that nobody has touched. Those that the ledger has noted already are marked, so that nobody asks
 * for their transfer.
 */
export async function tellImportedVariants(container: MedusaContainer, prices: FittedPrice[]): Promise<void> {
  await emitMany(container, prices, ({ variant_id, is_noted }) => ({
    name: ProductVariantWorkflowEvents.UPDATED,
    data: { id: variant_id },
    metadata: is_noted ? { [MARK]: true } : {},
  }))
}

/** Whether an event is of an import that has noted in the ledger all that there is to send. */
export function isSettled(metadata: Record<string, unknown> | undefined): boolean {
  return metadata?.[MARK] === true
}
