import { decimal, Decimal, minus, percent, plus, rounded, times, toText, zero } from "../decimal"
import { SandboxCustomer, SandboxDeliveryAddress, SandboxOrder, SandboxOrderRow } from "../types"
import { addTo, Books, BooksRefusal, nextNumber, now, OrderItem, takeFrom } from "./books"
import { changeReservations, reserveFor } from "./stock"

export type NewOrder = Omit<
  SandboxOrder,
  | "orderNo"
  | "total"
  | "statusId"
  | "statusName"
  | "deliveryStatus"
  | "deliveryAddress"
  | "deliveryIds"
  | "invoiceId"
  | "createdAt"
  | "changedAt"
>

const statusNames: Record<string, string> = {
  "1": "Ny order",
  "2": "Under behandling",
  "3": "Delvis levererad",
  "4": "Levererad",
  "5": "Makulerad",
}

const one = decimal("1")

function rowTotal(row: SandboxOrderRow): Decimal {
  const withVat = plus(one, percent(decimal(row.vatPercent)))
  const afterDiscount = minus(one, percent(decimal(row.discount || "0")))
  return [decimal(row.noOfItems), decimal(row.priceExclVAT), afterDiscount, withVat].reduce(times)
}

export const orderTotal = (rows: SandboxOrderRow[]): string =>
  toText(rounded(rows.map(rowTotal).reduce(plus, zero), 2))

/** A customer without a delivery address has its goods at the invoice address. */
function deliveryAddressOf(customer: SandboxCustomer): SandboxDeliveryAddress {
  const person = [customer.firstName, customer.surName].filter(Boolean).join(" ")
  const name = customer.invoiceCompanyName || customer.name || person
  if (customer.deliveryAddress || customer.deliveryCity || customer.deliveryZipCodeEng) {
    return {
      companyName: customer.deliveryCompanyName ?? "",
      attention: customer.deliveryAttention ?? "",
      address: customer.deliveryAddress ?? "",
      addressRow2: customer.deliveryAddressRow2 ?? "",
      zipCodeEng: customer.deliveryZipCodeEng ?? "",
      city: customer.deliveryCity ?? "",
      region: customer.deliveryregion ?? "",
      countryCode: customer.deliveryCountryCode ?? "",
    }
  }
  return {
    companyName: name,
    attention: customer.attention ?? "",
    address: customer.address ?? "",
    addressRow2: customer.addressRow2 ?? "",
    zipCodeEng: customer.zipCodeEng ?? "",
    city: customer.city ?? "",
    region: customer.region ?? "",
    countryCode: customer.countryCode ?? "",
  }
}

export function createOrder(books: Books, order: NewOrder, customer: SandboxCustomer): SandboxOrder {
  const at = now()
  const created: SandboxOrder = {
    ...order,
    orderNo: nextNumber(books, "order"),
    total: orderTotal(order.rows),
    statusId: "1",
    statusName: statusNames["1"] ?? "",
    deliveryStatus: "N",
    deliveryAddress: deliveryAddressOf(customer),
    deliveryIds: [],
    createdAt: at,
    changedAt: at,
  }
  books.orders.set(created.orderNo, created)
  addTo(books.ordersByExternalNo, created.externalOrderNo ?? "", created.orderNo)
  reserveFor(books, created)
  return created
}

export function existingOrder(books: Books, orderNo: string): SandboxOrder {
  const order = books.orders.get(orderNo)
  if (!order) {
    throw new BooksRefusal(`There is no order ${orderNo}`)
  }
  return order
}

/** An order that somebody at Specter changed: the shop hears of it. */
export function orderChangedInSpecter(books: Books, order: SandboxOrder) {
  order.changedAt = now()
  books.orderQueue.mark(order.orderNo)
  books.callBack("orders")
}

export function setStatus(order: SandboxOrder, statusId: string, statusName = statusNames[statusId]) {
  order.statusId = statusId
  order.statusName = statusName ?? `Status ${statusId}`
}

/** Takes an order out of the books; its number can be used again. */
export function removeOrder(books: Books, order: SandboxOrder) {
  changeReservations(books, order, () => setStatus(order, "5", "Borttagen"))
  order.changedAt = now()
  takeFrom(books.ordersByExternalNo, order.externalOrderNo ?? "", order.orderNo)
  books.orders.delete(order.orderNo)
  books.removedOrders.set(order.orderNo, order)
}

/** An order removed by a person at Specter. */
export function removeOrderInSpecter(books: Books, orderNo: string) {
  const order = existingOrder(books, orderNo)
  removeOrder(books, order)
  books.orderQueue.mark(orderNo)
  books.callBack("order-removed", { orderNo, orderId: orderNo })
}

/** An order as the orders batch tells it; removed ones are told as status 5. */
export function orderItem(books: Books, orderNo: string): OrderItem | undefined {
  const order = books.orders.get(orderNo) ?? books.removedOrders.get(orderNo)
  if (!order) {
    return undefined
  }
  const deliveries = order.deliveryIds.map((id) => ({
    trackingNo: books.deliveries.get(id)?.trackingNo ?? "",
  }))
  return { ...order, rows: order.rows.map((row) => ({ ...row })), deliveries }
}

/** Makes the index anew, for books read from a file. */
export function indexOrders(books: Books) {
  for (const order of books.orders.values()) {
    addTo(books.ordersByExternalNo, order.externalOrderNo ?? "", order.orderNo)
  }
}
