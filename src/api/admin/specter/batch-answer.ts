import type { BatchRecord } from "../../../modules/specter-sync/pull-ledger"

/** A batch as the admin's routes answer with it; what Specter sent word for word stays inside. */
export function batchAnswer(batch: BatchRecord) {
  const { raw: _raw, deleted_at: _deleted, ...answer } = batch
  return answer
}
