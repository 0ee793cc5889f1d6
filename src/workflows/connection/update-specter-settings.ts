import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import type { Settings, SettingsUpdate } from "../../modules/specter/settings"

const updateSpecterSettingsStep = createStep(
  "update-specter-settings",
  async ({ update }: { update: SettingsUpdate }, { container }) => {
    const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
    const { installed_at: _, ...before } = await specter.getSettings()
    return new StepResponse(await specter.updateSettings(update), before)
  },
  async (before: Settings | undefined, { container }) => {
    if (before) {
      await container.resolve<SpecterModuleService>(SPECTER_MODULE).updateSettings(before)
    }
  }
)

/**
 * Changes the settings named in `update` and gives back all of them. The names and defaults are in the README's table; values
 * are not checked here, as the admin's route does.
 */
export const updateSpecterSettingsWorkflow = createWorkflow(
  "update-specter-settings",
  (input: { update: SettingsUpdate }) => {
    return new WorkflowResponse(updateSpecterSettingsStep(input))
  }
)
