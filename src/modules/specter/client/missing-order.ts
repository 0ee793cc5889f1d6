import type { SpecterFailure } from "./errors"
import { defaultWireNames, type WireNames } from "./wire-names"

/**
 * True when the refusal of a removal says that Specter has no such order. How Specter words it is assumed: see
 * `patterns.missingOrder` in the wire names.
 */
export function isMissingOrderRefusal(failure: SpecterFailure, names: WireNames = defaultWireNames): boolean {
  return (
    failure.kind === "refused" &&
    failure.action === names["actions.removeOrder"] &&
    new RegExp(names["patterns.missingOrder"], "i").test(failure.words ?? "")
  )
}
