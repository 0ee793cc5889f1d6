import type { OrderMessage, OrderRow } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import type { LoadedOrder } from "../../push/load-order"
import { type Amount, amountOf } from "../../push/mappers/amount"
import { listOf, oldestFirst } from "../../push/mappers/list-of"
import type { MedusaItem, MedusaNumber } from "../../push/mappers/medusa-order"
import { toSpecterOrder } from "../../push/mappers/order"
import { vatRateOf } from "../../push/mappers/order-line"
import { presentQuantity } from "../../push/mappers/order-lines"

/** A row of goods as the store would send it now, with what of its item can be changed. */
export type GoodsRow = OrderRow & {
  itemId: string
  unitPrice: Amount
  isTaxInclusive: boolean
  vatRate: Amount
  fulfilled: Amount
  /** Some of it has come back, or is on its way. */
  isReturned: boolean
}

/** The store's order in Specter's terms: `message` is what the store would send now. */
export type StoreRows = { message: OrderMessage; goods: GoodsRow[]; services: OrderRow[] }

type Item = MedusaItem & {
  unit_price?: MedusaNumber
  is_tax_inclusive?: boolean | null
  detail?: { fulfilled_quantity?: MedusaNumber; return_requested_quantity?: MedusaNumber } | null
}

function toGoodsRow(row: OrderRow, item: Item): GoodsRow {
  return {
    ...row,
    itemId: item.id ?? "",
    unitPrice: amountOf(item.unit_price),
    isTaxInclusive: item.is_tax_inclusive ?? false,
    vatRate: vatRateOf(item),
    fulfilled: amountOf(item.detail?.fulfilled_quantity ?? 0),
    isReturned:
      !presentQuantity(item).isEqualTo(amountOf(item.quantity)) ||
      amountOf(item.detail?.return_requested_quantity ?? 0).isGreaterThan(0),
  }
}

/** Undefined for an order that could not be sent as it is now. */
export function storeRows(order: LoadedOrder, settings: Settings): StoreRows | undefined {
  const { message } = toSpecterOrder(order, { settings, customerId: "" })
  if (!message) {
    return undefined
  }
  // The goods come first, in this order.
  const items = oldestFirst(listOf(order.items)).filter((item) => !presentQuantity(item).isZero())
  return {
    message,
    goods: items.map((item, index) => toGoodsRow(message.rows[index], item)),
    services: message.rows.slice(items.length),
  }
}
