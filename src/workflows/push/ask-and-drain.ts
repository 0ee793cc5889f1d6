import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Subject } from "../../modules/specter-sync/service"
import type { TransferKind } from "../../modules/specter-sync/states"
import { logLine } from "../../watching/log-line"
import { drain } from "./drain"

/** An event in the store: the rows are born at once, and what is due of their kind goes out. */
export async function askAndDrain(
  container: MedusaContainer,
  kind: TransferKind,
  subjects: Subject[]
): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const asked = await sync.ask(kind, subjects, { by: "event" })
  const fields = { kind, subject: subjects.map(({ id }) => id).join(","), correlation: asked.join(",") }
  container.resolve(ContainerRegistrationKeys.LOGGER).debug(logLine("Specter: an event asks", fields))
  await drain(container, kind)
}
