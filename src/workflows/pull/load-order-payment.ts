import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type Amount, amountOf, sumOf, ZERO } from "../push/mappers/amount"
import { listOf } from "../push/mappers/list-of"

type Loaded = {
  total?: BigNumberInput
  payment_collections?:
    | ({
        id: string
        status: string
        authorized_amount?: BigNumberInput | null
        captured_amount?: BigNumberInput | null
        refunded_amount?: BigNumberInput | null
      } | null)[]
    | null
}

/** What the order's customer has still to pay, and its payment collections. `authorized` is held and not captured. */
export type OrderPayment = {
  due: Amount
  collections: { id: string; status: string; authorized: Amount }[]
}

export async function loadOrderPayment(container: MedusaContainer, orderId: string): Promise<OrderPayment> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "total", "payment_collections.*"],
    filters: { id: orderId },
  })
  const order = data[0] as unknown as Loaded
  const collections = listOf(order.payment_collections)
  const captured = (one: (typeof collections)[number]) => amountOf(one.captured_amount ?? 0)
  const paid = sumOf(collections.map((one) => captured(one).minus(amountOf(one.refunded_amount ?? 0))))
  return {
    due: amountOf(order.total ?? 0).minus(paid),
    collections: collections.map((one) => {
      const authorized = amountOf(one.authorized_amount ?? 0).minus(captured(one))
      return {
        id: one.id,
        status: one.status,
        authorized: authorized.isGreaterThan(ZERO) ? authorized : ZERO,
      }
    }),
  }
}
