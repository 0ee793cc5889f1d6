import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"

/**
 * Asks for what has come due since then while its setting was off, now that it is on. Not of cancelled orders: what was
 * captured and refunded still counts as captured.
 * @returns how many there were.
 */
export async function askForSwitchedOn(
  container: MedusaContainer,
  kind: "delivery" | "invoice",
  since: Date
): Promise<number> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const rows = await sync.skippedSince(kind, "setting_switched_off", since)
  if (rows.length === 0) {
    return 0
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "status"],
    filters: { id: rows.flatMap(({ parent_id }) => parent_id ?? []) },
  })
  const living = new Set(data.filter(({ status }) => status !== "canceled").map(({ id }) => id))
  const subjects = rows.flatMap(({ id, parent_id }) =>
    parent_id !== null && living.has(parent_id) ? [{ id, parent_id }] : []
  )
  return (await sync.ask(kind, subjects, { by: "event" })).length
}
