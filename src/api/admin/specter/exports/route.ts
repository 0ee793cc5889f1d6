import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_MODULE } from "../../../../modules/specter"
import type SpecterModuleService from "../../../../modules/specter/service"
import { logFailure } from "../../../../workflows/log-failure"
import { runExport } from "../../../../workflows/runs/run-export"
import { startRunWorkflow } from "../../../../workflows/runs/start-run"
import type { StartExport } from "../validators"

/** Begins an export and answers at once; `GET /admin/specter/runs/:id` tells how far it has come. */
export async function POST(req: AuthenticatedMedusaRequest<StartExport>, res: MedusaResponse) {
  req.scope.resolve<SpecterModuleService>(SPECTER_MODULE).options()
  const { type, all = false } = req.validatedBody
  const { result } = await startRunWorkflow(req.scope).run({ input: { type, forced: all } })
  void runExport(req.scope, result.id).catch(logFailure(req.scope, `the export of ${type}`))
  res.status(202).json({ run: result })
}
