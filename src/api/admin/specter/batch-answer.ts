import type { BatchRecord } from "../../../modules/specter-sync/pull-ledger"

/**
 * A batch as the admin's routes answer with it; what Specter sent word for word stays inside. One that could not be applied
 * is kept as `fetched`, since it is tried again; here it is `failed`.
 */
export function batchAnswer(batch: BatchRecord) {
  const { raw: _raw, deleted_at: _deleted, ...answer } = batch
  return { ...answer, state: hasFailed(batch) ? ("failed" as const) : batch.state }
}

const hasFailed = ({ state, error }: BatchRecord) => state === "fetched" && error !== null

/** What finds the batches that are answered with a state. */
const KEPT = {
  fetched: { state: "fetched", error: null },
  failed: { state: "fetched", error: { $ne: null } },
  applied: { state: "applied" },
  acknowledged: { state: "acknowledged" },
} as const satisfies Record<BatchRecord["state"], object>

/** Finds the batches that are answered with one of these states. */
export const batchesIn = (states: BatchRecord["state"][]) => ({ $or: states.map((state) => KEPT[state]) })
