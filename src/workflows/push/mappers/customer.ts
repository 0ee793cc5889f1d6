import type { CustomerMessage } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import type { Mapped } from "../../../reasons/reason"
import { customerMessage } from "./customer-message"
import { listOf } from "./list-of"
import type { MedusaCustomer } from "./medusa-order"

/** What `query.graph({ entity: "customer" })` must be asked for to give a `MedusaCustomer` with its addresses. */
export const CUSTOMER_FIELDS: string[] = [
  "id",
  "email",
  "first_name",
  "last_name",
  "company_name",
  "phone",
  "has_account",
  "metadata",
  "created_at",
  "updated_at",
  "addresses.*",
]

/** A customer with an account, with its default addresses: the first one where none is chosen. */
export function toSpecterCustomer(customer: MedusaCustomer, settings: Settings): Mapped<CustomerMessage> {
  const addresses = listOf(customer.addresses)
  const billing = addresses.find((address) => address.is_default_billing)
  const shipping = addresses.find((address) => address.is_default_shipping)
  const invoiceTo = billing ?? shipping ?? addresses[0]
  const message = customerMessage(
    {
      billing: invoiceTo,
      shipping: shipping ?? invoiceTo,
      people: [customer, invoiceTo, shipping],
      companyNames: [customer.company_name, invoiceTo?.company],
      phones: [customer.phone, invoiceTo?.phone, shipping?.phone],
      email: customer.email,
      metadata: [customer.metadata],
      currency: settings.currency_code,
    },
    settings
  )
  return message
    ? { message, problems: [], notes: [] }
    : { problems: [{ code: "customer_without_name" }], notes: [] }
}
