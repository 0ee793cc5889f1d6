import { z } from "@medusajs/framework/zod"
import { normalise } from "../codecs/latin1"
import type { WireNames } from "../wire-names"
import { checked, Form, type Encoded } from "./form"
import {
  countryCode,
  currency,
  extra,
  language,
  MAX_EMAIL,
  MAX_NAME,
  MAX_ORG_NO,
  MAX_PHONE,
  MAX_VAT_NO,
} from "./parts"

const addressSchema = z.object({
  company: z.string().optional(),
  attention: z.string().optional(),
  line1: z.string().optional(),
  line2: z.string().optional(),
  postalCode: z.string().optional(),
  city: z.string().optional(),
  region: z.string().optional(),
  countryCode: countryCode.optional(),
})

export type Address = z.infer<typeof addressSchema>

/** A customer to create or update. Text longer than Specter holds is cut, with a note. */
const customerSchema = z.object({
  form: z.enum(["person", "company"]),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  companyName: z.string().optional(),
  attention: z.string().optional(),
  contactPerson: z.string().optional(),
  currency,
  language,
  customerGroupId: z.string().optional(),
  orgNo: z.string().optional(),
  vatNo: z.string().optional(),
  homepage: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  mobile: z.string().optional(),
  invoiceAddress: addressSchema.optional(),
  deliveryAddress: addressSchema.optional(),
  /** Specter does not look for an existing customer by number. */
  ignoreOrgNoControl: z.boolean().optional(),
  /** Specter does not look for an existing customer by e-mail. */
  ignoreEmailControl: z.boolean().optional(),
  /** An existing customer is updated. True when left out. */
  forceUpdate: z.boolean().optional(),
  extra: extra.optional(),
})

export type CustomerMessage = z.infer<typeof customerSchema>

/** Specter computes the key over the name as it received it. Answers that name. */
function writeName(form: Form, message: CustomerMessage, names: WireNames): string {
  if (message.form === "company") {
    return form.text(names["fields.customer.companyName"], "companyName", message.companyName, MAX_NAME)
  }
  const first = form.text(names["fields.customer.firstName"], "firstName", message.firstName, MAX_NAME)
  const last = form.text(names["fields.customer.lastName"], "lastName", message.lastName, MAX_NAME)
  return normalise(`${first} ${last}`)
}

function writePerson(form: Form, message: CustomerMessage, names: WireNames): void {
  const attention = message.attention ?? message.invoiceAddress?.attention
  form.text(names["fields.customer.attention"], "attention", attention, MAX_NAME)
  form.text(names["fields.customer.contactPerson"], "contactPerson", message.contactPerson, MAX_NAME)
  form.text(names["fields.customer.groupId"], "customerGroupId", message.customerGroupId)
  form.plain(names["fields.customer.form"], message.form === "company" ? "C" : "P")
  form.text(names["fields.customer.orgNo"], "orgNo", message.orgNo, MAX_ORG_NO)
  form.text(names["fields.customer.vatNo"], "vatNo", message.vatNo, MAX_VAT_NO)
  form.text(names["fields.customer.homepage"], "homepage", message.homepage)
  form.text(names["fields.customer.email"], "email", message.email, MAX_EMAIL)
  form.text(names["fields.customer.phone"], "phone", message.phone, MAX_PHONE)
  form.text(names["fields.customer.mobile"], "mobile", message.mobile, MAX_PHONE)
}

function writeInvoiceAddress(form: Form, address: Address, names: WireNames): void {
  form.text(names["fields.customer.invoice.company"], "invoiceAddress.company", address.company, MAX_NAME)
  form.text(names["fields.customer.invoice.line1"], "invoiceAddress.line1", address.line1)
  form.text(names["fields.customer.invoice.line2"], "invoiceAddress.line2", address.line2)
  form.text(names["fields.customer.invoice.postalCode"], "invoiceAddress.postalCode", address.postalCode)
  form.text(names["fields.customer.invoice.city"], "invoiceAddress.city", address.city)
  form.text(names["fields.customer.invoice.region"], "invoiceAddress.region", address.region)
  form.plain(names["fields.customer.invoice.countryCode"], address.countryCode?.toUpperCase())
}

function writeDeliveryAddress(form: Form, address: Address, names: WireNames): void {
  form.text(names["fields.customer.delivery.company"], "deliveryAddress.company", address.company, MAX_NAME)
  form.text(
    names["fields.customer.delivery.attention"],
    "deliveryAddress.attention",
    address.attention,
    MAX_NAME
  )
  form.text(names["fields.customer.delivery.line1"], "deliveryAddress.line1", address.line1)
  form.text(names["fields.customer.delivery.line2"], "deliveryAddress.line2", address.line2)
  form.text(names["fields.customer.delivery.postalCode"], "deliveryAddress.postalCode", address.postalCode)
  form.text(names["fields.customer.delivery.city"], "deliveryAddress.city", address.city)
  form.text(names["fields.customer.delivery.region"], "deliveryAddress.region", address.region)
  form.plain(names["fields.customer.delivery.countryCode"], address.countryCode?.toUpperCase())
}

/** Throws a `SpecterError` of kind `invalid`. */
export function encodeCustomer(input: CustomerMessage, names: WireNames): Encoded {
  const action = names["actions.submitCustomer"]
  const message = checked(customerSchema, input, action)
  const form = new Form()
  form.flag(names["fields.customer.forceUpdate"], message.forceUpdate ?? true)
  form.plain(names["fields.customer.currency"], message.currency.toUpperCase())
  form.plain(names["fields.customer.language"], message.language)
  const keyValue = writeName(form, message, names)
  if (keyValue === "") {
    form.problem(message.form === "company" ? "companyName" : "lastName", "a customer must have a name")
  }
  writePerson(form, message, names)
  writeInvoiceAddress(form, message.invoiceAddress ?? {}, names)
  writeDeliveryAddress(form, message.deliveryAddress ?? {}, names)
  form.flag(names["fields.customer.ignoreOrgNoControl"], message.ignoreOrgNoControl || undefined)
  form.flag(names["fields.customer.ignoreEmailControl"], message.ignoreEmailControl || undefined)
  form.extra(message.extra, names)
  form.refuseProblems(action)
  return { query: [], body: form.pairs, keyValue, notes: form.notes }
}
