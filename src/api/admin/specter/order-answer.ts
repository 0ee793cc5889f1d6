import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../../modules/specter"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import { type LoadedOrder, loadOrder } from "../../../workflows/push/load-order"
import { externalOrderNo } from "../../../workflows/push/mappers/external-order-no"
import { hashInSpecter, settingsAsSent } from "../../../workflows/push/mappers/order-hash"
import { isKlarna } from "../../../workflows/push/mappers/payment"
import { orderRecord } from "../../../workflows/pull/order-record"
import { reasonAnswer, transferAnswer } from "./transfer-answer"

/** @throws NOT_FOUND when the store has no such order. */
export async function orderOrNotFound(container: MedusaContainer, orderId: string): Promise<LoadedOrder> {
  const order = await loadOrder(container, orderId)
  if (!order) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `The store has no order with the id ${orderId}`)
  }
  return order
}

/** What became of an order in Specter, and of what builds on it: its removal, deliveries and invoice. */
export async function orderAnswer(container: MedusaContainer, order: LoadedOrder) {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const [[transfer], related, numbers, invoices, record] = await Promise.all([
    sync.listTransfers({ kind: "order", subject_id: order.id }),
    sync.listTransfers({ parent_id: order.id }),
    sync.references("order", [order.id]),
    sync.references("invoice", [order.id]),
    orderRecord(container, order.id),
  ])
  const isTransferred = numbers.has(order.id) || transfer?.state === "sent"
  return {
    order_id: order.id,
    state: transfer?.state ?? null,
    transferred: isTransferred,
    can_transfer: !isTransferred && transfer?.state !== "sending",
    /** The number that Specter knows the store's order by. */
    external_order_no: externalOrderNo(order, settingsAsSent(settings, hashInSpecter(transfer))),
    specter_order_number: numbers.get(order.id) ?? transfer?.specter_number ?? null,
    invoice: invoices.has(order.id) ? { number: invoices.get(order.id) } : null,
    /** As Specter last told it, in its own words. */
    specter_status: { id: record.status_id, name: record.status_name, delivery: record.delivery_status },
    tracking_numbers: record.tracking_numbers,
    /** What Specter has changed, and what the store could not follow. */
    notes: record.notes.map(reasonAnswer),
    is_klarna: isKlarna(order, settings),
    outdated: transfer?.outdated ?? false,
    reason: transfer ? transferAnswer(transfer).reason : null,
    words: transfer?.words ?? null,
    transfer: transfer ? transferAnswer(transfer) : null,
    related: related.map(transferAnswer),
  }
}
