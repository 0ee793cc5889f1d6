import type { Reason, ReasonCode } from "../../../reasons/reason"
import { type Amount, amountOf, sumOf, ZERO } from "../../push/mappers/amount"
import type { DeliveryTarget } from "./delivery-target"

/** An item of the store's order. Quantities are of the item, also where it is a kit of several parts. */
export type DeliverableItem = {
  id: string
  /** `articleKey`; empty for an item without an article number. */
  key: string
  quantity: Amount
  /** In fulfillments, shipped or not. */
  fulfilled: Amount
  requiresShipping: boolean
  /** Where it is reserved; several for a kit whose parts lie apart, none without managed inventory. */
  locationIds: string[]
  shippingOptionId?: string
}

/** A fulfillment of the store's that is not cancelled. */
export type StoreFulfillment = {
  id: string
  hasLeft: boolean
  items: { itemId: string; quantity: Amount }[]
}

export type NewFulfillment = {
  items: { id: string; quantity: number }[]
  /** None where Medusa is to take each part from where it is reserved. */
  locationId?: string
  shippingOptionId?: string
}

export type DeliveryPlan = {
  /** The store's own fulfillments that are sent now. */
  send: string[]
  create: NewFulfillment[]
  notes: Reason[]
}

/** The codes of `notes`: they hold for as long as Specter's deliveries are as they are. */
export const DELIVERY_NOTES: readonly ReasonCode[] = [
  "order_delivered_canceled",
  "order_delivered_in_part",
  "order_delivered_more",
  "order_delivered_as_sent",
  "order_delivery_failed",
]

type Order = {
  orderNo: string
  isCanceled: boolean
  items: DeliverableItem[]
  fulfillments: StoreFulfillment[]
  /** How many of each item Specter's order was sent with, where that is known. */
  sent?: Record<string, string>
}

const least = (...amounts: Amount[]): Amount => amounts.reduce((a, b) => (b.isLessThan(a) ? b : a))

/** How many of an item Specter can have delivered: it was never told of what was added to the order later. */
function knownToSpecter({ id, quantity }: DeliverableItem, sent: Order["sent"]): Amount {
  return sent ? least(quantity, amountOf(sent[id] ?? 0)) : quantity
}

/** By article: how many of it have left by Specter's count, no more than the store's order has. */
function wantedByArticle({ items, sent }: Order, target: DeliveryTarget): Map<string, Amount> {
  const wanted = new Map<string, Amount>()
  for (const key of new Set(items.map((item) => item.key))) {
    const those = items.filter((item) => item.key === key)
    const told =
      target.kind === "articles"
        ? (target.quantities.get(key) ?? ZERO)
        : sumOf(those.map((item) => knownToSpecter(item, sent)))
    wanted.set(key, least(sumOf(those.map(({ quantity }) => quantity)), told))
  }
  return wanted
}

function byArticle(items: DeliverableItem[], { items: parts }: StoreFulfillment): Map<string, Amount> {
  const quantities = new Map<string, Amount>()
  for (const { itemId, quantity } of parts) {
    const key = items.find(({ id }) => id === itemId)?.key ?? ""
    quantities.set(key, (quantities.get(key) ?? ZERO).plus(quantity))
  }
  return quantities
}

function takeFrom(open: Map<string, Amount>, quantities: Map<string, Amount>): void {
  for (const [key, quantity] of quantities) {
    open.set(key, (open.get(key) ?? ZERO).minus(quantity))
  }
}

/** Of each item, what is neither in a fulfillment nor more than Specter has delivered. */
function itemsToFulfill(
  items: DeliverableItem[],
  open: Map<string, Amount>
): { item: DeliverableItem; quantity: number }[] {
  return items.flatMap((item) => {
    const left = open.get(item.key) ?? ZERO
    const quantity = least(item.quantity.minus(item.fulfilled), left).integerValue(1)
    if (!quantity.isGreaterThan(ZERO)) {
      return []
    }
    open.set(item.key, left.minus(quantity))
    return [{ item, quantity: quantity.toNumber() }]
  })
}

/**
 * One fulfillment for each location and shipping option, and goods apart from what is not shipped, as Medusa demands.
 * What lies nowhere goes with what lies somewhere.
 */
function fulfillmentsOf(parts: { item: DeliverableItem; quantity: number }[]): NewFulfillment[] {
  const located = (item: DeliverableItem) => (item.locationIds.length === 1 ? item.locationIds[0] : undefined)
  const groups = new Map<string, NewFulfillment>()
  for (const { item, quantity } of parts) {
    const company = parts.find(
      ({ item: other }) =>
        located(other) !== undefined &&
        other.requiresShipping === item.requiresShipping &&
        other.shippingOptionId === item.shippingOptionId
    )?.item
    const locationId = item.locationIds.length === 0 && company ? located(company) : located(item)
    const { shippingOptionId, requiresShipping } = item
    const name = JSON.stringify([locationId, item.locationIds.length > 1, shippingOptionId, requiresShipping])
    const group = groups.get(name) ?? { items: [], locationId, shippingOptionId }
    group.items.push({ id: item.id, quantity })
    groups.set(name, group)
  }
  return [...groups.values()]
}

function isUnfulfilledAddition(
  item: DeliverableItem,
  sent: Order["sent"],
  parts: { item: DeliverableItem; quantity: number }[]
): boolean {
  const planned = parts.find((part) => part.item === item)?.quantity ?? 0
  return (
    knownToSpecter(item, sent).isLessThan(item.quantity) &&
    item.fulfilled.plus(planned).isLessThan(item.quantity)
  )
}

/**
 * What is left to do in the store for what Specter has delivered: the store's waiting fulfillments first, then new ones
 * for the rest. What has left already is never sent twice, and nothing is taken back.
 */
export function planDeliveries(order: Order, target: DeliveryTarget): DeliveryPlan {
  const { orderNo, isCanceled, items, fulfillments, sent } = order
  const note = (code: ReasonCode): Reason => ({ code, data: { order_no: orderNo } })
  if (target.kind === "nothing") {
    return { send: [], create: [], notes: [] }
  }
  if (isCanceled) {
    return { send: [], create: [], notes: [note("order_delivered_canceled")] }
  }
  if (target.kind === "unknown") {
    return { send: [], create: [], notes: [note("order_delivered_in_part")] }
  }
  const open = wantedByArticle(order, target)
  for (const fulfillment of fulfillments.filter(({ hasLeft }) => hasLeft)) {
    takeFrom(open, byArticle(items, fulfillment))
  }
  const send: string[] = []
  for (const fulfillment of fulfillments.filter(({ hasLeft }) => !hasLeft)) {
    const quantities = byArticle(items, fulfillment)
    if ([...quantities].every(([key, quantity]) => !quantity.isGreaterThan(open.get(key) ?? ZERO))) {
      takeFrom(open, quantities)
      send.push(fulfillment.id)
    }
  }
  const parts = itemsToFulfill(items, open)
  const isShort = [...open.values()].some((left) => left.isGreaterThan(ZERO))
  const isAddedLeft =
    target.kind === "everything" && items.some((item) => isUnfulfilledAddition(item, sent, parts))
  return {
    send,
    create: fulfillmentsOf(parts),
    notes: [
      ...(isShort ? [note("order_delivered_more")] : []),
      ...(isAddedLeft ? [note("order_delivered_as_sent")] : []),
    ],
  }
}
