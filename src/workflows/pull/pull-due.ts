import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { pulledKinds, runPull } from "./run-pull"

/** Pulls what is wanted, what a crash or failure left over, and what nobody has asked about for `poll_minutes`. */
export async function pullDue(container: MedusaContainer): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  if ((await sync.pauseState()).cause !== null) {
    return
  }
  const { poll_minutes } = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  for (const kind of await sync.duePulls(await pulledKinds(container), poll_minutes)) {
    await runPull(container, kind)
  }
}
