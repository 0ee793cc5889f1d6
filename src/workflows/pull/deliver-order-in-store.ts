import type { MedusaContainer } from "@medusajs/framework/types"
import { createOrderFulfillmentWorkflow } from "@medusajs/medusa/core-flows"
import { SPECTER_MODULE } from "../../modules/specter"
import type { OrderChange } from "../../modules/specter/client"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Reason } from "../../reasons/reason"
import { quantitiesOf, settingsAsSent } from "../push/mappers/order-hash"
import { lastingFailure } from "./failure-words"
import { labelSentFulfillment } from "./label-sent-fulfillment"
import { type DeliverableOrder, loadDeliverableOrder } from "./load-deliverable-order"
import { deliveryTarget, trackingNumbersOf } from "./mappers/delivery-target"
import { DELIVERY_NOTES, type NewFulfillment, planDeliveries } from "./mappers/plan-deliveries"
import { noteOnOrder } from "./order-record"
import { type Label, sendFulfillmentOfSpecterWorkflow } from "./send-fulfillment-of-specter"

type Told = { orderId: string; orderNo: string; labels: Label[] }

// Medusa's admin writes "#" for an address that nobody has given.
const toLabel = (tracking_number: string): Label => ({ tracking_number, tracking_url: "#", label_url: "#" })

/** Fulfills and ships in the store what Specter has delivered and the store has not sent yet. */
export async function deliverOrderInStore(
  container: MedusaContainer,
  orderId: string,
  change: OrderChange
): Promise<{ changed: boolean; notes: Reason[] }> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [transfer] = await sync.listTransfers({ kind: "order", subject_id: orderId })
  const hash = transfer?.sent_hash ?? transfer?.tried_hash ?? null
  const today = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const order = await loadDeliverableOrder(container, orderId, settingsAsSent(today, hash))
  if (!order) {
    return { changed: false, notes: [] }
  }
  const { orderNo } = change
  const plan = planDeliveries({ ...order, orderNo, sent: quantitiesOf(hash) }, deliveryTarget(change))
  const known = new Set(
    order.fulfillments.flatMap(({ labels }) => labels.map((label) => label.tracking_number))
  )
  const labels = trackingNumbersOf(change)
    .filter((number) => !known.has(number))
    .map(toLabel)
  if (plan.send.length + plan.create.length === 0) {
    const isLabelled = await labelSentFulfillment(container, order, labels)
    const isNoted = await noteOnOrder(container, orderId, plan.notes, DELIVERY_NOTES)
    return { changed: isLabelled || isNoted, notes: plan.notes }
  }
  const failures: string[] = []
  const told = { orderId, orderNo, labels }
  for (const id of plan.send) {
    failures.push(...(await failureOf(() => sendWaiting(container, told, order, id))))
  }
  for (const fulfillment of plan.create) {
    failures.push(...(await failureOf(() => createAndSend(container, told, order, fulfillment))))
  }
  const data = { order_no: orderNo, message: failures.join("; ") }
  const notes: Reason[] = failures.length
    ? [...plan.notes, { code: "order_delivery_failed", data }]
    : plan.notes
  const isNoted = await noteOnOrder(container, orderId, notes, DELIVERY_NOTES)
  return { changed: isNoted || plan.send.length + plan.create.length > failures.length, notes }
}

/** One fulfillment that cannot be made, for want of a reservation perhaps, does not keep the others back. */
async function failureOf(work: () => Promise<void>): Promise<string[]> {
  try {
    await work()
    return []
  } catch (error) {
    return [lastingFailure(error)]
  }
}

async function sendWaiting(
  container: MedusaContainer,
  told: Told,
  order: DeliverableOrder,
  id: string
): Promise<void> {
  const fulfillment = order.fulfillments.find((one) => one.id === id)
  const items = (fulfillment?.items ?? []).map(({ itemId, quantity }) => ({
    id: itemId,
    quantity: quantity.toNumber(),
  }))
  const labels = [...(fulfillment?.labels ?? []), ...told.labels]
  await send(container, { ...told, labels }, id, items, fulfillment?.requiresShipping ?? true)
}

async function createAndSend(
  container: MedusaContainer,
  told: Told,
  order: DeliverableOrder,
  { items, locationId, shippingOptionId }: NewFulfillment
): Promise<void> {
  const { result } = await createOrderFulfillmentWorkflow(container).run({
    input: { order_id: told.orderId, items, location_id: locationId, shipping_option_id: shippingOptionId },
  })
  const requiresShipping = order.items.some(
    ({ id, requiresShipping }) => requiresShipping && items.some((item) => item.id === id)
  )
  await send(container, told, result.id, items, requiresShipping)
}

async function send(
  container: MedusaContainer,
  { orderId, orderNo, labels }: Told,
  fulfillmentId: string,
  items: { id: string; quantity: number }[],
  requiresShipping: boolean
): Promise<void> {
  await sendFulfillmentOfSpecterWorkflow(container).run({
    input: {
      order_id: orderId,
      order_no: orderNo,
      fulfillment_id: fulfillmentId,
      items,
      requires_shipping: requiresShipping,
      labels,
    },
  })
}
