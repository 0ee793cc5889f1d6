import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_SYNC_MODULE } from "../../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../../modules/specter-sync/service"
import { transferAnswer } from "../transfer-answer"
import { transferFilters } from "../transfer-filters"
import type { ListTransfers } from "../validators"

/** The ledger, filtered by `kind`, `state` and `q`, a page at a time. */
export async function GET(req: AuthenticatedMedusaRequest<unknown, ListTransfers>, res: MedusaResponse) {
  const sync = req.scope.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const { skip, take, order } = req.queryConfig.pagination
  const [transfers, count] = await sync.listAndCountTransfers(transferFilters(req.validatedQuery as ListTransfers), {
    skip,
    take,
    order,
  })
  res.json({ transfers: transfers.map(transferAnswer), count, offset: skip, limit: take })
}
