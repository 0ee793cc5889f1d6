import type { SpecterFailure } from "./errors"
import { codesIn, defaultWireNames, type WireNames } from "./wire-names"

/**
 * True when a failure says that Specter has an order with this `externalOrderNo` already: an earlier
 * attempt was carried out. How Specter words it is assumed: see `codes.duplicateOrder` and
 * `patterns.duplicateOrder` in the wire names.
 */
export function isDuplicateOrderRefusal(
  failure: SpecterFailure,
  names: WireNames = defaultWireNames
): boolean {
  if (failure.kind !== "refused" || failure.action !== names["actions.submitOrder"]) {
    return false
  }
  const isKnownCode =
    failure.code !== undefined && codesIn(names, "codes.duplicateOrder").includes(failure.code)
  return isKnownCode || new RegExp(names["patterns.duplicateOrder"], "i").test(failure.words ?? "")
}
