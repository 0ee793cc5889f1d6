import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { rowsOf } from "./rows-of"
import { knowsTables } from "./schema-check"

/** Whether the statement here holds for this store's tables. */
export function knowsPriceTable(container: MedusaContainer): Promise<boolean> {
  return knowsTables(container, ["price"])
}

/** A base price's new amount, a decimal text. */
export type PriceChange = { id: string; amount: string }

/** A price list's price is the merchant's own, and so is one with a rule. Locked in the order of ids. */
const CHANGE_PRICES = `
WITH base AS MATERIALIZED (
  SELECT p.id, t.amount FROM unnest(CAST(:ids AS text[]), CAST(:amounts AS text[])) AS t(id, amount)
  JOIN price p ON p.id = t.id
  WHERE p.deleted_at IS NULL AND p.price_list_id IS NULL AND coalesce(p.rules_count, 0) = 0
  ORDER BY p.id
  FOR UPDATE OF p)
UPDATE price AS p SET amount = CAST(base.amount AS numeric),
  raw_amount = jsonb_build_object('value', base.amount, 'precision', 20), updated_at = now()
FROM base WHERE p.id = base.id
RETURNING p.id`

/**
 * Sets the amounts of these base prices, and gives the event that Medusa's pricing module gives. With `eventGroupId` it is
 * out when that workflow has ended well.
 */
export async function changePrices(
  container: MedusaContainer,
  changes: PriceChange[],
  eventGroupId?: string
): Promise<void> {
  const rows = await rowsOf<{ id: string }>(container, CHANGE_PRICES, {
    ids: changes.map(({ id }) => id),
    amounts: changes.map(({ amount }) => amount),
  })
  const metadata = { source: Modules.PRICING, object: "price", action: "updated" }
  await container.resolve(Modules.EVENT_BUS).emit(
    rows.map(({ id }) => ({
      name: "pricing.price.updated",
      metadata: eventGroupId ? { ...metadata, eventGroupId } : metadata,
      data: { id },
    })),
    { internal: true }
  )
}
