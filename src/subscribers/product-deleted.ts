import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { Modules } from "@medusajs/framework/utils"
import { askAndDrain } from "../workflows/push/ask-and-drain"

/** A deleted product takes its variants with it, without an event for each. */
export default async function productDeleted({ event, container }: SubscriberArgs<{ id: string }>) {
  const { id } = event.data
  const variants = await container
    .resolve(Modules.PRODUCT)
    .listProductVariants(
      { product_id: id },
      { select: ["id"], withDeleted: true, take: null as unknown as number }
    )
  await askAndDrain(
    container,
    "article_removal",
    variants.map((variant) => ({ id: variant.id, parent_id: id }))
  )
}

export const config: SubscriberConfig = {
  event: "product.deleted",
  context: { subscriberId: "specter-product-deleted" },
}
