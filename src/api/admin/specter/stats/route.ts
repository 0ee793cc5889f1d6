import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_SYNC_MODULE } from "../../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../../modules/specter-sync/service"

const DAYS = 30

/** The last 30 days, oldest first: what became of the transfers that ended on each, and how soon Specter had them. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const sync = req.scope.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  res.json({ days: await sync.dailyFigures(DAYS) })
}
