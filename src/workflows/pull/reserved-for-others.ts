import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  knowsReservationTables,
  readReservedForOthers,
  type Reserved,
} from "../../medusa-tables/reservations"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"

/** What is reserved of these items for anything but the orders that Specter had at `askedAt`. */
export async function reservedForOthers(
  container: MedusaContainer,
  inventoryItemIds: string[],
  askedAt: Date
): Promise<Reserved[]> {
  return (await knowsReservationTables(container))
    ? await readReservedForOthers(container, inventoryItemIds, askedAt)
    : await reservedForOthersOfMedusa(container, inventoryItemIds, askedAt)
}

/** By Medusa's own services, which read each reservation: a popular article has one for each order on its way. */
export async function reservedForOthersOfMedusa(
  container: MedusaContainer,
  inventoryItemIds: string[],
  askedAt: Date
): Promise<Reserved[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "reservation",
    fields: ["inventory_item_id", "location_id", "line_item_id", "quantity"],
    filters: { inventory_item_id: inventoryItemIds },
  })
  const reservations = data as unknown as (Reserved & { line_item_id: string | null })[]
  const lineItemIds = reservations.flatMap(({ line_item_id }) => line_item_id ?? [])
  const known = await lineItemsInSpecter(container, lineItemIds, askedAt)
  return reservations.filter(({ line_item_id }) => !(line_item_id && known.has(line_item_id)))
}

async function lineItemsInSpecter(
  container: MedusaContainer,
  lineItemIds: string[],
  askedAt: Date
): Promise<Set<string>> {
  if (!lineItemIds.length) {
    return new Set()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const { data } = await query.graph({
    entity: "order_item",
    fields: ["item_id", "order_id"],
    filters: { item_id: lineItemIds },
  })
  const lines = data as unknown as { item_id: string; order_id: string }[]
  const orderIds = [...new Set(lines.map(({ order_id }) => order_id))]
  const references = orderIds.length
    ? await sync.listReferences(
        { kind: "order", store_id: orderIds, created_at: { $lt: askedAt } },
        { take: orderIds.length }
      )
    : []
  const inSpecter = new Set(references.map(({ store_id }) => store_id))
  return new Set(lines.filter(({ order_id }) => inSpecter.has(order_id)).map(({ item_id }) => item_id))
}
