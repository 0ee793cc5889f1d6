import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** What the merchant calls the order: "#1042". */
export async function orderLabel(container: MedusaContainer, orderId: string): Promise<string | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: ["display_id"], filters: { id: orderId } })
  return data[0] ? `#${data[0].display_id}` : undefined
}
