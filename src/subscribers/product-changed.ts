import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { askTogether } from "../workflows/push/ask-together"

/** Each variant of a product is an article with the product's title in its name. */
export default async function productChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  await askTogether(container, { productIds: [event.data.id] })
}

export const config: SubscriberConfig = {
  event: ["product.created", "product.updated"],
  context: { subscriberId: "specter-product-changed" },
}
