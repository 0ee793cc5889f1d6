import type { CustomerMessage, OrderMessage } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import type { Mapped, Reason } from "../../../reasons/reason"
import type { MedusaOrder } from "./medusa-order"
import { toSpecterOrder } from "./order"
import { toSpecterOrderCustomer } from "./order-customer"
import { orderHash } from "./order-hash"

export type OrderMessages = {
  customer: CustomerMessage
  /** Complete but for `customerId`, which Specter tells when the customer is sent. */
  order: OrderMessage
  /** See `orderHash`. */
  hash: string
}

/** What Specter gets of an order: its customer, then the order itself. */
export function toOrderMessages(
  order: MedusaOrder,
  settings: Settings,
  stockLocationIds: string[]
): Mapped<OrderMessages> {
  const customer = toSpecterOrderCustomer(order, settings)
  const mapped = toSpecterOrder(order, { settings, customerId: "", stockLocationIds })
  if (!customer.message || !mapped.message) {
    return { problems: [...customer.problems, ...mapped.problems] as [Reason, ...Reason[]], notes: [] }
  }
  return {
    message: {
      customer: customer.message,
      order: mapped.message,
      hash: orderHash(mapped.message, order, settings),
    },
    problems: [],
    notes: [...customer.notes, ...mapped.notes],
  }
}
