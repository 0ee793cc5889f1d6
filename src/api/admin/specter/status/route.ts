import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_MODULE } from "../../../../modules/specter"
import type SpecterModuleService from "../../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../../modules/specter-sync/service"
import { pulledKinds } from "../../../../workflows/pull/run-pull"
import { batchAnswer } from "../batch-answer"
import { connectionAnswer } from "../connection-answer"
import { toHealth } from "./health"

/** Whether all is well: a figure for monitors, the connection, a pause, how many transfers of each kind are in which state. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const specter = req.scope.resolve<SpecterModuleService>(SPECTER_MODULE)
  const sync = req.scope.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [connection, pause, counts, oldestWaiting, callbacksGivenUp, runs, batches, turns, kinds] =
    await Promise.all([
      connectionAnswer(specter),
      sync.pauseState(),
      sync.counts(),
      sync.oldestWaitingSeconds(),
      sync.countGivenUpNotices(),
      sync.listRuns({}, { take: 10, order: { created_at: "DESC" } }),
      sync.listBatches({}, { take: 10, order: { created_at: "DESC" } }),
      sync.listTurns(),
      pulledKinds(req.scope),
    ])
  const pulls = turns.filter(({ id }) => (kinds as string[]).includes(id))
  res.json({
    health: toHealth({ on: specter.isOn(), pause, counts, oldestWaiting, callbacksGivenUp, pulls }),
    connection,
    pause: pause.cause === null ? null : pause,
    counts,
    batches: batches.map(batchAnswer),
    pulls: turns.map(({ id, wanted, last_pulled_at, retry_at, error }) => ({
      kind: id,
      wanted,
      last_pulled_at,
      retry_at,
      error,
    })),
    runs: runs.map(({ id, type, state, created_at, finished_at }) => ({
      id,
      type,
      state,
      created_at,
      finished_at,
    })),
  })
}
