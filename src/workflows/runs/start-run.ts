import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { RunRow } from "../../modules/specter-sync/service"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { renderReason } from "../../reasons/render-reason"
import { shopLanguage } from "../../reasons/shop-language"
import { goesBySites } from "../push/mappers/stock-site"

type Input = { type: RunRow["type"]; forced: boolean }

const startRunStep = createStep("start-run", async ({ type, forced }: Input, { container }) => {
  if (type === "stock") {
    await refuseBySites(container)
  }
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const { id, already_running } = await sync.startRun(type, forced)
  return new StepResponse({ id, type, already_running })
})

/** @throws NOT_ALLOWED, in the language of the shop's country, where no figure can go to Specter. */
async function refuseBySites(container: MedusaContainer): Promise<void> {
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  if (goesBySites(settings)) {
    const { text, todo } = renderReason({ code: "stock_export_by_sites" }, shopLanguage(settings))
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `${text} ${todo}`)
  }
}

/**
 * Begins a run, or gives back the same one that is under way: `{ id, type, already_running }`. `forced` takes everything, not
 * only what has changed. `runExport` or `runPull` does the work: an export is taken up by the next tick, within 15 s, a
 * stock update or an article import by the next pull. Progress: `GET /admin/specter/runs/:id`. A stock export is refused
 * where the store goes by Specter's stock sites.
 */
export const startRunWorkflow = createWorkflow("start-run", (input: Input) => {
  return new WorkflowResponse(startRunStep(input))
})
