import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { ExportType } from "./subject-pages"

type Input = { type: ExportType; forced: boolean }

const startExportStep = createStep("start-export", async ({ type, forced }: Input, { container }) => {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [running] = await sync.listRuns({ type, state: "running" })
  const run = running ?? (await sync.createRuns({ type, forced }))
  return new StepResponse({ id: run.id, already_running: running !== undefined })
})

/** Begins an export, or gives back the one of this type that is under way. `runExport` does the work. */
export const startExportWorkflow = createWorkflow("start-export", (input: Input) => {
  return new WorkflowResponse(startExportStep(input))
})
