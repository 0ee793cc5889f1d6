import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_SYNC_MODULE } from "../../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../../modules/specter-sync/service"
import { transferAnswer } from "../transfer-answer"
import { transferFilters } from "../transfer-filters"
import { SPECTER_MODULE } from "../../../../modules/specter"
import type SpecterModuleService from "../../../../modules/specter/service"
import { logFailure } from "../../../../workflows/log-failure"
import { drain } from "../../../../workflows/push/drain"
import { sendNowWorkflow } from "../../../../workflows/push/send-now"
import type { ListTransfers, SendNow } from "../validators"

/** The ledger, filtered by `kind`, `state` and `q`, a page at a time. */
export async function GET(req: AuthenticatedMedusaRequest<unknown, ListTransfers>, res: MedusaResponse) {
  const sync = req.scope.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const { skip, take, order } = req.queryConfig.pagination
  const [transfers, count] = await sync.listAndCountTransfers(
    transferFilters(req.validatedQuery as ListTransfers),
    {
      skip,
      take,
      order,
    }
  )
  res.json({ transfers: transfers.map(transferAnswer), count, offset: skip, limit: take })
}

/** "Send to Specter": sends these variants or customers now, and answers with what came of them. */
export async function POST(req: AuthenticatedMedusaRequest<SendNow>, res: MedusaResponse) {
  req.scope.resolve<SpecterModuleService>(SPECTER_MODULE).options()
  const { result } = await sendNowWorkflow(req.scope).run({ input: req.validatedBody })
  // What came meanwhile stood back, and its success may have ended a pause.
  void drain(req.scope).catch(logFailure(req.scope, "sending"))
  res.json({ transfers: result.map(transferAnswer) })
}
