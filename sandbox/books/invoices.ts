import { SandboxInvoice, SandboxOrder } from "../types"
import { Books, BooksRefusal, nextNumber, now } from "./books"
import { existingOrder } from "./orders"

/** What is wrong with invoicing an order, in Specter's words; nothing when it can be done. */
export function invoiceProblem(order: SandboxOrder): string | undefined {
  if (order.statusId === "5") {
    return `Ordern ${order.orderNo} är makulerad`
  }
  return order.invoiceId === undefined
    ? undefined
    : `Ordern ${order.orderNo} är redan fakturerad (faktura ${order.invoiceId})`
}

/** Makes the invoice, whoever asked, and calls the shop back. */
export function createInvoice(books: Books, order: SandboxOrder, source: string): SandboxInvoice {
  const invoice: SandboxInvoice = {
    invoiceId: nextNumber(books, "invoice"),
    orderNo: order.orderNo,
    source,
    total: order.total,
    createdAt: now(),
  }
  books.invoices.set(invoice.invoiceId, invoice)
  order.invoiceId = invoice.invoiceId
  order.changedAt = invoice.createdAt
  books.callBack("invoice", invoiceIds(invoice))
  return invoice
}

/** What an invoice's callback is filled with. */
export const invoiceIds = (invoice: SandboxInvoice) => ({
  orderId: invoice.orderNo,
  orderNo: invoice.orderNo,
  invoiceId: invoice.invoiceId,
  invoiceSource: invoice.source,
})

/** An invoice made by a person at Specter. */
export function makeInvoiceInSpecter(books: Books, orderNo: string): SandboxInvoice {
  const order = existingOrder(books, orderNo)
  const problem = invoiceProblem(order)
  if (problem) {
    throw new BooksRefusal(problem)
  }
  return createInvoice(books, order, "S")
}
