import type { Reason } from "../../../reasons/reason"
import { renderReason } from "../../../reasons/render-reason"
import type { TransferRow } from "../../../workflows/push/transfer-now"

/** A reason with its words in English; the admin translates by its code. */
export function reasonAnswer(reason: Reason | null) {
  return reason && { ...reason, ...renderReason(reason) }
}

/** A row of the ledger as the admin's routes answer with it: nothing of leases, hashes and lanes. */
export function transferAnswer(row: TransferRow) {
  const notes = [...((row.notes ?? []) as unknown as Reason[]), ...outdatedNote(row)]
  return {
    id: row.id,
    kind: row.kind,
    subject_id: row.subject_id,
    parent_id: row.parent_id,
    label: row.label,
    state: row.state,
    specter_number: row.specter_number,
    /** Why it is not in Specter; null once it is. */
    reason: reasonAnswer(row.reason as unknown as Reason | null),
    /** Specter's own words. */
    words: row.words,
    failure_kind: row.failure_kind,
    notes: notes.map(reasonAnswer),
    outdated: row.outdated,
    attempts: row.attempts,
    due_at: row.state === "waiting" ? row.due_at : null,
    sent_at: row.sent_at,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

function outdatedNote({ outdated, specter_number, label }: TransferRow): Reason[] {
  const order_no = specter_number ?? label ?? "–"
  return outdated ? [{ code: "older_version_in_specter", data: { order_no } }] : []
}
