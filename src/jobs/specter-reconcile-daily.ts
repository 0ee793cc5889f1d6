import type { MedusaContainer } from "@medusajs/framework/types"
import { logFailure } from "../workflows/log-failure"
import { SPECTER_MODULE } from "../modules/specter"
import type SpecterModuleService from "../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../modules/specter-sync"
import type SpecterSyncModuleService from "../modules/specter-sync/service"
import { reconcileAll } from "../workflows/reconcile/reconcile-all"

const KEEP_DAYS = 90
const KEEP_CALLS_DAYS = 14

/** Each night: what differs from what Specter has is sent, deletions included; what says nothing more is pruned. */
export default async function specterReconcileDaily(container: MedusaContainer) {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  if (!(await specter.isReady())) {
    return
  }
  // As in specter-tick: with Redis, no other job of the clock runs until this one has ended.
  void reconcileAll(container).catch(logFailure(container, "the nightly export"))
  await container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE).prune(KEEP_DAYS)
  await specter.pruneExchanges(KEEP_CALLS_DAYS)
}

export const config = { name: "specter-reconcile-daily", schedule: "17 3 * * *" }
