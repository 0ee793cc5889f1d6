import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { emitMany } from "./emit-many"
import { rowsOf } from "./rows-of"
import { knowsTables } from "./schema-check"

/** Whether the statement here holds for this store's tables. */
export function knowsPriceTable(container: MedusaContainer): Promise<boolean> {
  return knowsTables(container, ["price"])
}

/** A base price's new amount, a decimal text. */
export type PriceChange = { id: string; amount: string }

/** A price list's price is the merchant's own, and so is one with a rule. The rows are come to in the order of ids. */
const CHANGE_PRICES = `
UPDATE price AS p SET amount = CAST(t.amount AS numeric),
  raw_amount = jsonb_build_object('value', t.amount, 'precision', 20), updated_at = now()
FROM (SELECT * FROM unnest(CAST(:ids AS text[]), CAST(:amounts AS text[])) AS t(id, amount) ORDER BY id) AS t
WHERE p.id = t.id AND p.deleted_at IS NULL AND p.price_list_id IS NULL AND coalesce(p.rules_count, 0) = 0
RETURNING p.id`

/**
 * Sets the amounts of these base prices, without an event.
 * @returns the ids of those that were written.
 */
export async function writePrices(container: MedusaContainer, changes: PriceChange[]): Promise<string[]> {
  const bindings = { ids: changes.map(({ id }) => id), amounts: changes.map(({ amount }) => amount) }
  const rows = await rowsOf<{ id: string }>(container, CHANGE_PRICES, bindings)
  return rows.map(({ id }) => id)
}

/** Gives the events that Medusa's pricing module gives. With `eventGroupId` they are out when that workflow has ended well. */
export async function publishPrices(
  container: MedusaContainer,
  ids: string[],
  eventGroupId?: string
): Promise<void> {
  const metadata = { source: Modules.PRICING, object: "price", action: "updated" }
  await emitMany(container, ids, (id) => ({
    name: "pricing.price.updated",
    metadata: eventGroupId ? { ...metadata, eventGroupId } : metadata,
    data: { id },
  }))
}
