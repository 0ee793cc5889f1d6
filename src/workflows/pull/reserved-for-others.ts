import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import {
  knowsReservationTables,
  readReservedForOthers,
  type Reserved,
} from "../../medusa-tables/reservations"
import { type Amount, amountOf } from "../push/mappers/amount"
import type { MedusaNumber } from "../push/mappers/medusa-order"
import { type InSpecter, quantitiesInSpecter } from "./quantities-in-specter"

/**
 * What is reserved of these items for anything but what Specter had orders for at `askedAt`: for orders that it did not have or
 * has removed, and what was added to an order since it was sent.
 */
export async function reservedForOthers(
  container: MedusaContainer,
  inventoryItemIds: string[],
  askedAt: Date
): Promise<Reserved[]> {
  return (await knowsReservationTables(container))
    ? await readReservedForOthers(container, inventoryItemIds, askedAt)
    : await reservedForOthersOfMedusa(container, inventoryItemIds, askedAt)
}

type Reservation = Reserved & { line_item_id: string | null }

/** An order's line as it is in one of the order's versions. */
type OrderLine = {
  item_id: string
  order_id: string
  version: number
  quantity: MedusaNumber
  fulfilled_quantity: MedusaNumber
}

/** By Medusa's own services, which read each reservation: a popular article has one for each order on its way. */
export async function reservedForOthersOfMedusa(
  container: MedusaContainer,
  inventoryItemIds: string[],
  askedAt: Date
): Promise<Reserved[]> {
  const reservations = await reservationsOf(container, inventoryItemIds)
  const others = await partsForOthers(container, reservations, askedAt)
  return others.filter(({ quantity }) => quantity > 0)
}

export async function reservationsOf(
  container: MedusaContainer,
  inventoryItemIds: string[]
): Promise<Reservation[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "reservation",
    fields: ["inventory_item_id", "location_id", "line_item_id", "quantity"],
    filters: { inventory_item_id: inventoryItemIds },
  })
  return data as unknown as Reservation[]
}

/** Each with the quantity of it that is for others, perhaps none. */
export async function partsForOthers(
  container: MedusaContainer,
  reservations: Reservation[],
  askedAt: Date
): Promise<Reservation[]> {
  const lines = await latestLines(
    container,
    reservations.flatMap(({ line_item_id }) => line_item_id ?? [])
  )
  const orderIds = [...new Set([...lines.values()].map(({ order_id }) => order_id))]
  const inSpecter = await quantitiesInSpecter(container, orderIds, askedAt)
  return reservations.map(({ quantity, ...reservation }) => {
    const line = lines.get(reservation.line_item_id ?? "")
    const known = line && inSpecter.get(line.order_id)
    return { ...reservation, quantity: known ? addedSince(known, line, amountOf(quantity)) : quantity }
  })
}

/** How much of what is reserved for a line was added after the order was sent. */
function addedSince(sent: InSpecter, line: OrderLine, reserved: Amount): number {
  const open = amountOf(line.quantity).minus(amountOf(line.fulfilled_quantity))
  if (sent === "whole" || open.isLessThanOrEqualTo(0)) {
    return 0
  }
  const added = amountOf(line.quantity).minus(amountOf(sent[line.item_id] ?? 0))
  const stillOpen = MathBN.min(open, MathBN.max(0, added))
  return reserved.times(stillOpen).dividedBy(open).toNumber()
}

async function latestLines(
  container: MedusaContainer,
  lineItemIds: string[]
): Promise<Map<string, OrderLine>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = lineItemIds.length
    ? await query.graph({
        entity: "order_item",
        fields: ["item_id", "order_id", "version", "quantity", "fulfilled_quantity"],
        filters: { item_id: lineItemIds },
      })
    : { data: [] }
  const lines = data as unknown as OrderLine[]
  return new Map(lines.sort((a, b) => a.version - b.version).map((line) => [line.item_id, line]))
}
