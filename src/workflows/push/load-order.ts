import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  type AroundOrder,
  knowsOrderTables,
  type OrderState,
  readAroundOrder,
  readOrderState,
} from "../../medusa-tables/around-order"
import type { MedusaItem, MedusaOrder } from "./mappers/medusa-order"
import { ORDER_FIELDS, OWN_FIELDS } from "./mappers/order-fields"

type OrderOfMedusa = Omit<MedusaOrder, "items"> & {
  id: string
  status: string
  version: number
  created_at: string | Date
  updated_at: string | Date
  customer_id?: string | null
  items?: (MedusaItem & { variant_id?: string | null })[] | null
}

export type LoadedOrder = OrderOfMedusa & {
  /** The ids of the stock locations that its goods are reserved at. */
  reserved_location_ids: string[]
}

/** The order as it is now, with its totals; undefined when the store has none with this id. */
export async function loadOrder(
  container: MedusaContainer,
  orderId: string
): Promise<LoadedOrder | undefined> {
  if (!(await knowsOrderTables(container))) {
    return await loadOrderOfMedusa(container, orderId)
  }
  const [order, around] = await Promise.all([
    readOrderFields(container, orderId, OWN_FIELDS),
    readAroundOrder(container, orderId),
  ])
  return order && around && withSurroundings(order, around)
}

function withSurroundings(
  order: OrderOfMedusa,
  { customer, payments, variants, reserved_location_ids }: AroundOrder
): LoadedOrder {
  const byId = new Map(variants.map((variant) => [variant.id, variant]))
  return {
    ...order,
    customer,
    payment_collections: [{ payments }],
    items: order.items?.map((item) => ({ ...item, variant: byId.get(item.variant_id ?? "") })),
    reserved_location_ids,
  }
}

/** The same through Medusa's services alone, for tables that are not as known. */
export async function loadOrderOfMedusa(
  container: MedusaContainer,
  orderId: string
): Promise<LoadedOrder | undefined> {
  const order = await readOrderFields(container, orderId, ORDER_FIELDS)
  return order && { ...order, reserved_location_ids: await loadReservedLocations(container, order) }
}

async function readOrderFields(
  container: MedusaContainer,
  orderId: string,
  fields: string[]
): Promise<OrderOfMedusa | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields, filters: { id: orderId } })
  return data[0] as unknown as OrderOfMedusa | undefined
}

/** Every change of an order changes this. */
export function orderVersion({ status, version, updated_at }: OrderState): string {
  return [status, version, new Date(updated_at).toISOString()].join(" ")
}

/** Whether the order is still as it was when it had this version: far less to read than the order itself. */
export async function isOrderStill(
  container: MedusaContainer,
  orderId: string,
  version: string
): Promise<boolean> {
  const state = (await knowsOrderTables(container))
    ? await readOrderState(container, orderId)
    : await readOrderFields(container, orderId, ["id", "status", "version", "updated_at"])
  return state !== undefined && orderVersion(state) === version
}

async function loadReservedLocations(
  container: MedusaContainer,
  { items }: OrderOfMedusa
): Promise<string[]> {
  const lineItemIds = (items ?? []).flatMap((item) => item?.id ?? [])
  if (!lineItemIds.length) {
    return []
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "reservation",
    fields: ["location_id"],
    filters: { line_item_id: lineItemIds },
  })
  return [...new Set(data.map(({ location_id }) => location_id as string))]
}
