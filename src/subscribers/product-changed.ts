import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { isOfMade } from "../workflows/pull/imported-products"
import { askTogether } from "../workflows/push/ask-together"

/** Each variant of a product is an article with the product's title in its name. */
export default async function productChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  if (!isOfMade(event)) {
    await askTogether(container, { productIds: [event.data.id] })
  }
}

export const config: SubscriberConfig = {
  event: ["product.created", "product.updated"],
  context: { subscriberId: "specter-product-changed" },
}
