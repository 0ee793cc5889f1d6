import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_SYNC_MODULE } from "../../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../../modules/specter-sync/service"
import { batchAnswer, batchesIn } from "../batch-answer"
import type { ListBatches } from "../validators"

/** What came from Specter, latest first. */
export async function GET(req: AuthenticatedMedusaRequest<unknown, ListBatches>, res: MedusaResponse) {
  const sync = req.scope.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const { kind, state } = req.validatedQuery as ListBatches
  const filters = { ...(kind ? { kind } : {}), ...(state ? batchesIn([state].flat()) : {}) }
  const { skip, take, order } = req.queryConfig.pagination
  const [batches, count] = await sync.listAndCountBatches(filters, { skip, take, order })
  res.json({ batches: batches.map(batchAnswer), count, offset: skip, limit: take })
}
