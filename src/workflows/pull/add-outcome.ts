import type { BatchOutcome } from "../../modules/specter-sync/pull-ledger"

export function addOutcome(outcome: BatchOutcome, more: BatchOutcome): void {
  outcome.changed += more.changed
  outcome.unchanged += more.unchanged
  outcome.rows.push(...more.rows)
}
