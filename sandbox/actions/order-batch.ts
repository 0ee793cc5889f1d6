import { Answer } from "../answers"
import { OrderItem } from "../books/books"
import { orderItem } from "../books/orders"
import { withComma } from "../decimal"
import { SandboxOrderRow } from "../types"
import { xmlAttributes, xmlText } from "../xml"
import { Action, ActionCall } from "./action"
import { acknowledgement, askForBatch, mustWantXml } from "./batch"

function rowElement(call: ActionCall, row: SandboxOrderRow): string {
  const attributes = {
    articleNo: row.articleNo,
    noOfItems: withComma(row.noOfItems),
    priceExclVAT: withComma(row.priceExclVAT),
    vatPercent: row.vatPercent,
  }
  return `<row${xmlAttributes(attributes, call.xmlEncoding)}><name>${xmlText(row.articleName, call.xmlEncoding)}</name></row>`
}

function orderElement(call: ActionCall, order: OrderItem): string {
  const attributes = (values: Record<string, string | undefined>) => xmlAttributes(values, call.xmlEncoding)
  const deliveries = order.deliveries
    .map(({ trackingNo }) => `<delivery${attributes({ trackingNo })}/>`)
    .join("")
  const rows = order.rows.map((row) => rowElement(call, row)).join("")
  const { orderNo, externalOrderNo, statusId, statusName, deliveryStatus } = order
  return [
    `<order${attributes({ orderNo, externalOrderNo: call.plainOrders ? undefined : externalOrderNo })}>`,
    `<orderstatus${attributes({ statusId, statusName: call.plainOrders ? undefined : statusName, deliveryStatus })}/>`,
    `<deliveries updated="${order.deliveries.length > 0 ? "1" : "0"}">${deliveries}</deliveries>`,
    call.plainOrders ? "" : `<rows>${rows}</rows>`,
    "</order>",
  ].join("")
}

function run(call: ActionCall): Answer {
  mustWantXml(call)
  const { books, fields, orderLimit } = call
  const batch = askForBatch(fields, books.orderQueue, orderLimit, (orderNo) => orderItem(books, orderNo))
  const orders = batch.items.map((order) => orderElement(call, order)).join("")
  return { kind: "xml", inside: `<orders>${orders}</orders><moreInfoToFetch>${batch.left}</moreInfoToFetch>` }
}

export const orderBatch: Action = {
  name: "getOrdersExternalNeedUpdate",
  endpoint: "getInfo.asp",
  keyIn: "query",
  keyParts: (fields) => [fields.text("batchNo")],
  fieldNames: ["batchNo"],
  run,
}

export const acknowledgeOrders = acknowledgement("updateOrdersFromBatch", (books) => books.orderQueue)
