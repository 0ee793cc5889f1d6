import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { askForSwitchedOn } from "./ask-for-switched-on"
import { askForUnheard, type Happened } from "./ask-for-unheard"
import { pagesOf } from "../pages-of"

type Captured = { captured_at: Date | string | null }

type FoundPayment = Captured & {
  id: string
  payment_collection?: { order?: Happened["order"] | null } | null
}

type PaidOrder = Happened["order"] & {
  payment_collections?: ({ payments?: (Captured | null)[] | null } | null)[] | null
}

const FIELDS = ["id", "captured_at", "payment_collection.order.id", "payment_collection.order.status"]

const invoicesOnSince = (container: MedusaContainer) =>
  container.resolve<SpecterModuleService>(SPECTER_MODULE).onSince("send_invoices")

/**
 * Asks for the invoices of payments that were captured since then, while invoices are to be made, and whose event was
 * lost, and for those that came due while none were to be made.
 * @returns how many there were.
 */
export async function reconcileInvoices(container: MedusaContainer, since: Date): Promise<number> {
  const on = await invoicesOnSince(container)
  if (!on) {
    return 0
  }
  const filters = { captured_at: { $gte: on > since ? on : since } }
  let missed = await askForSwitchedOn(container, "invoice", since)
  for await (const found of pagesOf<FoundPayment>(container, {
    entity: "payment",
    fields: FIELDS,
    filters,
  })) {
    const paid = found.flatMap(({ captured_at, payment_collection }) =>
      happened(payment_collection?.order, { captured_at })
    )
    missed += await askForUnheard(container, "invoice", paid)
  }
  return missed
}

/**
 * Asks for the invoices of orders that Specter has now, where they are paid: Medusa gives no event of a payment that its
 * provider captures at the purchase.
 */
export async function askForInvoices(container: MedusaContainer, orderIds: string[]): Promise<void> {
  const on = orderIds.length ? await invoicesOnSince(container) : undefined
  if (!on) {
    return
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "status", "payment_collections.payments.captured_at"],
    filters: { id: orderIds },
  })
  const paid = (data as unknown as PaidOrder[]).flatMap(({ payment_collections, ...order }) =>
    (payment_collections ?? [])
      .flatMap((collection) => collection?.payments ?? [])
      .flatMap((payment) => happened(order, payment))
  )
  await askForUnheard(
    container,
    "invoice",
    paid.filter(({ at }) => at >= on)
  )
}

function happened(order: Happened["order"] | null | undefined, payment: Captured | null): Happened[] {
  return order && payment?.captured_at ? [{ id: order.id, at: new Date(payment.captured_at), order }] : []
}
