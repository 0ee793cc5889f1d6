import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { isOfMade } from "../workflows/pull/imported-products"
import { isSettled } from "../workflows/pull/tell-imported-variants"
import { askTogether } from "../workflows/push/ask-together"

export default async function variantChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  if (!isSettled(event.metadata) && !isOfMade(event)) {
    await askTogether(container, { variantIds: [event.data.id] })
  }
}

export const config: SubscriberConfig = {
  event: ["product-variant.created", "product-variant.updated"],
  context: { subscriberId: "specter-variant-changed" },
}
