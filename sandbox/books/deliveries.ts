import { decimal, Decimal, minus, plus, toShortText, zero } from "../decimal"
import { DeliveryChange, SandboxDelivery, SandboxOrder } from "../types"
import { Books, BooksRefusal, nextNumber, now } from "./books"
import { existingOrder, orderChangedInSpecter, setStatus } from "./orders"
import { changeReservations, outstanding, takeFromShelf } from "./stock"

/** Enters a delivery; the caller has moved the items. */
export function addDelivery(
  books: Books,
  order: SandboxOrder,
  change: DeliveryChange,
  rows: SandboxDelivery["rows"]
) {
  const delivery: SandboxDelivery = {
    deliveryId: nextNumber(books, "delivery"),
    orderNo: order.orderNo,
    deliveryDate: change.deliveryDate,
    trackingNo: change.trackingNo ?? "",
    rows,
    createdAt: now(),
  }
  books.deliveries.set(delivery.deliveryId, delivery)
  order.deliveryIds.push(delivery.deliveryId)
  return delivery
}

/** What is wrong with a delivery, in Specter's words; nothing when it can be made. */
export function deliveryProblem(order: SandboxOrder, rows: DeliveryChange["rows"]): string | undefined {
  if (order.statusId === "5") {
    return `Ordern ${order.orderNo} är makulerad`
  }
  if (order.rows.every((row) => outstanding(row).units === 0n)) {
    return `Ordern ${order.orderNo} är redan levererad`
  }
  const asked = new Map<string, Decimal>()
  for (const { articleNo, noOfItems } of rows ?? []) {
    asked.set(articleNo, plus(asked.get(articleNo) ?? zero, decimal(noOfItems)))
  }
  for (const [articleNo, items] of asked) {
    const left = order.rows.filter((row) => row.articleNo === articleNo).map(outstanding)
    if (left.length === 0) {
      return `Artikeln ${articleNo} finns inte på ordern ${order.orderNo}`
    }
    if (minus(left.reduce(plus), items).units < 0n) {
      return `Artikeln ${articleNo}: fler levererade än beställda på ordern ${order.orderNo}`
    }
  }
  return undefined
}

/** Hands items out over an article's rows, first row first. */
function deliverItems(books: Books, order: SandboxOrder, articleNo: string, items: Decimal) {
  let left = items
  for (const row of order.rows.filter((candidate) => candidate.articleNo === articleNo)) {
    const open = outstanding(row)
    const here = minus(left, open).units > 0n ? open : left
    row.delivered = toShortText(plus(decimal(row.delivered), here))
    left = minus(left, here)
  }
  const article = books.articles.get(articleNo)
  if (article?.stockKept) {
    takeFromShelf(article, order.stockSite, items)
  }
}

/** Delivers the given rows, or all that is left. The caller has asked deliveryProblem, or knows that nothing can be wrong. */
export function makeDelivery(books: Books, order: SandboxOrder, change: DeliveryChange): SandboxDelivery {
  const rows = (
    change.rows ??
    order.rows.map((row) => ({ articleNo: row.articleNo, noOfItems: toShortText(outstanding(row)) }))
  )
    .map((row) => ({ articleNo: row.articleNo, noOfItems: toShortText(decimal(row.noOfItems)) }))
    .filter((row) => row.noOfItems !== "0")
  changeReservations(books, order, () => {
    rows.forEach((row) => deliverItems(books, order, row.articleNo, decimal(row.noOfItems)))
    const all = order.rows.every((row) => outstanding(row).units === 0n)
    order.deliveryStatus = all ? "D" : "P"
    setStatus(order, all ? "4" : "3")
  })
  order.changedAt = now()
  return addDelivery(books, order, change, rows)
}

/** A delivery made by a person at Specter. */
export function deliverInSpecter(books: Books, orderNo: string, change: DeliveryChange): SandboxDelivery {
  const order = existingOrder(books, orderNo)
  const problem = deliveryProblem(order, change.rows)
  if (problem) {
    throw new BooksRefusal(problem)
  }
  const delivery = makeDelivery(books, order, change)
  orderChangedInSpecter(books, order)
  return delivery
}
