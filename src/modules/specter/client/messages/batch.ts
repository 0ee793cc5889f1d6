import type { WireNameKey, WireNames } from "../wire-names"
import { Form, type Encoded } from "./form"

/** What Specter keeps a list of changes of. */
export type BatchKind = "stock" | "articles" | "orders"

export const FETCH_ACTIONS = {
  stock: "actions.fetchStock",
  articles: "actions.fetchArticles",
  orders: "actions.fetchOrders",
} as const satisfies Record<BatchKind, WireNameKey>

export const ACKNOWLEDGE_ACTIONS = {
  stock: "actions.acknowledgeStock",
  articles: "actions.acknowledgeArticles",
  orders: "actions.acknowledgeOrders",
} as const satisfies Record<BatchKind, WireNameKey>

/** @param batchNo 32 hex digits that the shop makes up, or an open batch's. Throws a `SpecterError` of kind `invalid`. */
export function encodeBatch(action: WireNameKey, batchNo: string, names: WireNames): Encoded {
  const form = new Form()
  const keyValue = form.identifier(names["fields.batch.batchNo"], "batchNo", batchNo, 100)
  form.refuseProblems(names[action])
  return { query: form.pairs, body: [], keyValue, notes: [] }
}

/**
 * The number of the batch that is open, from the words of a refusal with code 99. They quote it in
 * apostrophes; an acknowledgement's also quote the number given, and that one first.
 */
export function openBatchNo(words: string, givenBatchNo: string | undefined): string | undefined {
  const quoted = [...words.matchAll(/'([^']+)'/g)].map(([, inside]) => inside.trim())
  const others = quoted.filter((inside) => inside.toLowerCase() !== givenBatchNo?.toLowerCase())
  return others.find((inside) => /^[0-9a-f]{32}$/i.test(inside)) ?? others[0]
}
