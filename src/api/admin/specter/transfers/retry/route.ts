import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_MODULE } from "../../../../../modules/specter"
import type SpecterModuleService from "../../../../../modules/specter/service"
import { logFailure } from "../../../../../workflows/log-failure"
import { drain } from "../../../../../workflows/push/drain"
import { retryTransfersWorkflow } from "../../../../../workflows/push/retry-transfers"
import { transferFilters } from "../../transfer-filters"
import type { RetryTransfers } from "../../validators"

/** Tries transfers anew, by `ids` or by the list's filter; `resolution` settles unconfirmed deliveries and invoices by `ids`. Answers at once with how many; they follow by themselves. */
export async function POST(req: AuthenticatedMedusaRequest<RetryTransfers>, res: MedusaResponse) {
  req.scope.resolve<SpecterModuleService>(SPECTER_MODULE).options()
  const { ids, resolution, ...filter } = req.validatedBody
  const filters = ids ? { id: ids } : transferFilters(filter)
  const { result } = await retryTransfersWorkflow(req.scope).run({ input: { filters, resolution } })
  void drain(req.scope).catch(logFailure(req.scope, "sending"))
  res.status(202).json(result)
}
