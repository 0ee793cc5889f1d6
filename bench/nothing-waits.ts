import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../src/modules/specter-sync"
import type SpecterSyncModuleService from "../src/modules/specter-sync/service"

const PATIENCE_MS = 120_000

/** Waits until the events of what was done are worked off, and nothing is on its way to Specter. */
export async function nothingWaits(container: MedusaContainer): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const deadline = Date.now() + PATIENCE_MS
  for (let quiet = 0; quiet < 3 && Date.now() < deadline; await sleep(200)) {
    const [, open] = await sync.listAndCountTransfers({ state: ["waiting", "sending"] }, { take: 1 })
    quiet = open === 0 ? quiet + 1 : 0
  }
}
