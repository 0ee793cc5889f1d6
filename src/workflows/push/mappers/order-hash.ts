import { isDeepStrictEqual } from "node:util"
import type { OrderMessage } from "../../../modules/specter/client"
import type { SettingKey, Settings } from "../../../modules/specter/settings"
import { amountOf } from "./amount"
import { listOf } from "./list-of"
import type { MedusaOrder } from "./medusa-order"
import { canonical, payloadHash } from "./payload-hash"

/** The settings by which an order is numbered, and its rows are named and parted. */
const ORDER_SETTINGS = [
  "order_number_prefix",
  "freight_article_no",
  "discount_article_no",
  "credit_article_no",
  "article_no_for_rows_without_sku",
  "discount_rows",
  "country_code",
] as const satisfies SettingKey[]

/**
 * What the ledger keeps of an order that goes out, parted by @: a fingerprint of its rows and one of its remarks; how many
 * of each line item there were ({"ordli_1":"2"}), also of those that came back, for a return changes no line; and the
 * settings by which it was mapped ({"freight_article_no":"FRAKT",…}). What is added to an order later is reserved in the store alone, and
 * `medusa-tables/reservations` tells it by the second part.
 */
export function orderHash(message: OrderMessage, { items }: MedusaOrder, settings: Settings): string {
  const quantities = listOf(items).map((item) => [item.id ?? "", amountOf(item.quantity).toFixed()])
  const orderSettings = ORDER_SETTINGS.map((key) => [key, settings[key]])
  return [
    fingerprint(message),
    ...[quantities, orderSettings].map((entries) => JSON.stringify(Object.fromEntries(entries))),
  ].join("@")
}

/** Whether Specter would see one order in the two, whichever line items they come from. */
export function isSameOrder(hash: string, other: string): boolean {
  return hash.split("@", 1)[0] === other.split("@", 1)[0]
}

/** Whether the two are of the same rows, whatever is remarked beside them. */
export function hasSameRows(hash: string, other: string): boolean {
  return fingerprintsOf(hash)[0] === fingerprintsOf(other)[0]
}

/** The hash of an order with the rows of the one, and the remarks of the other where that tells them. */
export function withRemarksOf(hash: string, other: string | null): string {
  const [rows] = fingerprintsOf(hash)
  const [, remarks] = fingerprintsOf(other ?? "")
  return remarks === undefined ? hash : [`${rows}.${remarks}`, ...hash.split("@").slice(1)].join("@")
}

const fingerprintsOf = (hash: string): (string | undefined)[] => hash.split("@", 1)[0].split(".")

/** Whether the two are of other line items. */
export function hasOtherLines(hash: string, other: string): boolean {
  const [ids, otherIds] = [hash, other].map((one) => Object.keys(quantitiesOf(one) ?? {}).sort())
  return !isDeepStrictEqual(ids, otherIds)
}

/** How many of each line item an order had by its hash; undefined where the hash does not tell. */
export function quantitiesOf(hash: string | null): Record<string, string> | undefined {
  return parsed(hash?.split("@")[1])
}

/** The hash of the same order with other quantities. */
export function withQuantities(hash: string, quantities: Record<string, string>): string {
  const [told, , ...rest] = hash.split("@")
  return [told, JSON.stringify(quantities), ...rest].join("@")
}

type Sent = { sent_hash: string | null; tried_hash: string | null; dispatched_at: unknown }

/** The hash of what Specter has of an order, or may have; null before any call that can have reached it. */
export function hashInSpecter(transfer: Sent | undefined): string | null {
  return transfer?.sent_hash ?? (transfer?.dispatched_at ? transfer.tried_hash : null)
}

/** The settings for holding an order against what Specter has: it is numbered and its rows are mapped as when it was sent. */
export function settingsAsSent<S extends Settings>(settings: S, hash: string | null | undefined): S {
  // An article number can have an @ of its own.
  return { ...settings, ...parsed<Partial<S>>(hash?.split("@").slice(2).join("@")) }
}

function parsed<T extends object>(json = ""): T | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === "object" && value !== null ? (value as T) : undefined
  } catch {
    return undefined
  }
}

/**
 * SHA-256 of what Specter keeps of an order and somebody in the store can change after its transfer: its rows, in any
 * order, with their currency; and comments, reference and delivery date, of which Specter tells nothing back. Another
 * customer number or payment state does not make another order, and other settings only where the rows are not mapped by
 * those of then (`settingsAsSent`).
 */
function fingerprint(message: OrderMessage): string {
  const { currency, rows, internalComment, publishedComment, customerReference, deliveryDate } = message
  const remarks = { internalComment, publishedComment, customerReference, deliveryDate }
  return `${payloadHash({ currency, rows: rows.map(canonical).sort() })}.${payloadHash(remarks)}`
}
