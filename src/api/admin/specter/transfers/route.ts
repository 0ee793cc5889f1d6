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
import { withLabels } from "../../../../workflows/push/with-labels"
import type { ListTransfers, SendNow } from "../validators"

/** The ledger, filtered by `kind`, `state` and `q`, a page at a time. */
export async function GET(req: AuthenticatedMedusaRequest<unknown, ListTransfers>, res: MedusaResponse) {
  const sync = req.scope.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const { skip, take, order } = req.queryConfig.pagination
  const filters = transferFilters(req.validatedQuery as ListTransfers)
  const [transfers, count] = await Promise.all([
    sync.listTransfers(filters, { skip, take, order }),
    countTransfers(sync, filters),
  ])
  const labelled = await withLabels(req.scope, transfers)
  res.json({ transfers: labelled.map(transferAnswer), count, offset: skip, limit: take })
}

/** Of a kind or in a state: from the counts that are at hand. What is searched for has to be counted. */
async function countTransfers(
  sync: SpecterSyncModuleService,
  filters: ReturnType<typeof transferFilters>
): Promise<number> {
  const { kind, state, ...others } = filters as Record<string, string | string[] | undefined>
  if (Object.keys(others).length > 0) {
    const [, count] = await sync.listAndCountTransfers(filters, { take: 1 })
    return count
  }
  const isAmong = (wanted: string | string[] | undefined, one: string) =>
    wanted === undefined || [wanted].flat().includes(one)
  return (await sync.counts())
    .filter((one) => isAmong(kind, one.kind) && isAmong(state, one.state))
    .reduce((sum, { count }) => sum + count, 0)
}

/** "Send to Specter": sends these variants or customers now, and answers with what came of them. */
export async function POST(req: AuthenticatedMedusaRequest<SendNow>, res: MedusaResponse) {
  req.scope.resolve<SpecterModuleService>(SPECTER_MODULE).options()
  const { result } = await sendNowWorkflow(req.scope).run({ input: req.validatedBody })
  // What came meanwhile stood back, and its success may have ended a pause.
  void drain(req.scope).catch(logFailure(req.scope, "sending"))
  res.json({ transfers: result.map(transferAnswer) })
}
