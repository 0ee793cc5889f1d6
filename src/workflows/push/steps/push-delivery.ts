import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { ClaimedTransfer, Settlement } from "../../../modules/specter-sync/settlement"
import { labelled } from "../labelled"
import {
  DELIVERY_ORDER_FIELDS,
  FULFILLMENT_FIELDS,
  type MedusaFulfillment,
  toSpecterDelivery,
} from "../mappers/delivery"
import type { MedusaItem } from "../mappers/medusa-order"
import { hashInSpecter, settingsAsSent } from "../mappers/order-hash"
import { payloadHash } from "../mappers/payload-hash"
import { specterOrderNumber } from "../specter-order-number"
import { skipped, TransferStop } from "../transfer-stop"

/** Registers a shipped fulfillment as a delivery of its order. Specter would register a second one: made once. */
export const pushDeliveryStep = createStep(
  "push-delivery",
  async ({ transfer }: { transfer: ClaimedTransfer }, { container }) => {
    const { fulfillment, order } = await loadFulfillment(container, transfer.subject_id)
    const labels = order ? { label: `#${order.display_id}`, parent_id: order.id } : {}
    const settlement = await labelled(transfer, labels, () =>
      deliver(container, transfer, { fulfillment, order })
    )
    return new StepResponse({ settlement, ...labels })
  }
)

async function deliver(
  container: MedusaContainer,
  transfer: ClaimedTransfer,
  { fulfillment, order }: Loaded
): Promise<Settlement> {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const settings = await specter.getSettings()
  if (transfer.dispatched_at) {
    throw new TransferStop({ state: "unconfirmed", reason: { code: "delivery_unconfirmed" } })
  }
  if (!settings.send_deliveries) {
    throw skipped("setting_switched_off")
  }
  if ((await sync.references("delivery", [transfer.subject_id])).has(transfer.subject_id)) {
    throw skipped("caused_by_specter")
  }
  if (!fulfillment || !order) {
    throw skipped("subject_missing")
  }
  if (fulfillment.canceled_at) {
    throw skipped("fulfillment_canceled")
  }
  const orderNo = await specterOrderNumber(container, order.id)
  const [sent] = await sync.listTransfers({ kind: "order", subject_id: order.id })
  const { message, problems, notes } = toSpecterDelivery(fulfillment, orderNo, {
    settings: settingsAsSent(settings, hashInSpecter(sent)),
    orderItems: order.items ?? [],
  })
  if (!message) {
    throw new TransferStop({ state: "rejected", reason: problems[0], notes: problems.slice(1) })
  }
  await sync.hold([transfer], { dispatching: true })
  await specter.client().submitDelivery(message, { correlationId: transfer.id })
  return { state: "sent", hash: payloadHash(message), notes }
}

type Loaded = {
  fulfillment?: MedusaFulfillment & { canceled_at?: string | Date | null; order?: { id: string } | null }
  order?: { id: string; display_id: number; items?: MedusaItem[] | null }
}

async function loadFulfillment(container: MedusaContainer, id: string): Promise<Loaded> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const found = await query.graph({ entity: "fulfillment", fields: FULFILLMENT_FIELDS, filters: { id } })
  const fulfillment = found.data[0] as unknown as Loaded["fulfillment"]
  if (!fulfillment?.order) {
    return { fulfillment }
  }
  const orders = await query.graph({
    entity: "order",
    fields: [...DELIVERY_ORDER_FIELDS, "display_id"],
    filters: { id: fulfillment.order.id },
  })
  return { fulfillment, order: orders.data[0] as unknown as Loaded["order"] }
}
