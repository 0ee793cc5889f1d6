import type { ClaimedTransfer, Settlement } from "../../modules/specter-sync/settlement"

/** What Specter can tell for a transfer before any call: it has this already, or has refused this very content. */
export function settledBefore(transfer: ClaimedTransfer, hash: string): Settlement | undefined {
  if (transfer.forced) {
    return undefined
  }
  if (transfer.sent_hash === hash && transfer.failure_kind === null) {
    return { state: "sent", hash, unchanged: true }
  }
  if (transfer.tried_hash === hash && transfer.failure_kind === "refused" && transfer.reason) {
    const { reason, words, notes } = transfer
    return { state: "rejected", reason, words: words ?? undefined, hash, notes: notes ?? undefined }
  }
  return undefined
}
