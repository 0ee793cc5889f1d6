import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaItem, MedusaOrder } from "./mappers/medusa-order"
import { ORDER_FIELDS } from "./mappers/order-fields"

export type LoadedOrder = Omit<MedusaOrder, "items"> & {
  status: string
  created_at: string | Date
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
