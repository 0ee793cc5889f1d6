import { isDeepStrictEqual } from "node:util"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import type { Settings, SettingsUpdate } from "../../modules/specter/settings"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { wantAllStock } from "../pull/want-all-stock"

const updateSpecterSettingsStep = createStep(
  "update-specter-settings",
  async ({ update }: { update: SettingsUpdate }, { container }) => {
    const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
    const { installed_at: _, ...before } = await specter.getSettings()
    return new StepResponse({ before, settings: await specter.updateSettings(update) }, before)
  },
  async (before: Settings | undefined, { container }) => {
    if (before) {
      await container.resolve<SpecterModuleService>(SPECTER_MODULE).updateSettings(before)
    }
  }
)

/** Specter tells no figure anew because the store reads its figures otherwise: all of them are asked for. */
const followStockAnewStep = createStep(
  "follow-stock-anew",
  async ({ before, settings }: { before: Settings; settings: Settings }, { container }) => {
    const isRead = ({ stock_figure_means, stock_sites }: Settings) => ({ stock_figure_means, stock_sites })
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    // Without a turn nobody has asked for stock yet: the first pull reads it as the settings say by then.
    if (
      !isDeepStrictEqual(isRead(before), isRead(settings)) &&
      (await sync.listTurns({ id: "stock" })).length
    ) {
      await wantAllStock(container)
    }
    return new StepResponse(undefined)
  }
)

/**
 * Changes the settings named in `update` and gives back all of them. The names and defaults are in the README's table; values
 * are not checked here, as the admin's route does. Another meaning of the stock figure or other stock sites have all stock
 * fetched anew.
 */
export const updateSpecterSettingsWorkflow = createWorkflow(
  "update-specter-settings",
  (input: { update: SettingsUpdate }) => {
    const { before, settings } = updateSpecterSettingsStep(input)
    followStockAnewStep({ before, settings })
    return new WorkflowResponse(settings)
  }
)
