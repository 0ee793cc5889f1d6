import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Settings } from "../../modules/specter/settings"
import { articleKey } from "../../modules/specter-sync/article-key"
import { amountOf } from "../push/mappers/amount"
import { itemArticleNo } from "../push/mappers/article-no"
import { type MedusaFulfillmentItem, oneEachOrderItem, requiredOf } from "../push/mappers/delivery"
import { listOf, oldestFirst } from "../push/mappers/list-of"
import type { MedusaItem, MedusaNumber } from "../push/mappers/medusa-order"
import type { DeliverableItem, StoreFulfillment } from "./mappers/plan-deliveries"
import type { Label } from "./send-fulfillment-of-specter"

const FIELDS = [
  "id",
  "status",
  "items.*",
  "items.detail.*",
  "items.variant.id",
  "items.variant.sku",
  "items.variant.product.id",
  "items.variant.product.shipping_profile.id",
  "items.variant.inventory_items.inventory_item_id",
  "items.variant.inventory_items.required_quantity",
  "shipping_methods.id",
  "shipping_methods.shipping_option_id",
  "fulfillments.*",
  "fulfillments.items.*",
  "fulfillments.labels.*",
]

type Item = Omit<MedusaItem, "detail"> & {
  id: string
  requires_shipping?: boolean | null
  detail?: { fulfilled_quantity?: MedusaNumber } | null
  variant?: { product?: { shipping_profile?: { id: string } | null } | null } | null
}

type Fulfillment = {
  id: string
  requires_shipping?: boolean | null
  shipped_at?: string | Date | null
  delivered_at?: string | Date | null
  canceled_at?: string | Date | null
  items?: MedusaFulfillmentItem[] | null
  labels?: (Label | null)[] | null
}

type Loaded = {
  status: string
  items?: (Item | null)[] | null
  shipping_methods?: ({ id: string; shipping_option_id?: string | null } | null)[] | null
  fulfillments?: (Fulfillment | null)[] | null
}

export type DeliverableOrder = {
  isCanceled: boolean
  items: DeliverableItem[]
  fulfillments: (StoreFulfillment & { requiresShipping: boolean; labels: Label[] })[]
}

/** The order with what of it has left and where the rest lies; undefined when the store has none with this id. */
export async function loadDeliverableOrder(
  container: MedusaContainer,
  orderId: string,
  settings: Settings
): Promise<DeliverableOrder | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: FIELDS, filters: { id: orderId } })
  const order = data[0] as unknown as Loaded | undefined
  if (!order) {
    return undefined
  }
  const items = oldestFirst(order.items)
  const valid = oldestFirst(order.fulfillments).filter(({ canceled_at }) => !canceled_at)
  const locations = await reservedLocations(container, items)
  const optionOf = await shippingOptions(container, order, items)
  return {
    isCanceled: order.status === "canceled",
    items: items.map((item) => toDeliverable(item, settings, locations, optionOf)),
    fulfillments: valid.map((fulfillment) => toStoreFulfillment(fulfillment, items)),
  }
}

function toDeliverable(
  item: Item,
  settings: Settings,
  locations: Map<string, Set<string>>,
  optionOf: (item: Item) => string | undefined
): DeliverableItem {
  const articleNo = itemArticleNo(item as MedusaItem, settings) ?? ""
  return {
    id: item.id,
    key: articleKey(articleNo),
    quantity: amountOf(item.quantity),
    fulfilled: amountOf(item.detail?.fulfilled_quantity ?? 0),
    requiresShipping: item.requires_shipping ?? true,
    locationIds: [...(locations.get(item.id) ?? [])],
    shippingOptionId: optionOf(item),
  }
}

function toStoreFulfillment(fulfillment: Fulfillment, items: Item[]) {
  const parts = oneEachOrderItem(listOf(fulfillment.items)).flatMap((part) => {
    const item = items.find(({ id }) => id === part.line_item_id)
    const required = requiredOf(item as MedusaItem | undefined, part.inventory_item_id)
    return item ? [{ itemId: item.id, quantity: amountOf(part.quantity).dividedBy(required) }] : []
  })
  return {
    id: fulfillment.id,
    hasLeft: Boolean(fulfillment.shipped_at ?? fulfillment.delivered_at),
    requiresShipping: fulfillment.requires_shipping ?? true,
    labels: listOf(fulfillment.labels).map(({ tracking_number, tracking_url, label_url }) => ({
      tracking_number,
      tracking_url,
      label_url,
    })),
    items: parts,
  }
}

async function reservedLocations(
  container: MedusaContainer,
  items: Item[]
): Promise<Map<string, Set<string>>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "reservation",
    fields: ["line_item_id", "location_id"],
    filters: { line_item_id: items.map(({ id }) => id) },
  })
  const locations = new Map<string, Set<string>>()
  for (const { line_item_id, location_id } of data as { line_item_id: string; location_id: string }[]) {
    locations.set(line_item_id, (locations.get(line_item_id) ?? new Set()).add(location_id))
  }
  return locations
}

/**
 * Medusa sends an item only by an option of its product's shipping profile: one that the order was placed with, else any
 * of that profile.
 */
async function shippingOptions(
  container: MedusaContainer,
  order: Loaded,
  items: Item[]
): Promise<(item: Item) => string | undefined> {
  const profileOf = (item: Item) => item.variant?.product?.shipping_profile?.id
  const chosen = oldestFirst(order.shipping_methods).flatMap((method) => method.shipping_option_id ?? [])
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "shipping_option",
    fields: ["id", "shipping_profile_id"],
    filters: {
      $or: [{ id: chosen }, { shipping_profile_id: items.flatMap((item) => profileOf(item) ?? []) }],
    },
  })
  const isChosen = ({ id }: { id: string }) => Number(chosen.includes(id))
  const options = (data as { id: string; shipping_profile_id: string | null }[]).sort(
    (a, b) => isChosen(b) - isChosen(a) || chosen.indexOf(a.id) - chosen.indexOf(b.id)
  )
  return (item) => {
    const profile = profileOf(item)
    const fitting = options.find((option) => option.shipping_profile_id === profile)
    return (profile === undefined ? options[0] : (fitting ?? options[0]))?.id
  }
}
