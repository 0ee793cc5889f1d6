import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_SYNC_MODULE } from "../../../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../../../modules/specter-sync/service"
import type { Reason } from "../../../../../reasons/reason"
import { batchAnswer } from "../../batch-answer"
import { reasonAnswer } from "../../transfer-answer"

const ROWS_SHOWN = 1_000

/** One batch with the rows that matched nothing, could not be applied or are worth a remark: at most 1,000 of them. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const sync = req.scope.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const batch = await sync.retrieveBatch(req.params.id)
  const rows = await sync.listBatchRows({ batch_id: batch.id }, { take: ROWS_SHOWN, order: { id: "ASC" } })
  res.json({
    batch: {
      ...batchAnswer(batch),
      remarks: rows.map(({ subject, outcome, reason }) => ({
        subject,
        outcome,
        reason: reasonAnswer(reason as unknown as Reason),
      })),
    },
  })
}
