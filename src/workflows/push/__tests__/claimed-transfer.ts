import type { ClaimedTransfer } from "../../../modules/specter-sync/settlement"

/** A transfer as a process holds it, tried for the first time, with what a test says of it. */
export function claimedTransfer(known: Partial<ClaimedTransfer> = {}): ClaimedTransfer {
  return {
    id: "strf_1",
    kind: "article",
    subject_id: "variant_1",
    lease_token: "token",
    attempts: 1,
    forced: false,
    with_stock: false,
    asked_by: "event",
    sent_hash: null,
    tried_hash: null,
    specter_number: null,
    lane: null,
    claimed_at: performance.now(),
    created_at: new Date(),
    dispatched_at: null,
    reason: null,
    words: null,
    failure_kind: null,
    notes: null,
    ...known,
  }
}
