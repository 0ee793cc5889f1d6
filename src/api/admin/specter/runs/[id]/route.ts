import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_SYNC_MODULE } from "../../../../../modules/specter-sync"
import { RUN_PATIENCE_SECONDS } from "../../../../../modules/specter-sync/service"
import type SpecterSyncModuleService from "../../../../../modules/specter-sync/service"
import { runProgress } from "../../../../../workflows/runs/run-progress"
import { transferAnswer } from "../../transfer-answer"

const PROBLEMS_SHOWN = 100

/** How far an export or import has come, and what went wrong in it: at most 100 problems, latest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const sync = req.scope.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const run = await sync.retrieveRun(req.params.id)
  const problems = await sync.listTransfers(
    {
      run_id: run.id,
      $or: [
        { state: ["rejected", "failed", "unconfirmed"] },
        { state: "waiting", first_failed_at: { $lt: new Date(Date.now() - RUN_PATIENCE_SECONDS * 1000) } },
      ],
    },
    { take: PROBLEMS_SHOWN, order: { updated_at: "DESC" } }
  )
  res.json({ run: { ...(await runProgress(sync, run)), problems: problems.map(transferAnswer) } })
}
