import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { ReasonCode } from "../../reasons/reason"
import { loadOrder } from "../push/load-order"
import { isKlarna } from "../push/mappers/payment"
import { lastingFailure } from "./failure-words"
import { REMOVAL_NOTES, removalHindrance, type RemovableOrder } from "./mappers/removal-hindrance"
import { noteOnOrder } from "./order-record"

/**
 * Cancels the store's order that Specter has cancelled or removed; where that would hide a delivery or pay money back,
 * the order's record says so instead.
 * @returns whether something has changed, and the note.
 */
export async function removeOrderInStore(
  container: MedusaContainer,
  orderId: string,
  orderNo: string
): Promise<{ changed: boolean; note?: { code: ReasonCode; data: Record<string, string> } }> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  // Whoever cancels the order, now or later: Specter need not be told.
  await sync.putSkipped("order_removal", orderId, orderId, { code: "caused_by_specter" })
  const order = await loadRemovable(container, orderId)
  if (!order || order.status === "canceled") {
    return { changed: await noteOnOrder(container, orderId, [], REMOVAL_NOTES) }
  }
  const hindrance = removalHindrance(order)
  if (hindrance) {
    const note = { code: hindrance, data: { order_no: orderNo } }
    return { changed: await noteOnOrder(container, orderId, [note], REMOVAL_NOTES), note }
  }
  const { errors } = await cancelOrderWorkflow(container).run({
    input: { order_id: orderId },
    throwOnError: false,
  })
  if (errors?.length && (await loadRemovable(container, orderId))?.status !== "canceled") {
    const data = { order_no: orderNo, message: lastingFailure(errors[0].error) }
    const note = { code: "order_removed_failed" as const, data }
    return { changed: await noteOnOrder(container, orderId, [note], REMOVAL_NOTES), note }
  }
  await noteOnOrder(container, orderId, [], REMOVAL_NOTES)
  return { changed: true }
}

type Collection = { captured_amount?: BigNumberInput | null; refunded_amount?: BigNumberInput | null } | null

async function loadRemovable(
  container: MedusaContainer,
  orderId: string
): Promise<RemovableOrder | undefined> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "status",
      "fulfillments.canceled_at",
      "payment_collections.captured_amount",
      "payment_collections.refunded_amount",
    ],
    filters: { id: orderId },
  })
  const order = await loadOrder(container, orderId)
  if (!data[0] || !order) {
    return undefined
  }
  const collections = (data[0].payment_collections ?? []) as Collection[]
  const fulfillments = (data[0].fulfillments ?? []) as ({ canceled_at?: unknown } | null)[]
  const heldAmount = collections.reduce<BigNumberInput>(
    (sum, collection) =>
      MathBN.add(sum, MathBN.sub(collection?.captured_amount ?? 0, collection?.refunded_amount ?? 0)),
    0
  )
  return {
    status: order.status,
    isFulfilled: fulfillments.some((fulfillment) => fulfillment && !fulfillment.canceled_at),
    heldAmount,
    isKlarna: isKlarna(order, settings),
    isInvoiced: (await sync.references("invoice", [orderId])).has(orderId),
  }
}
