import type { Labels, Settlement } from "../../modules/specter-sync/settlement"
import type { Reason } from "../../reasons/reason"
import { hasName } from "./named-error"

/**
 * Thrown by a step that finds that a transfer goes no further, with what came of it. Its own properties survive the
 * workflow engine, which loses an error's class.
 */
export class TransferStop extends Error {
  constructor(
    readonly settlement: Settlement,
    readonly labels: Labels = {}
  ) {
    super(`The transfer stops: ${settlement.state}`)
    this.name = "TransferStop"
  }
}

/** There is nothing to send. */
export function skipped(code: Reason["code"], data?: Reason["data"]): TransferStop {
  return new TransferStop({ state: "skipped", reason: { code, data } })
}

export function isTransferStop(error: unknown): error is TransferStop {
  return hasName(error, "TransferStop")
}
