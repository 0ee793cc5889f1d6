import type { BigNumberInput } from "@medusajs/framework/types"
import type { Reserved } from "../../../medusa-tables/reservations"
import { type Amount, amountOf, ONE, sumOf, ZERO } from "./amount"
import { listOf } from "./list-of"

const ROUND_DOWN = 3

/** Without locations where that has been deleted: Medusa leaves its levels behind. Undefined where nobody asked. */
type Level = {
  location_id: string
  stocked_quantity?: BigNumberInput | null
  reserved_quantity?: BigNumberInput | null
  stock_locations?: unknown[] | null
}

export type StockedVariant = {
  manage_inventory?: boolean | null
  inventory_items?:
    | ({
        inventory_item_id?: string | null
        required_quantity?: number | null
        inventory?: {
          location_levels?: (Level | null)[] | null
        } | null
      } | null)[]
    | null
}

/**
 * How many of a variant are on hand, in whole numbers, over these stock locations (all of them when none is named).
 * On hand, not available: an order that goes to Specter is reserved there too, but for what it has `reservedElsewhere`, on
 * another article. A kit has as many as its scarcest part.
 */
export function stockedQuantity(
  variant: StockedVariant,
  locationIds: string[],
  reservedElsewhere: Reserved[] = []
): number {
  const isCounted = ({ location_id, stock_locations }: Level) =>
    (locationIds.length === 0 || locationIds.includes(location_id)) && stock_locations?.length !== 0
  const counts = listOf(variant.inventory_items).flatMap(({ required_quantity, inventory, ...part }) => {
    if (!inventory) {
      return []
    }
    const elsewhere = reservedElsewhere.filter((one) => one.inventory_item_id === part.inventory_item_id)
    const onHand = listOf(inventory.location_levels)
      .filter(isCounted)
      .flatMap(({ location_id, stocked_quantity }) => [
        orElse(stocked_quantity, ZERO),
        ...elsewhere
          .filter((one) => one.location_id === location_id)
          .map(({ quantity }) => amountOf(-quantity)),
      ])
    return [sumOf(onHand).div(orElse(required_quantity, ONE)).integerValue(ROUND_DOWN).toNumber()]
  })
  return counts.length ? Math.max(0, Math.min(...counts)) : 0
}

/** A number of Medusa's, or `otherwise` when it is missing, zero or odd. */
function orElse(value: BigNumberInput | null | undefined, otherwise: Amount): Amount {
  const amount = amountOf(value)
  return amount.isFinite() && !amount.isZero() ? amount : otherwise
}
