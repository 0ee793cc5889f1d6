import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_MODULE } from "../../../../modules/specter"
import type SpecterModuleService from "../../../../modules/specter/service"
import { likeFilter } from "../transfer-filters"
import type { ListExchanges } from "../validators"

/** What was sent to Specter and answered, latest first, secrets masked. */
export async function GET(req: AuthenticatedMedusaRequest<unknown, ListExchanges>, res: MedusaResponse) {
  const specter = req.scope.resolve<SpecterModuleService>(SPECTER_MODULE)
  const { q, action, outcome, correlation_id } = req.validatedQuery as ListExchanges
  const exact = Object.entries({ action, outcome, correlation_id }).filter(([, value]) => value !== undefined)
  const filters = {
    ...Object.fromEntries(exact),
    ...(q ? { $or: [{ request: likeFilter(q) }, { answer: likeFilter(q) }] } : {}),
  }
  const { skip, take, order } = req.queryConfig.pagination
  const [exchanges, count] = await specter.listAndCountSpecterExchanges(filters, { skip, take, order })
  res.json({ exchanges, count, offset: skip, limit: take })
}
