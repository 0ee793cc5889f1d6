import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { askAndDrain } from "../workflows/push/ask-and-drain"

export default async function variantChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  await askAndDrain(container, "article", [{ id: event.data.id }])
}

export const config: SubscriberConfig = {
  event: ["product-variant.created", "product-variant.updated"],
  context: { subscriberId: "specter-variant-changed" },
}
