import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../modules/specter"
import type SpecterModuleService from "../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../modules/specter-sync"
import type SpecterSyncModuleService from "../modules/specter-sync/service"
import { drain } from "../workflows/push/drain"
import { reconcileDeletions } from "../workflows/reconcile/reconcile-deletions"
import { reconcileOrders } from "../workflows/reconcile/reconcile-orders"
import { runExport } from "../workflows/runs/run-export"
import { startRunWorkflow } from "../workflows/runs/start-run"

const KEEP_DAYS = 90
const KEEP_CALLS_DAYS = 14

/** Each night: what differs from what Specter has is sent, deletions included; what says nothing more is pruned. */
export default async function specterReconcileDaily(container: MedusaContainer) {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  if (!(await specter.isReady())) {
    return
  }
  await reconcileOrders(container, { all: true })
  await reconcileDeletions(container)
  for (const type of ["products", "customers"] as const) {
    const { result } = await startRunWorkflow(container).run({ input: { type, forced: false } })
    await runExport(container, result.id)
  }
  await drain(container)
  await container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE).prune(KEEP_DAYS)
  await specter.pruneExchanges(KEEP_CALLS_DAYS)
}

export const config = { name: "specter-reconcile-daily", schedule: "17 3 * * *" }
