import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"

/** What the store has captured of the order's payments, in the order's currency. */
export async function capturedAmount(container: MedusaContainer, orderId: string): Promise<BigNumberInput> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["payment_collections.captured_amount", "payment_collections.status"],
    filters: { id: orderId },
  })
  const collections = (data[0]?.payment_collections ?? []) as { captured_amount?: BigNumberInput | null }[]
  return collections.reduce(
    (sum: BigNumberInput, collection) => MathBN.add(sum, collection?.captured_amount ?? 0),
    MathBN.convert(0)
  )
}
