import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { RunRow } from "../../modules/specter-sync/service"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"

type Input = { type: RunRow["type"]; forced: boolean }

const startRunStep = createStep("start-run", async ({ type, forced }: Input, { container }) => {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const { id, already_running } = await sync.startRun(type, forced)
  return new StepResponse({ id, type, already_running })
})

/**
 * Begins a run, or gives back the same one that is under way: `{ id, type, already_running }`. `forced` takes everything, not
 * only what has changed. `runExport` or `runPull` does the work: an export is taken up by the next tick, within 15 s, a
 * stock update or an article import by the next pull. Progress: `GET /admin/specter/runs/:id`.
 */
export const startRunWorkflow = createWorkflow("start-run", (input: Input) => {
  return new WorkflowResponse(startRunStep(input))
})
