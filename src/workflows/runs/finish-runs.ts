import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { isOver, runProgress } from "./run-progress"

/** Closes the runs of which nothing is left to wait for, with what came of them. */
export async function finishRuns(container: MedusaContainer): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const runs = await sync.listRuns({
    state: "running",
    planned: true,
    type: ["products", "customers", "stock"],
  })
  for (const run of runs) {
    const progress = await runProgress(sync, run)
    if (isOver(run, progress)) {
      await sync.finishRun(run.id, { state: "done", outcome: progress.outcome })
    }
  }
}
