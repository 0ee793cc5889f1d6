import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { startRunWorkflow } from "../runs/start-run"

/** The tick, or the next pull before it, fetches all of Specter's stock, not only what has changed. */
export async function wantAllStock(container: MedusaContainer): Promise<void> {
  await startRunWorkflow(container).run({ input: { type: "stock_update", forced: true } })
  await container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE).wantPull("stock", { all: true })
}
