import type { DeliveryMessage } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import type { Mapped, Reason } from "../../../reasons/reason"
import { swedishDay } from "../../../swedish-day"
import { type Amount, amountOf, roundHalfUp, ZERO } from "./amount"
import { itemArticleNo } from "./article-no"
import { listOf, oldestFirst } from "./list-of"
import type { MedusaItem, MedusaNumber } from "./medusa-order"
import { firstText, textOf } from "./text"

/** What `query.graph({ entity: "fulfillment" })` must be asked for to give a `MedusaFulfillment`. */
export const FULFILLMENT_FIELDS: string[] = [
  "id",
  "location_id",
  "packed_at",
  "shipped_at",
  "delivered_at",
  "canceled_at",
  "created_at",
  "items.*",
  "order.id",
]

/** What `query.graph({ entity: "order" })` must be asked for to give the items in `DeliveryContext`. */
export const DELIVERY_ORDER_FIELDS: string[] = [
  "id",
  "items.*",
  "items.variant.id",
  "items.variant.sku",
  "items.variant.inventory_items.inventory_item_id",
  "items.variant.inventory_items.required_quantity",
]

export type MedusaFulfillmentItem = {
  title?: string | null
  sku?: string | null
  quantity?: MedusaNumber
  line_item_id?: string | null
  inventory_item_id?: string | null
}

export type MedusaFulfillment = {
  id: string
  shipped_at?: string | Date | null
  delivered_at?: string | Date | null
  packed_at?: string | Date | null
  created_at?: string | Date | null
  items?: MedusaFulfillmentItem[] | null
}

export type DeliveryContext = {
  settings: Settings
  /** The items of the fulfillment's order. */
  orderItems: MedusaItem[]
}

type Delivered = { articleNo?: string; name: string; quantity: Amount }

const QUANTITY_DECIMALS = 6

/** The day in Sweden, YYYY-MM-DD. */
function dayOf({ shipped_at, delivered_at, packed_at, created_at }: MedusaFulfillment): string | undefined {
  const date = new Date(shipped_at ?? delivered_at ?? packed_at ?? created_at ?? NaN)
  return Number.isNaN(date.getTime()) ? undefined : swedishDay(date)
}

/**
 * One for each of the order's items: a kit has a fulfillment item for each of its parts, with the parts' number, and
 * any of them tells how many of the kit are delivered.
 */
export function oneEachOrderItem(items: MedusaFulfillmentItem[]): MedusaFulfillmentItem[] {
  const firstIndex = (id: string) => items.findIndex(({ line_item_id }) => line_item_id === id)
  return items.filter(({ line_item_id }, index) => !line_item_id || firstIndex(line_item_id) === index)
}

export function requiredOf(item: MedusaItem | undefined, inventoryItemId: string | null | undefined): Amount {
  const parts = listOf(item?.variant?.inventory_items)
  const required = amountOf(
    parts.find((part) => part.inventory_item_id === inventoryItemId)?.required_quantity ?? 1
  )
  return required.isGreaterThan(0) ? required : amountOf(1)
}

/** In the order of the order's rows in Specter: Medusa gives a fulfillment's items in any order. */
function inOrderOfTheOrder(
  parts: MedusaFulfillmentItem[],
  orderItems: MedusaItem[]
): MedusaFulfillmentItem[] {
  const places = new Map(oldestFirst(orderItems).map(({ id }, place) => [id, place]))
  const placeOf = ({ line_item_id }: MedusaFulfillmentItem) =>
    places.get(line_item_id ?? undefined) ?? places.size
  return [...parts].sort((a, b) => placeOf(a) - placeOf(b))
}

function deliveredOf(part: MedusaFulfillmentItem, { orderItems, settings }: DeliveryContext): Delivered {
  const item = listOf(orderItems).find(({ id }) => id !== undefined && id === part.line_item_id)
  const required = requiredOf(item, part.inventory_item_id)
  return {
    articleNo: item
      ? itemArticleNo(item, settings)
      : firstText(part.sku, settings.article_no_for_rows_without_sku),
    name: textOf(part.title) ?? "",
    quantity: roundHalfUp(amountOf(part.quantity).dividedBy(required), QUANTITY_DECIMALS),
  }
}

/** One row for each article: Specter finds the order's rows by article number. */
function toRows(delivered: Delivered[]): DeliveryMessage["rows"] {
  const quantities = new Map<string, Amount>()
  for (const { articleNo, quantity } of delivered) {
    if (articleNo !== undefined) {
      quantities.set(articleNo, (quantities.get(articleNo) ?? ZERO).plus(quantity))
    }
  }
  return [...quantities].map(([articleNo, quantity]) => ({ articleNo, quantity: quantity.toFixed() }))
}

function problemsOf(delivered: Delivered[], deliveryDate: string | undefined): Reason[] {
  const problems: Reason[] = delivered
    .filter(({ articleNo }) => articleNo === undefined)
    .map(({ name }) => ({ code: "order_row_without_article", data: { row: name } }))
  if (delivered.length === 0) {
    problems.push({ code: "fulfillment_without_rows" })
  }
  if (deliveryDate === undefined) {
    problems.push({ code: "invalid_message", data: { problems: "deliveryDate" } })
  }
  return problems
}

/** The delivery of a fulfillment's goods. `orderNo` is Specter's number of the order. */
export function toSpecterDelivery(
  fulfillment: MedusaFulfillment,
  orderNo: string,
  context: DeliveryContext
): Mapped<DeliveryMessage> {
  const delivered = inOrderOfTheOrder(oneEachOrderItem(listOf(fulfillment.items)), context.orderItems)
    .map((part) => deliveredOf(part, context))
    .filter(({ quantity }) => quantity.isGreaterThan(0))
  const deliveryDate = dayOf(fulfillment)
  const [problem, ...others] = problemsOf(delivered, deliveryDate)
  if (problem) {
    return { problems: [problem, ...others], notes: [] }
  }
  const message = { orderId: orderNo, deliveryDate: deliveryDate ?? "", rows: toRows(delivered) }
  return { message, problems: [], notes: [] }
}
