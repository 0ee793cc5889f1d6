import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { askAndDrain } from "../workflows/push/ask-and-drain"

export default async function orderPlaced({ event, container }: SubscriberArgs<{ id: string }>) {
  await askAndDrain(container, "order", [{ id: event.data.id }])
}

export const config: SubscriberConfig = {
  event: "order.placed",
  context: { subscriberId: "specter-order-placed" },
}
