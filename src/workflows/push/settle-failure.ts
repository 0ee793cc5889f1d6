import { isSpecterError, type SpecterFailure } from "../../modules/specter/client"
import type { ClaimedTransfer, Labels, Settlement } from "../../modules/specter-sync/settlement"
import type { TransferKind } from "../../modules/specter-sync/states"
import type { Reason } from "../../reasons/reason"
import { isTransferStop } from "./transfer-stop"

/** What an error in a push workflow means for its transfer. Pure; every failure ends here. */
export function settleFailure(
  transfer: ClaimedTransfer,
  error: unknown
): { settlement: Settlement } & Labels {
  if (isTransferStop(error)) {
    return { settlement: error.settlement, ...error.labels }
  }
  if (isSpecterError(error)) {
    return { settlement: settleSpecterFailure(transfer, error) }
  }
  const message =
    error instanceof Error ? error.message : String((error as { message?: unknown })?.message ?? error)
  return {
    settlement: {
      state: "again",
      failure: "unexpected",
      // It may have gone wrong after Specter's answer: a row that notes a call keeps that note.
      maybeCarriedOut: true,
      reason: { code: "unexpected_error", data: { message: message.slice(0, 500) } },
    },
  }
}

/** As the table "What failures mean" of Specter's protocol says. */
function settleSpecterFailure(transfer: ClaimedTransfer, failure: SpecterFailure): Settlement {
  const words = failure.words ?? (failure.kind === "invalid" ? undefined : failure.message)
  switch (failure.kind) {
    case "not_received":
      return { state: "again", failure: "not_received", reason: { code: "specter_not_received" }, words }
    case "account":
      return { state: "again", failure: "account", reason: { code: "specter_account" }, words }
    case "unknown":
      return UNREPEATABLE[transfer.kind]
        ? { state: "unconfirmed", failure: "unknown", reason: UNREPEATABLE[transfer.kind] as Reason, words }
        : {
            state: "again",
            failure: "unknown",
            maybeCarriedOut: true,
            reason: { code: "specter_unknown_outcome" },
            words,
          }
    case "batch_open":
    case "refused":
      return { state: "rejected", reason: { code: "specter_refused" }, words: words ?? failure.message }
    case "invalid":
      return {
        state: "rejected",
        reason: { code: "invalid_message", data: { problems: fieldProblems(failure) } },
      }
  }
}

/** What Specter would make a second time. An order's own call is judged where it is made: `submit-order`. */
const UNREPEATABLE: Partial<Record<TransferKind, Reason>> = {
  delivery: { code: "delivery_unconfirmed" },
  invoice: { code: "invoice_unconfirmed" },
}

function fieldProblems({ problems = [] }: SpecterFailure): string {
  return problems.map(({ field, problem }) => `${field} ${problem}`).join("; ")
}
