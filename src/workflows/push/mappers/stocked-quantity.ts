import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

export type StockedVariant = {
  manage_inventory?: boolean | null
  inventory_items?:
    | ({
        required_quantity?: number | null
        inventory?: {
          location_levels?: ({ location_id: string; stocked_quantity?: BigNumberInput | null } | null)[] | null
        } | null
      } | null)[]
    | null
}

/**
 * How many of a variant are on hand, in whole numbers, over these stock locations (all of them when none is named).
 * On hand, not available: an order that goes to Specter is reserved there too. A kit has as many as its scarcest part.
 */
export function stockedQuantity(variant: StockedVariant, locationIds: string[]): number {
  const counts = (variant.inventory_items ?? []).flatMap((item) => {
    if (!item?.inventory) {
      return []
    }
    const levels = (item.inventory.location_levels ?? []).filter(
      (level) => level !== null && (locationIds.length === 0 || locationIds.includes(level.location_id))
    )
    const onHand = levels.reduce((sum, level) => MathBN.add(sum, level?.stocked_quantity ?? 0), MathBN.convert(0))
    return [Math.floor(MathBN.div(onHand, item.required_quantity || 1).toNumber())]
  })
  return counts.length ? Math.max(0, Math.min(...counts)) : 0
}
