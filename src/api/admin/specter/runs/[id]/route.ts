import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_SYNC_MODULE } from "../../../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../../../modules/specter-sync/service"
import { runProgress } from "../../../../../workflows/runs/run-progress"
import { transferAnswer } from "../../transfer-answer"

const PROBLEMS_SHOWN = 100

/** How far an export or import has come, and what went wrong in it: at most 100 problems, latest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const sync = req.scope.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const run = await sync.retrieveRun(req.params.id)
  const problems = await sync.listTransfers(
    { run_id: run.id, state: ["rejected", "failed", "unconfirmed"] },
    { take: PROBLEMS_SHOWN, order: { updated_at: "DESC" } }
  )
  res.json({ run: { ...(await runProgress(sync, run)), problems: problems.map(transferAnswer) } })
}
