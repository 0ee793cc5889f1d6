import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaItem, MedusaOrder } from "./mappers/medusa-order"
import { ORDER_FIELDS } from "./mappers/order-fields"

export type LoadedOrder = Omit<MedusaOrder, "items"> & {
  id: string
  status: string
  version: number
  created_at: string | Date
  updated_at: string | Date
  customer_id?: string | null
  items?: (MedusaItem & { variant_id?: string | null })[] | null
}

/** The order as it is now, with its totals; undefined when the store has none with this id. */
export async function loadOrder(
  container: MedusaContainer,
  orderId: string
): Promise<LoadedOrder | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: ORDER_FIELDS, filters: { id: orderId } })
  return data[0] as unknown as LoadedOrder | undefined
}

/** Every change of an order changes this. */
export function orderVersion({ status, version, updated_at }: OrderState): string {
  return [status, version, new Date(updated_at).toISOString()].join(" ")
}

type OrderState = Pick<LoadedOrder, "status" | "version" | "updated_at">

/** Whether the order is still as it was when it had this version: far less to read than the order itself. */
export async function isOrderStill(
  container: MedusaContainer,
  orderId: string,
  version: string
): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "status", "version", "updated_at"],
    filters: { id: orderId },
  })
  const [order] = data as unknown as OrderState[]
  return order !== undefined && orderVersion(order) === version
}

/** The stock locations that the order's goods are reserved at. */
export async function loadReservedLocations(
  container: MedusaContainer,
  order: LoadedOrder
): Promise<string[]> {
  const lineItemIds = (order.items ?? []).flatMap((item) => item?.id ?? [])
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
