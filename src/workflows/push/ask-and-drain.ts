import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Subject } from "../../modules/specter-sync/service"
import type { TransferKind } from "../../modules/specter-sync/states"
import { drain } from "./drain"

/** An event in the store: the rows are born, and what is due goes out at once. */
export async function askAndDrain(
  container: MedusaContainer,
  kind: TransferKind,
  subjects: Subject[]
): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  await sync.ask(kind, subjects, { by: "event" })
  await drain(container)
}
