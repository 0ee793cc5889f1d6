import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_MODULE } from "../../../../modules/specter"
import type SpecterModuleService from "../../../../modules/specter/service"
import type { SettingsUpdate } from "../../../../modules/specter/settings"
import { updateSpecterSettingsWorkflow } from "../../../../workflows/connection/update-specter-settings"
import { settingsAnswer } from "../settings-answer"

/** All settings, with their defaults where the merchant has chosen nothing, and the catalogue they come from. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const settings = await req.scope.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  res.json(settingsAnswer(settings))
}

/** Changes the settings given and leaves the others. */
export async function POST(req: AuthenticatedMedusaRequest<SettingsUpdate>, res: MedusaResponse) {
  const { result } = await updateSpecterSettingsWorkflow(req.scope).run({
    input: { update: req.validatedBody },
  })
  res.json(settingsAnswer(result))
}
