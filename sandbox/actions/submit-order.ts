import { Answer, success } from "../answers"
import { Books, defaultStockSite } from "../books/books"
import { createOrder, removeOrder } from "../books/orders"
import { Fields } from "../latin1-form"
import {
  checkDate,
  checkDecimal,
  checkLength,
  checkOneOf,
  codes,
  languages,
  mandatory,
  mandatoryDecimal,
  refuse,
  textsOf,
} from "../refusals"
import { orderFields, SandboxOrderRow } from "../types"
import { Action, ActionCall } from "./action"
import { orderOf } from "./order-of"

const limits = {
  externalOrderNo: 50,
  customerOrderReference: 70,
  notifyDeliveryMobileNo: 50,
  externalDeliveryMethod: 100,
}

const paymentCodes = "I K KG SW SCH SP SS SK PL PY PE DP AE CN CL BC HF P PP D".split(" ")

function readRow(books: Books, fields: Fields, n: number): SandboxOrderRow {
  const articleNo = mandatory(fields, `articleNo_${n}`)
  const article = books.articles.get(articleNo) ?? refuse(codes.noArticle, `Artikeln ${articleNo} finns inte`)
  checkDecimal(fields, `discount_${n}`)
  const vatPercent = mandatory(fields, `vatPercent_${n}`)
  return {
    articleNo,
    articleName: fields.find(`articleName_${n}`) ?? article.name,
    articleComment: fields.find(`articleComment_${n}`),
    noOfItems: mandatoryDecimal(fields, `noOfItems_${n}`),
    priceExclVAT: mandatoryDecimal(fields, `priceExclVAT_${n}`),
    vatPercent: /^\d{1,2}$/.test(vatPercent)
      ? vatPercent
      : refuse(codes.field, `Fältet vatPercent_${n} ska vara ett heltal`),
    discount: fields.find(`discount_${n}`)?.replace(",", "."),
    delivered: "0",
  }
}

function check(books: Books, fields: Fields) {
  checkOneOf(fields, "language", languages)
  checkOneOf(fields, "payTypeIdentifier", paymentCodes)
  checkDate(fields, "deliveryDate")
  checkLength(fields, limits)
  const externalOrderNo = fields.text("externalOrderNo")
  if (!fields.flag("ignoreExternalOrderNoControl") && books.ordersByExternalNo.has(externalOrderNo)) {
    refuse(codes.duplicateOrder, `Det finns redan en order med externalOrderNo ${externalOrderNo}`)
  }
}

function run({ books, fields, query }: ActionCall): Answer {
  const customerId = mandatory(fields, "customerId")
  const customer =
    books.customers.get(customerId) ?? refuse(codes.noCustomer, `Kunden ${customerId} finns inte`)
  check(books, fields)
  const rows = Array.from({ length: Math.max(fields.lastRow(), 1) }, (_, index) =>
    readRow(books, fields, index + 1)
  )
  const stockSite = fields.text("stocksiteid") || defaultStockSite
  const order = {
    ...textsOf(fields, orderFields),
    customerId,
    stockSite,
    rows,
    webshopId: query.find("webshopId"),
  }
  return success(createOrder(books, order, customer).orderNo, "Ordern är skapad")
}

export const submitOrder: Action = {
  name: "newOrderSubmit",
  endpoint: "putInfo.asp",
  keyIn: "body",
  keyParts: (fields) => [fields.text("customerId")],
  fieldNames: [...orderFields, "ignoreExternalOrderNoControl"],
  rowFieldNames: [
    "articleNo",
    "articleName",
    "articleComment",
    "priceExclVAT",
    "noOfItems",
    "vatPercent",
    "discount",
  ],
  run,
}

export const removeOrderAction: Action = {
  name: "removeOrderSubmit",
  endpoint: "putInfo.asp",
  keyIn: "either",
  keyParts: (fields) => [fields.text("orderId")],
  fieldNames: ["orderId"],
  run: ({ books, fields }) => {
    const order = orderOf(books, fields)
    if (order.deliveryIds.length > 0 || order.invoiceId !== undefined) {
      refuse(
        codes.cannotBeDone,
        `Ordern ${order.orderNo} är levererad eller fakturerad och kan inte tas bort`
      )
    }
    removeOrder(books, order)
    return success(order.orderNo, "Ordern är borttagen")
  },
}
