import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { askAndDrain } from "../workflows/push/ask-and-drain"

export default async function variantDeleted({ event, container }: SubscriberArgs<{ id: string }>) {
  await askAndDrain(container, "article_removal", [{ id: event.data.id }])
}

export const config: SubscriberConfig = {
  event: "product-variant.deleted",
  context: { subscriberId: "specter-variant-deleted" },
}
