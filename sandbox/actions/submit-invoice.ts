import { success } from "../answers"
import { createInvoice, invoiceProblem } from "../books/invoices"
import { checkOneOf, codes, mandatory, refuse } from "../refusals"
import { Action } from "./action"
import { orderOf } from "./order-of"

export const submitInvoice: Action = {
  name: "newInvoiceSubmit",
  endpoint: "putInfo.asp",
  keyIn: "body",
  keyParts: (fields) => [fields.text("orderId")],
  fieldNames: ["orderId", "typeInvoice"],
  run: ({ books, fields }) => {
    const order = orderOf(books, fields)
    const typeInvoice = mandatory(fields, "typeInvoice")
    checkOneOf(fields, "typeInvoice", ["S"])
    const problem = invoiceProblem(order)
    if (problem) {
      refuse(codes.cannotBeDone, problem)
    }
    return success(createInvoice(books, order, typeInvoice).invoiceId, "Fakturan är skapad")
  },
}

export const pdfLink: Action = {
  name: "getPDFLink",
  endpoint: "getInfo.asp",
  keyIn: "query",
  keyParts: (fields) => [`getPDFLink${fields.text("documentId")}`],
  fieldNames: ["typeDocument", "documentId"],
  run: ({ books, fields, url }) => {
    mandatory(fields, "typeDocument")
    checkOneOf(fields, "typeDocument", ["invoice"])
    const invoiceId = mandatory(fields, "documentId")
    if (!books.invoices.has(invoiceId)) {
      refuse(codes.cannotBeDone, `Fakturan ${invoiceId} finns inte`)
    }
    return success(`${url}pdf/invoice-${invoiceId}.pdf`, "")
  },
}
