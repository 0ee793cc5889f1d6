import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { Modules } from "@medusajs/framework/utils"
import { askAndDrain } from "../workflows/push/ask-and-drain"

/** An address change gives no event of the customer's own. One that is deleted: see `sendCustomerAfterwards`. */
export default async function customerAddressChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  const addresses = await container
    .resolve(Modules.CUSTOMER)
    .listCustomerAddresses({ id: event.data.id }, { select: ["id", "customer_id"] })
  await askAndDrain(
    container,
    "customer",
    addresses.map(({ customer_id }) => ({ id: customer_id }))
  )
}

export const config: SubscriberConfig = {
  event: ["customer.customer-address.created", "customer.customer-address.updated"],
  context: { subscriberId: "specter-customer-address-changed" },
}
