import type { ClaimedTransfer } from "../settlement"
import { type AskedBy, revivableStates, type TransferKind, type TransferState } from "../states"

export type End = "sent" | "unchanged" | "rejected" | "skipped" | "unconfirmed" | "not_received" | "account"

type Row = {
  kind: TransferKind
  state: TransferState
  askedBy: AskedBy
  isDue: boolean
  askedAgain: boolean
  /** The lease under which it is being sent. */
  token?: string
  isInLane: boolean
  isExpired: boolean
  /** Specter has had it at least once. */
  wasSent: boolean
}

const LANE: TransferKind[] = ["order", "delivery", "invoice", "customer", "order_removal"]

/** The ledger in its simplest form: what the statements have to amount to, without SQL. */
export class LedgerModel {
  readonly rows = new Map<string, Row>()
  /** Every claim ever given out, also those whose lease is long lost. */
  readonly claims: ClaimedTransfer[] = []
  isPaused = false

  static key = (kind: TransferKind, subjectId: string) => `${kind} ${subjectId}`

  ask(kind: TransferKind, subjectId: string, by: AskedBy, now: boolean): void {
    const key = LedgerModel.key(kind, subjectId)
    const row = this.rows.get(key)
    if (!row) {
      const born: Row = {
        kind,
        state: "waiting",
        askedBy: by,
        isDue: true,
        askedAgain: false,
        isInLane: false,
        isExpired: false,
        wasSent: false,
      }
      this.rows.set(key, born)
      return
    }
    const isKept = row.askedBy === "button" && row.state !== "sent" && row.state !== "skipped"
    const askedBy = isKept ? row.askedBy : by
    if (row.state === "sending") {
      // Pressed once more it is the same wish.
      const isSameWish = now && by === "button" && row.askedBy === "button"
      Object.assign(row, { askedBy, askedAgain: row.askedAgain || !isSameWish })
    } else if (row.state === "waiting") {
      Object.assign(row, { askedBy, isDue: row.isDue || now })
    } else if (revivableStates(kind, by).includes(row.state)) {
      Object.assign(row, { askedBy, state: "waiting", isDue: true })
    }
  }

  /** Whoever claims first gives back what nobody holds any more of these kinds, and of those that hold them up. */
  reclaim(kinds: readonly TransferKind[]): void {
    const isLane = kinds.some((kind) => LANE.includes(kind))
    for (const row of this.rows.values()) {
      const isAmong = kinds.includes(row.kind) || (isLane && LANE.includes(row.kind))
      if (isAmong && row.state === "sending" && row.isExpired) {
        Object.assign(row, {
          state: "waiting",
          isDue: true,
          token: undefined,
          isInLane: false,
          isExpired: false,
        })
      }
    }
  }

  /** The rows that may be claimed, and how many of them at once. */
  claimable(
    kind: TransferKind,
    isWanted: (key: string, row: Row) => boolean
  ): { keys: string[]; limit: number } {
    const isLaneTaken = LANE.includes(kind) && this.isLaneTaken()
    const keys = [...this.rows]
      .filter(([key, row]) => row.kind === kind && row.state === "waiting" && isWanted(key, row))
      .map(([key]) => key)
    return { keys: isLaneTaken ? [] : keys, limit: kind === "article" ? 100 : 1 }
  }

  isLaneTaken(): boolean {
    return [...this.rows.values()].some(({ isInLane }) => isInLane)
  }

  claimed(transfer: ClaimedTransfer, { isAhead = false } = {}): void {
    const row = this.rows.get(LedgerModel.key(transfer.kind, transfer.subject_id))!
    const isInLane = LANE.includes(transfer.kind) && !isAhead
    Object.assign(row, {
      state: "sending",
      token: transfer.lease_token,
      askedAgain: false,
      isExpired: false,
      isInLane,
    })
    this.claims.push(transfer)
  }

  /** Whether it is in the lane now; its lease is new then. */
  enter(transfer: ClaimedTransfer): boolean {
    const row = this.rows.get(LedgerModel.key(transfer.kind, transfer.subject_id))!
    const mayEnter = row.isInLane || (!this.isPaused && !this.isLaneTaken())
    if (!this.holds(transfer) || !mayEnter) {
      return false
    }
    Object.assign(row, { isInLane: true, isExpired: false })
    return true
  }

  putBack(transfer: ClaimedTransfer): void {
    const row = this.rows.get(LedgerModel.key(transfer.kind, transfer.subject_id))!
    if (this.holds(transfer)) {
      Object.assign(row, {
        state: "waiting",
        token: undefined,
        isInLane: false,
        isExpired: false,
        askedAgain: false,
      })
    }
  }

  holds({ kind, subject_id, lease_token }: ClaimedTransfer): boolean {
    const row = this.rows.get(LedgerModel.key(kind, subject_id))
    return row?.state === "sending" && row.token === lease_token
  }

  settle({ kind, subject_id }: ClaimedTransfer, end: End): void {
    const row = this.rows.get(LedgerModel.key(kind, subject_id))!
    const isMadeOnce = kind !== "article" && kind !== "customer"
    const isFinal = isMadeOnce && (end === "sent" || end === "unchanged" || end === "unconfirmed")
    const isAgain = end === "not_received" || end === "account"
    const waits = isAgain || (row.askedAgain && !isFinal)
    row.wasSent ||= end === "sent" || end === "unchanged"
    Object.assign(row, {
      state: waits ? "waiting" : end === "unchanged" ? "sent" : end,
      isDue: end !== "not_received",
      askedAgain: false,
      token: undefined,
      isInLane: false,
      isExpired: false,
    })
  }

  sending(kinds: TransferKind[]): Row[] {
    return [...this.rows.values()].filter(({ kind, state }) => state === "sending" && kinds.includes(kind))
  }
}
