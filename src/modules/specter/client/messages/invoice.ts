import type { WireNames } from "../wire-names"
import { Form, type Encoded } from "./form"

const SALES_INVOICE = "S"
const INVOICE_DOCUMENT = "invoice"

/** @param orderId Specter's number of the order to invoice. Throws a `SpecterError` of kind `invalid`. */
export function encodeInvoice(orderId: string, names: WireNames): Encoded {
  const form = new Form()
  const keyValue = form.identifier(names["fields.invoice.orderId"], "orderId", orderId)
  form.plain(names["fields.invoice.type"], SALES_INVOICE)
  form.refuseProblems(names["actions.submitInvoice"])
  return { query: [], body: form.pairs, keyValue, notes: form.notes }
}

/** Asks for the address of an invoice's PDF. Throws a `SpecterError` of kind `invalid`. */
export function encodeInvoiceLink(invoiceId: string, names: WireNames): Encoded {
  const action = names["actions.invoiceLink"]
  const form = new Form()
  form.plain(names["fields.document.type"], INVOICE_DOCUMENT)
  const documentId = form.identifier(names["fields.document.id"], "invoiceId", invoiceId)
  form.refuseProblems(action)
  return { query: form.pairs, body: [], keyValue: `${action}${documentId}`, notes: form.notes }
}
