import type { ClaimedTransfer, Labels, Settlement } from "../../modules/specter-sync/settlement"

/** What a push workflow gives back for one claimed transfer. */
export type Outcome = {
  transfer: ClaimedTransfer
  settlement: Settlement
  /** Of an order that was sent: see `orderVersion`. */
  version?: string
} & Labels
