import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { askAndDrain } from "../workflows/push/ask-and-drain"

export default async function customerChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  await askAndDrain(container, "customer", [{ id: event.data.id }])
}

export const config: SubscriberConfig = {
  // The module's own events too: a guest who gets an account, or code that goes past the workflows.
  event: ["customer.created", "customer.updated", "customer.customer.created", "customer.customer.updated"],
  context: { subscriberId: "specter-customer-changed" },
}
