import { createHash } from "node:crypto"

/** A replacer of `JSON.stringify` does the same at twice the time. */
function withSortedKeys(value: unknown): unknown {
  if (value === null || typeof value !== "object") {
    return value
  }
  if (Array.isArray(value)) {
    return value.map(withSortedKeys)
  }
  const entries = Object.entries(value).map(([key, inside]) => [key, withSortedKeys(inside)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** JSON that is the same for equal values, whatever the order of their keys. */
export const canonical = (value: unknown): string => JSON.stringify(withSortedKeys(value)) ?? "null"

/** SHA-256 of a message as hex: the same for equal messages, whatever the order of their keys. */
export function payloadHash(message: unknown): string {
  return createHash("sha256").update(canonical(message)).digest("hex")
}
