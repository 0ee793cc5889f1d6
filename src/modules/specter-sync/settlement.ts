import type { Reason } from "../../reasons/reason"
import type { TransferKind } from "./states"

/** What came of a claimed transfer. */
export type Settlement =
  /** Specter has it. `unchanged`: it had it already and no call was made. */
  | {
      state: "sent"
      hash: string
      number?: string
      notes?: Reason[]
      unchanged?: boolean
    }
  | { state: "skipped"; reason: Reason; notes?: Reason[] }
  /** The data is wrong. `words` are Specter's own; without them our mapping found it. */
  | { state: "rejected"; reason: Reason; words?: string; hash?: string; notes?: Reason[] }
  /** Without `failure` no call was made this time: an earlier one is what may have been carried out. */
  | { state: "unconfirmed"; reason: Reason; words?: string; hash?: string; failure?: "unknown" }
  /** Is tried again later; gives up after three days. Trouble with the account spends no attempt. */
  | {
      state: "again"
      reason: Reason
      words?: string
      failure: "not_received" | "unknown" | "account" | "unexpected" | "waits_for_other"
      /** The call may have been carried out: the next attempt has to know. */
      maybeCarriedOut?: boolean
      /** Of an article in such a call: what Specter has it as then. */
      number?: string
    }

/** What the merchant calls the subject, found out while it was loaded. */
export type Labels = { label?: string; parent_id?: string }

/** A transfer that this process holds under a lease. */
export type ClaimedTransfer = {
  id: string
  kind: TransferKind
  subject_id: string
  lease_token: string
  /** The lane that it is in; null for an order that was claimed ahead. */
  lane: string | null
  /** By this process's `performance.now()`. */
  claimed_at: number
  attempts: number
  forced: boolean
  with_stock: boolean
  asked_by: string
  sent_hash: string | null
  tried_hash: string | null
  specter_number: string | null
  created_at: Date | string
  /** When a call went out whose outcome is still not known. */
  dispatched_at: Date | null
  reason: Reason | null
  words: string | null
  failure_kind: string | null
  notes: Reason[] | null
}
