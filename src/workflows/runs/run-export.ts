import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { RunRow } from "../../modules/specter-sync/service"
import { drain } from "../push/drain"
import { finishRuns } from "./finish-runs"
import { EXPORTS, type ExportType, subjectPage } from "./subject-pages"

/**
 * Asks for a transfer of everything an export is about, page by page, while the drain sends what was asked for. After a
 * restart any process goes on behind the last page. Without `id`: whichever run is unfinished and unattended.
 */
export async function runExport(container: MedusaContainer, id?: string): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const run = await sync.takeRun(id)
  if (!run || !(run.type in EXPORTS)) {
    return
  }
  const draining: Promise<void>[] = []
  while (await askForPage(container, sync, run)) {
    draining.push(drain(container))
  }
  draining.push(drain(container))
  await Promise.all(draining)
  await finishRuns(container)
}

/** @returns whether there is another page, and this process still holds the run. */
async function askForPage(
  container: MedusaContainer,
  sync: SpecterSyncModuleService,
  run: RunRow
): Promise<boolean> {
  const type = run.type as ExportType
  const { subjects, total, isLast } = await subjectPage(container, type, run.cursor)
  await sync.ask(EXPORTS[type].kind, subjects, {
    by: "export",
    forced: run.forced,
    withStock: type === "stock",
    runId: run.id,
  })
  const cursor = subjects.at(-1)?.id
  const isOurs = await sync.advanceRun(run, {
    cursor,
    asked: subjects.length,
    total: run.asked + total,
    planned: isLast,
  })
  run.cursor = cursor ?? run.cursor
  run.asked += subjects.length
  return isOurs && !isLast
}
