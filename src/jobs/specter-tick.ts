import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../modules/specter"
import type SpecterModuleService from "../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../modules/specter-sync"
import type SpecterSyncModuleService from "../modules/specter-sync/service"
import { connectAtStart } from "../workflows/connection/connect-at-start"
import { testConnectionWorkflow } from "../workflows/connection/test-connection"
import { logFailure } from "../workflows/log-failure"
import { pullDue } from "../workflows/pull/pull-due"
import { workNotices } from "../workflows/pull/work-notices"
import { drain } from "../workflows/push/drain"
import { reconcileOrders } from "../workflows/reconcile/reconcile-orders"
import { finishRuns } from "../workflows/runs/finish-runs"
import { runExport } from "../workflows/runs/run-export"

const CONNECT_AGAIN_MS = 5 * 60_000

let hasStarted = false
/** When to try once more what did not succeed at the start. */
let connectAt = Infinity

/**
 * Does what has become due: pulling, callbacks, an outage's probe; and begins what is to be sent, and exports that a restart
 * interrupted.
 */
export default async function specterTick(container: MedusaContainer) {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  if (!(await specter.isReady())) {
    return
  }
  if (!hasStarted) {
    await connect(container)
    await reconcileOrders(container, { all: true })
    hasStarted = true
  } else if (await sync.takeProbe()) {
    await testConnectionWorkflow(container).run({ input: {} })
  } else if (Date.now() >= connectAt && (await sync.pauseState()).cause === null) {
    await connect(container)
  }
  // Sending may go on for long, and the clock runs this job again only when it has ended.
  void drain(container).catch(logFailure(container, "sending"))
  void runExport(container).catch(logFailure(container, "an export"))
  await pullDue(container)
  await workNotices(container)
  await finishRuns(container)
  await sync.recount()
}

async function connect(container: MedusaContainer): Promise<void> {
  connectAt = (await connectAtStart(container)) ? Infinity : Date.now() + CONNECT_AGAIN_MS
}

export const config = { name: "specter-tick", schedule: "*/15 * * * * *" }
