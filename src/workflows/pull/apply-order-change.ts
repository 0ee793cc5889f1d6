import type { MedusaContainer } from "@medusajs/framework/types"
import type { OrderChange } from "../../modules/specter/client"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { RemarkableRow } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Reason } from "../../reasons/reason"
import { loadOrder } from "../push/load-order"
import { changeRowsInStore } from "./change-rows-in-store"
import { deliverOrderInStore } from "./deliver-order-in-store"
import { findOrder } from "./find-order"
import { trackingNumbersOf } from "./mappers/delivery-target"
import { DELIVERY_NOTES } from "./mappers/plan-deliveries"
import { REMOVAL_NOTES } from "./mappers/removal-hindrance"
import { noteOnOrder, noteRowsOnOrder, orderRecord } from "./order-record"
import { removeOrderInStore } from "./remove-order-in-store"

export type AppliedOrder = { changed: boolean; rows: RemarkableRow[] }

const REMOVED = "5"

/** Brings the store's order to what Specter tells of it. Telling it again changes nothing. */
export async function applyOrderChange(
  container: MedusaContainer,
  change: OrderChange
): Promise<AppliedOrder> {
  const { orderNo, externalOrderNo = "", problem } = change
  const malformed: RemarkableRow[] = problem
    ? [
        {
          subject: orderNo,
          outcome: "problem",
          reason: { code: "order_row_unreadable", data: { order_no: orderNo, problem } },
        },
      ]
    : []
  const orderId = orderNo === "" ? undefined : await findOrder(container, change)
  if (!orderId) {
    const reason: Reason = {
      code: "order_unmatched",
      data: { order_no: orderNo, external_order_no: externalOrderNo },
    }
    return {
      changed: false,
      rows: malformed.length ? malformed : [{ subject: orderNo, outcome: "unmatched", reason }],
    }
  }
  const isNews = await keepNews(container, orderId, change)
  const { changed, notes } =
    change.statusId === REMOVED
      ? await remove(container, orderId, orderNo)
      : await follow(container, orderId, change)
  const noted = notes.map((reason) => ({ subject: orderNo, outcome: "noted" as const, reason }))
  return { changed: isNews || changed, rows: [...malformed, ...noted] }
}

/** @returns whether Specter told anything that it had not told before. */
async function keepNews(container: MedusaContainer, orderId: string, change: OrderChange): Promise<boolean> {
  const { notes: _notes, told_rows: _rows, ...before } = await orderRecord(container, orderId)
  const tracking_numbers = [...new Set([...before.tracking_numbers, ...trackingNumbersOf(change)])]
  const now = {
    status_id: change.statusId ?? before.status_id,
    status_name: change.statusName ?? before.status_name,
    delivery_status: change.deliveryStatus ?? before.delivery_status,
    tracking_numbers,
  }
  if (JSON.stringify(now) === JSON.stringify(before)) {
    return false
  }
  await container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE).putOrderRecord({
    order_id: orderId,
    status_id: change.statusId,
    status_name: change.statusName,
    delivery_status: change.deliveryStatus,
    tracking_numbers,
  })
  return true
}

async function remove(container: MedusaContainer, orderId: string, orderNo: string) {
  const { changed, note } = await removeOrderInStore(container, orderId, orderNo)
  // What a removed order's rows and deliveries were is no matter any more.
  const areRowsCleared = await noteRowsOnOrder(container, orderId, [], [])
  const isCleared = await noteOnOrder(container, orderId, [], DELIVERY_NOTES)
  return { changed: changed || areRowsCleared || isCleared, notes: note ? [note] : [] }
}

/** The rows first: what is delivered is what they say then. A value that could not be read leaves both alone. */
async function follow(container: MedusaContainer, orderId: string, change: OrderChange) {
  const isRevived = change.statusId !== undefined && (await revive(container, orderId))
  if (change.problem) {
    return { changed: isRevived, notes: [] }
  }
  const rows = change.rows
    ? await changeRowsInStore(container, orderId, change.orderNo, change.rows)
    : { changed: false, notes: [] }
  const delivery = await deliverOrderInStore(container, orderId, change)
  return { changed: isRevived || rows.changed || delivery.changed, notes: [...rows.notes, ...delivery.notes] }
}

/**
 * Specter has the order, whatever it told before: if the store cancels it after this, Specter is to remove it.
 * @returns whether it was noted to be removed there.
 */
async function revive(container: MedusaContainer, orderId: string): Promise<boolean> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [removal] = await sync.listTransfers({ kind: "order_removal", subject_id: orderId, state: "skipped" })
  const order = removal && (await loadOrder(container, orderId))
  if (order && order.status !== "canceled") {
    await sync.dropCausedBySpecter("order_removal", orderId)
  }
  return await noteOnOrder(container, orderId, [], REMOVAL_NOTES)
}
