import type { Transfer, TransferState } from "../../lib/answers"

/** What the merchant has to do something about. */
export const NEEDS_YOU: TransferState[] = ["rejected", "failed", "unconfirmed"]

/** What goes by itself. */
export const MOVING: TransferState[] = ["waiting", "sending"]

/** What "Transfer" starts anew. What is unconfirmed needs the merchant's word. */
export const RETRIABLE: TransferState[] = ["waiting", "rejected", "failed"]

/** Whether its two answers stand beside it; an unconfirmed order is decided on its own page, with its number. */
export const isForDecision = ({ kind, state }: Pick<Transfer, "kind" | "state">) =>
  state === "unconfirmed" && (kind === "delivery" || kind === "invoice")

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
