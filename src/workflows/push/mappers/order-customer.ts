import type { CustomerMessage } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import type { Mapped } from "../../../reasons/reason"
import { hasPlace } from "./address"
import { customerMessage } from "./customer-message"
import type { MedusaOrder } from "./medusa-order"
import { firstText } from "./text"

/**
 * The customer of an order, a guest too, as the order has it. Specter delivers an order to its customer's delivery
 * address, so it is submitted right before the order.
 */
export function toSpecterOrderCustomer(order: MedusaOrder, settings: Settings): Mapped<CustomerMessage> {
  const { billing_address: billing, shipping_address: shipping, customer } = order
  const invoiceTo = hasPlace(billing) ? billing : shipping
  const message = customerMessage(
    {
      billing,
      shipping,
      people: [billing, shipping, customer],
      companyNames: [customer?.company_name, billing?.company, invoiceTo?.company],
      phones: [shipping?.phone, billing?.phone, customer?.phone],
      email: firstText(order.email, customer?.email),
      metadata: [customer?.metadata, order.metadata],
      currency: firstText(order.currency_code, settings.currency_code) ?? "",
    },
    settings
  )
  return message
    ? { message, problems: [], notes: [] }
    : { problems: [{ code: "order_without_customer_name" }], notes: [] }
}
