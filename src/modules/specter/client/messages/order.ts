import { z } from "@medusajs/framework/zod"
import type { WireNames } from "../wire-names"
import { checked, Form, type Encoded } from "./form"
import {
  currency,
  day,
  decimal,
  extra,
  language,
  MAX_CUSTOMER_REFERENCE,
  MAX_DELIVERY_METHOD,
  MAX_ORDER_REFERENCE,
  MAX_PHONE,
  percent,
} from "./parts"

const rowSchema = z.object({
  articleNo: z.string(),
  name: z.string(),
  comment: z.string().optional(),
  /** One unit's price without VAT. */
  priceExclVat: decimal,
  quantity: decimal,
  /** Specter takes whole percents only. */
  vatPercent: percent,
  discountPercent: decimal.optional(),
})

export type OrderRow = z.infer<typeof rowSchema>

/** An order. It is delivered to its customer's delivery address: it has none of its own. */
const orderSchema = z.object({
  customerId: z.string(),
  /** The shop's number. Never cut: two orders cut alike would be taken for one. */
  externalOrderNo: z.string(),
  currency,
  language,
  stockSiteId: z.string().optional(),
  payment: z
    .object({
      code: z.string().optional(),
      reference: z.string().optional(),
      merchantId: z.string().optional(),
      prepaid: z.boolean().optional(),
    })
    .optional(),
  /** For the merchant only. */
  internalComment: z.string().optional(),
  /** Stands on the packing slip. */
  publishedComment: z.string().optional(),
  customerReference: z.string().optional(),
  deliveryDate: day.optional(),
  /** Specter mails the order confirmation to the customer. */
  sendOrderMail: z.boolean(),
  sendOrderMailToUser: z.boolean(),
  notifyMobile: z.string().optional(),
  deliveryMethod: z.string().optional(),
  preparedShipmentId: z.string().optional(),
  webshopId: z.string().optional(),
  rows: z.array(rowSchema).min(1, "an order must have a row"),
  extra: extra.optional(),
})

export type OrderMessage = z.infer<typeof orderSchema>

function writePayment(form: Form, payment: OrderMessage["payment"], names: WireNames): void {
  form.text(names["fields.order.paymentCode"], "payment.code", payment?.code)
  form.text(names["fields.order.paymentReference"], "payment.reference", payment?.reference)
  form.text(names["fields.order.paymentMerchantId"], "payment.merchantId", payment?.merchantId)
  form.flag(names["fields.order.prepaid"], payment?.prepaid || undefined)
}

function writeComments(form: Form, message: OrderMessage, names: WireNames): void {
  form.text(names["fields.order.internalComment"], "internalComment", message.internalComment)
  form.text(names["fields.order.publishedComment"], "publishedComment", message.publishedComment)
  form.text(
    names["fields.order.customerReference"],
    "customerReference",
    message.customerReference,
    MAX_CUSTOMER_REFERENCE
  )
}

function writeHandling(form: Form, message: OrderMessage, names: WireNames): void {
  form.plain(names["fields.order.deliveryDate"], message.deliveryDate)
  form.flag(names["fields.order.sendOrderMail"], message.sendOrderMail)
  form.flag(names["fields.order.sendOrderMailToUser"], message.sendOrderMailToUser)
  form.plain(names["fields.order.userSource"], "webuser")
  form.flag(names["fields.order.notifyByMobile"], message.notifyMobile ? true : undefined)
  form.text(
    names["fields.order.notifyMobileNo"],
    "notifyMobile",
    message.notifyMobile || undefined,
    MAX_PHONE
  )
  form.text(
    names["fields.order.deliveryMethod"],
    "deliveryMethod",
    message.deliveryMethod,
    MAX_DELIVERY_METHOD
  )
  form.text(names["fields.order.preparedShipmentId"], "preparedShipmentId", message.preparedShipmentId)
}

function encodeRow(row: OrderRow, index: number, names: WireNames): Form {
  const form = new Form(`_${index + 1}`, `rows.${index}.`)
  form.identifier(names["fields.order.row.articleNo"], "articleNo", row.articleNo)
  form.text(names["fields.order.row.name"], "name", row.name)
  form.text(names["fields.order.row.comment"], "comment", row.comment)
  form.plain(names["fields.order.row.priceExclVat"], row.priceExclVat)
  form.plain(names["fields.order.row.quantity"], row.quantity)
  form.plain(names["fields.order.row.vatPercent"], String(row.vatPercent))
  form.plain(names["fields.order.row.discountPercent"], row.discountPercent)
  return form
}

/** Throws a `SpecterError` of kind `invalid`. */
export function encodeOrder(input: OrderMessage, names: WireNames): Encoded {
  const action = names["actions.submitOrder"]
  const message = checked(orderSchema, input, action)
  const form = new Form()
  const customerId = form.identifier(names["fields.order.customerId"], "customerId", message.customerId)
  form.identifier(
    names["fields.order.externalOrderNo"],
    "externalOrderNo",
    message.externalOrderNo,
    MAX_ORDER_REFERENCE
  )
  form.plain(names["fields.order.currency"], message.currency.toUpperCase())
  form.plain(names["fields.order.language"], message.language)
  form.text(names["fields.order.stockSiteId"], "stockSiteId", message.stockSiteId)
  writePayment(form, message.payment, names)
  writeComments(form, message, names)
  message.rows.forEach((row, index) => form.append(encodeRow(row, index, names)))
  writeHandling(form, message, names)
  form.extra(message.extra, names)
  const query = new Form()
  query.text(names["fields.order.webshopId"], "webshopId", message.webshopId)
  form.refuseProblems(action)
  return {
    query: query.pairs,
    body: form.pairs,
    keyValue: customerId,
    notes: [...form.notes, ...query.notes],
  }
}
