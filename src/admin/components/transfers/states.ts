import type { TransferState } from "../../lib/answers"

/** What the merchant has to do something about. */
export const NEEDS_YOU: TransferState[] = ["rejected", "failed", "unconfirmed"]

/** What goes by itself. */
export const MOVING: TransferState[] = ["waiting", "sending"]

/** What "Transfer" starts anew. An unconfirmed order is decided on its own page. */
export const RETRIABLE: TransferState[] = ["waiting", "rejected", "failed"]

/** What the list's state filter can say, and which states it stands for. */
export const STATE_FILTERS: Record<string, TransferState[]> = {
  needs_you: NEEDS_YOU,
  waiting: MOVING,
  sent: ["sent"],
  rejected: ["rejected"],
  unconfirmed: ["unconfirmed"],
  failed: ["failed"],
  skipped: ["skipped"],
}
