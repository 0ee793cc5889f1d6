import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_MODULE } from "../../../../modules/specter"
import type SpecterModuleService from "../../../../modules/specter/service"
import { pullSoon } from "../../../../workflows/pull/pull-soon"
import { startRunWorkflow } from "../../../../workflows/runs/start-run"
import type { StartStockUpdate } from "../validators"

/** "Update stock": what has changed, or with `full` everything. Answers at once; the run tells how far it has come. */
export async function POST(req: AuthenticatedMedusaRequest<StartStockUpdate>, res: MedusaResponse) {
  req.scope.resolve<SpecterModuleService>(SPECTER_MODULE).options()
  const { full = false } = req.validatedBody
  const { result } = await startRunWorkflow(req.scope).run({ input: { type: "stock_update", forced: full } })
  pullSoon(req.scope, "stock")
  res.status(202).json({ run: result })
}
