import type { ClaimedTransfer, Labels, Settlement } from "./settlement"

const NOTHING_YET = {
  spends: false,
  keep_dispatched: false,
  unchanged: false,
  hash: null as string | null,
  number: null as string | null,
  reason: null as object | null,
  words: null as string | null,
  failure_kind: null as string | null,
  notes: null as object | null,
}

/** A settlement as the statement `SETTLE` reads it. */
export function settlementRow(outcome: { transfer: ClaimedTransfer; settlement: Settlement } & Labels) {
  const { transfer, settlement, label, parent_id } = outcome
  return {
    id: transfer.id,
    kind: transfer.kind,
    subject_id: transfer.subject_id,
    state: settlement.state,
    repeatable: isRepeatable(transfer, settlement),
    label: label ?? null,
    parent_id: parent_id ?? null,
    ...NOTHING_YET,
    ...columns(transfer, settlement),
  }
}

/** An order, its delivery and its invoice are made once: a wish that came meanwhile does not repeat them. */
function isRepeatable({ kind }: ClaimedTransfer, { state }: Settlement): boolean {
  return kind === "article" || kind === "customer" || (state !== "sent" && state !== "unconfirmed")
}

function columns(transfer: ClaimedTransfer, settlement: Settlement): Partial<typeof NOTHING_YET> {
  switch (settlement.state) {
    case "sent":
      return {
        hash: settlement.hash,
        number: settlement.number ?? null,
        notes: settlement.notes ?? null,
        unchanged: settlement.unchanged ?? false,
      }
    case "skipped":
      return { reason: settlement.reason, notes: settlement.notes ?? null }
    case "rejected":
      return {
        reason: settlement.reason,
        words: settlement.words ?? null,
        hash: settlement.hash ?? null,
        notes: settlement.notes ?? null,
        failure_kind: settlement.words ? "refused" : "mapping",
      }
    case "unconfirmed":
      return {
        reason: settlement.reason,
        words: settlement.words ?? null,
        hash: settlement.hash ?? null,
        failure_kind: "unknown",
        keep_dispatched: true,
      }
    case "again":
      return {
        reason: settlement.reason,
        words: settlement.words ?? null,
        failure_kind: settlement.failure,
        number: settlement.number ?? null,
        spends: settlement.failure !== "account",
        // Once a call may have been carried out, no later failure makes it certain that it was not.
        keep_dispatched: settlement.maybeCarriedOut === true || transfer.dispatched_at !== null,
      }
  }
}
