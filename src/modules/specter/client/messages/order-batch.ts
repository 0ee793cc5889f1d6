import { childrenOf, findAll, type XmlElement } from "../codecs/xml"
import { defaultWireNames, type WireNames } from "../wire-names"
import { readAnswer, type Answer, type AnswerContext } from "./answer"
import { batchRoot, compact, countIn, RowReader } from "./batch-reading"

/** A row of an order, or of a delivery, as Specter has it now. Decimals have a point. */
export type OrderItem = {
  articleNo: string
  name?: string
  noOfItems?: string
  priceExclVat?: string
  vatPercent?: string
}

export type OrderDelivery = { trackingNo?: string; rows?: OrderItem[] }

/** What has changed of an order. */
export type OrderChange = {
  /** Specter's number. */
  orderNo: string
  /** The shop's number. */
  externalOrderNo?: string
  /** 5 is cancelled or removed. */
  statusId?: string
  statusName?: string
  /** D is delivered. */
  deliveryStatus?: string
  deliveriesUpdated?: boolean
  deliveries: OrderDelivery[]
  /** Missing when Specter says nothing of the rows. */
  rows?: OrderItem[]
  /** Why the order, or one of its values, cannot be used. */
  problem?: string
}

/** `moreToFetch` is above 0 when more changes wait for the next batch. */
export type OrderBatch = { rows: OrderChange[]; moreToFetch: number }

function itemsOf(element: XmlElement, order: RowReader, names: WireNames): OrderItem[] | undefined {
  const lists = childrenOf(element, names["answers.orders.rows"])
  if (lists.length === 0) {
    return undefined
  }
  const rows = lists.flatMap((list) => childrenOf(list, names["answers.orders.item"]))
  return rows.map((row, index) => {
    const reader = new RowReader(row)
    const item = compact<OrderItem>({
      articleNo: reader.identifier(names["answers.orders.item.articleNo"]),
      name: reader.text(names["answers.orders.item.name"]),
      noOfItems: reader.decimal(names["answers.orders.item.noOfItems"]),
      priceExclVat: reader.decimal(names["answers.orders.item.priceExclVat"]),
      vatPercent: reader.decimal(names["answers.orders.item.vatPercent"]),
    })
    const problem = reader.problem()
    order.add(problem && `row ${index + 1}: ${problem}`)
    return item
  })
}

function deliveriesOf(
  containers: readonly XmlElement[],
  order: RowReader,
  names: WireNames
): OrderDelivery[] {
  const deliveries = containers.flatMap((container) =>
    childrenOf(container, names["answers.orders.delivery"])
  )
  return deliveries.map((delivery) =>
    compact<OrderDelivery>({
      trackingNo: new RowReader(delivery).text(names["answers.orders.trackingNo"]) || undefined,
      rows: itemsOf(delivery, order, names),
    })
  )
}

function orderChange(element: XmlElement, names: WireNames): OrderChange {
  const order = new RowReader(element)
  const status = new RowReader(childrenOf(element, names["answers.orders.status"])[0] ?? element)
  const deliveries = childrenOf(element, names["answers.orders.deliveries"])
  const change: OrderChange = {
    orderNo: order.identifier(names["answers.orders.orderNo"]),
    externalOrderNo: order.text(names["answers.orders.externalOrderNo"]) || undefined,
    statusId: status.text(names["answers.orders.statusId"]) || undefined,
    statusName: status.text(names["answers.orders.statusName"]) || undefined,
    deliveryStatus: status.text(names["answers.orders.deliveryStatus"]) || undefined,
    deliveriesUpdated:
      deliveries[0] && new RowReader(deliveries[0]).flag(names["answers.orders.deliveriesUpdated"]),
    deliveries: deliveriesOf(deliveries, order, names),
    rows: itemsOf(element, order, names),
  }
  return compact({ ...change, problem: order.problem() })
}

/** Throws a `SpecterError` of kind `unknown` when the answer is no order batch. */
export function readOrders(answer: Answer, context: AnswerContext): OrderBatch {
  const { names } = context
  const root = batchRoot(answer, names["answers.orders.list"], context)
  if (!root) {
    return { rows: [], moreToFetch: 0 }
  }
  const lists = findAll(root, names["answers.orders.list"])
  const orders = lists.flatMap((list) => childrenOf(list, names["answers.orders.row"]))
  return {
    rows: orders.map((order) => orderChange(order, names)),
    moreToFetch: countIn(root, names["answers.orders.more"]) ?? 0,
  }
}

/**
 * Reads an order batch as it was fetched: `fetchOrders`'s `raw`. A malformed order has a `problem`.
 * Throws a `SpecterError` for an answer that is a refusal or cannot be read.
 */
export function parseOrders(raw: string, names: WireNames = defaultWireNames): OrderBatch {
  const context = { action: names["actions.fetchOrders"], names }
  return readOrders(readAnswer(raw, context), context)
}
