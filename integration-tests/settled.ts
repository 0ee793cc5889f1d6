import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../src/modules/specter-sync"
import type SpecterSyncModuleService from "../src/modules/specter-sync/service"
import { eventually } from "./eventually"

/** Waits until the ledger has at least `rows` rows and none of them waits or is being sent. */
export async function settled(container: MedusaContainer, rows = 1): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  await eventually(async () => {
    const [, count] = await sync.listAndCountTransfers({}, { take: 1 })
    const [, open] = await sync.listAndCountTransfers({ state: ["waiting", "sending"] }, { take: 1 })
    return count >= rows && open === 0
  }, 20)
}
