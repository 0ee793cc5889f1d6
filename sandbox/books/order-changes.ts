import { decimal, toShortText, toText } from "../decimal"
import { OrderRowChange, OrderStatusChange, SandboxOrder, SandboxOrderRow } from "../types"
import { existingArticle } from "./articles"
import { Books } from "./books"
import { addDelivery, makeDelivery } from "./deliveries"
import { existingOrder, orderChangedInSpecter, orderTotal, setStatus } from "./orders"
import { changeReservations } from "./stock"

function newRow(books: Books, articleNo: string, change: OrderRowChange): SandboxOrderRow {
  const article = existingArticle(books, articleNo)
  const row = {
    articleNo,
    articleName: article.name,
    noOfItems: "1",
    priceExclVAT: article.priceExclVAT || "0",
    vatPercent: toShortText(decimal(article.vatPercent || "25")),
    delivered: "0",
  }
  changeRow(row, change)
  return row
}

function changeRow(row: SandboxOrderRow, change: OrderRowChange) {
  for (const [name, value] of Object.entries(change)) {
    if (value !== undefined) {
      Object.assign(row, { [name]: name === "articleName" ? value : toText(decimal(value)) })
    }
  }
}

function replaceRows(books: Books, order: SandboxOrder, rows: ({ articleNo: string } & OrderRowChange)[]) {
  const left = [...order.rows]
  order.rows = rows.map(({ articleNo, ...change }) => {
    const index = left.findIndex((row) => row.articleNo === articleNo)
    const [row] = index < 0 ? [newRow(books, articleNo, change)] : left.splice(index, 1)
    changeRow(row!, change)
    return row!
  })
  order.total = orderTotal(order.rows)
}

/** Changes a row of an order, adds one for an article it lacks, or with none of it takes the row away. */
export function changeOrderRow(books: Books, orderNo: string, articleNo: string, change: OrderRowChange) {
  const order = existingOrder(books, orderNo)
  const added = order.rows.some((row) => row.articleNo === articleNo)
    ? []
    : [newRow(books, articleNo, change)]
  changeReservations(books, order, () => {
    const row = order.rows.find((candidate) => candidate.articleNo === articleNo)
    if (row) {
      changeRow(row, change)
    }
    order.rows = [...order.rows, ...added].filter((candidate) => decimal(candidate.noOfItems).units !== 0n)
    order.total = orderTotal(order.rows)
  })
  orderChangedInSpecter(books, order)
}

/** Status, rows, tracking number and delivery as a person at Specter sets them. */
export function setOrderStatus(books: Books, orderNo: string, change: OrderStatusChange) {
  const order = existingOrder(books, orderNo)
  change.rows?.forEach((row) => existingArticle(books, row.articleNo))
  changeReservations(books, order, () => {
    if (change.rows) {
      replaceRows(books, order, change.rows)
    }
    if (change.statusId !== undefined || change.statusName !== undefined) {
      setStatus(order, change.statusId ?? order.statusId, change.statusName)
    }
    if (change.deliveryStatus !== undefined && change.deliveryStatus !== "D") {
      order.deliveryStatus = change.deliveryStatus
    }
  })
  if (change.deliveryStatus === "D") {
    makeDelivery(books, order, { trackingNo: change.trackingNo })
    setStatus(order, change.statusId ?? order.statusId, change.statusName)
  } else if (change.trackingNo !== undefined) {
    addDelivery(books, order, { trackingNo: change.trackingNo }, [])
  }
  orderChangedInSpecter(books, order)
}
