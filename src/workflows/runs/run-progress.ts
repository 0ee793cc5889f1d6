import type { InferTypeOf } from "@medusajs/framework/types"
import type Run from "../../modules/specter-sync/models/run"
import type { RunCounts } from "../../modules/specter-sync/service"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { EXPORTS } from "./subject-pages"

export type RunProgress = {
  id: string
  type: string
  state: "running" | "done" | "failed"
  /** How many have an outcome, of how many. */
  done: number
  total: number
  /**
   * How many came to which end: `sent`, `skipped`, `rejected`, `unconfirmed`, `failed`; `again`: are still tried; `anew`: were
   * asked for once more since, by another export or a change, and no longer belong to this run.
   */
  outcome: RunCounts & { anew?: number }
  created_at: Date
  finished_at: Date | null
  error: string | null
}

/** How far a run has come, counted from the ledger; a finished run keeps what it had at its end. */
export async function runProgress(
  sync: SpecterSyncModuleService,
  run: InferTypeOf<typeof Run>
): Promise<RunProgress> {
  const { id, type, state, total, created_at, finished_at, error } = run
  const facts = { id, type, state, created_at, finished_at, error }
  if (state !== "running") {
    return { ...facts, done: total, total, outcome: (run.outcome ?? {}) as RunProgress["outcome"] }
  }
  const { waiting = 0, sending = 0, ...outcome } = await sync.runProgress(id)
  const done = Math.max(0, run.asked - waiting - sending)
  const told = Object.values(outcome).reduce((sum, count) => sum + count, 0)
  const anew = type in EXPORTS ? done - told : 0
  return { ...facts, done, total, outcome: anew > 0 ? { ...outcome, anew } : outcome }
}

/** Whether a run has asked for everything and nothing of it waits any more, but for what has failed for long. */
export function isOver(run: InferTypeOf<typeof Run>, { done, total }: RunProgress): boolean {
  return run.planned && done >= total
}
