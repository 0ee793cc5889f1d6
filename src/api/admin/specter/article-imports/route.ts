import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../../../modules/specter"
import type SpecterModuleService from "../../../../modules/specter/service"
import { pullSoon } from "../../../../workflows/pull/pull-soon"
import { startRunWorkflow } from "../../../../workflows/runs/start-run"

/** Fetches articles now. Answers at once; the run tells how far it has come. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const specter = req.scope.resolve<SpecterModuleService>(SPECTER_MODULE)
  specter.options()
  const { import_products } = await specter.getSettings()
  if (!import_products) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "The import is switched off: switch on “Import products from Specter” (import_products) in the settings first"
    )
  }
  const { result } = await startRunWorkflow(req.scope).run({
    input: { type: "article_import", forced: false },
  })
  pullSoon(req.scope, "articles")
  res.status(202).json({ run: result })
}
