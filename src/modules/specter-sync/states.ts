/** What a transfer is about; one row for each kind and subject. */
export const TRANSFER_KINDS = [
  /** Subject: the variant. */
  "article",
  /** Subject: the variant that was deleted. */
  "article_removal",
  /** Subject: the customer. */
  "customer",
  /** Subject: the order. */
  "order",
  /** Subject: the order that was cancelled. */
  "order_removal",
  /** Subject: the fulfillment. */
  "delivery",
  /** Subject: the order that was paid. */
  "invoice",
] as const

export type TransferKind = (typeof TRANSFER_KINDS)[number]

export const TRANSFER_STATES = [
  /** Will be sent when it is due. */
  "waiting",
  /** A process holds it under a lease. */
  "sending",
  /** Specter has it. */
  "sent",
  /** The data is wrong, in our eyes or Specter's: waits for a change or for the button. */
  "rejected",
  /** An order went out, no answer came and repeating it could make a second one: waits for the merchant. */
  "unconfirmed",
  /** The attempts are spent: the button starts anew. */
  "failed",
  /** There is nothing to send; the reason says why. */
  "skipped",
] as const

export type TransferState = (typeof TRANSFER_STATES)[number]

/** States that the merchant has to do something about. */
export const NEEDS_MERCHANT: readonly TransferState[] = ["rejected", "unconfirmed", "failed"]

/** Who asked for a transfer. */
export type AskedBy = "event" | "button" | "reconcile" | "export" | "order"

/**
 * From which states a new wish leads back to `waiting`, by kind. A row that waits or is being sent takes the wish up
 * by itself. What was sent once and must not be sent twice stays as it is.
 */
export function revivableStates(kind: TransferKind, by: AskedBy): TransferState[] {
  switch (kind) {
    case "article":
    case "customer":
      return ["sent", "rejected", "failed", "skipped"]
    case "order":
    case "order_removal":
    case "article_removal":
    case "delivery":
    case "invoice":
      return by === "reconcile" ? [] : ["rejected", "failed", "skipped"]
  }
}
