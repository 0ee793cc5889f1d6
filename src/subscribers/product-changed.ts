import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { askTogether } from "../workflows/push/ask-together"

/** Each variant of a product is an article with the product's title in its name. */
export default async function productChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  const { id } = event.data
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id"],
    filters: { product_id: id },
  })
  await askTogether(
    container,
    data.map((variant) => ({ id: variant.id, parent_id: id }))
  )
}

export const config: SubscriberConfig = {
  event: ["product.created", "product.updated"],
  context: { subscriberId: "specter-product-changed" },
}
