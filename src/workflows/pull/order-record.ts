import type { MedusaContainer } from "@medusajs/framework/types"
import type { OrderItem } from "../../modules/specter/client"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Reason, ReasonCode } from "../../reasons/reason"
import { nextNotes } from "./mappers/next-notes"
import { ROW_NOTES } from "./mappers/plan-order-change"

/** What Specter has told of an order so far; empty when nothing. */
export async function orderRecord(container: MedusaContainer, orderId: string) {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [record] = await sync.listOrderRecords({ order_id: orderId })
  return {
    status_id: record?.status_id ?? null,
    status_name: record?.status_name ?? null,
    delivery_status: record?.delivery_status ?? null,
    tracking_numbers: (record?.tracking_numbers ?? []) as unknown as string[],
    notes: (record?.notes ?? []) as unknown as Reason[],
    told_rows: (record?.told_rows ?? []) as unknown as OrderItem[],
  }
}

/**
 * Keeps what was found out about an order on its record. Of the `settled` codes only what is among `found` still holds.
 * @returns whether that changed the notes.
 */
export async function noteOnOrder(
  container: MedusaContainer,
  orderId: string,
  found: Reason[],
  settled: readonly ReasonCode[] = []
): Promise<boolean> {
  const { notes } = await orderRecord(container, orderId)
  const next = nextNotes(notes, found, settled)
  if (JSON.stringify(next) === JSON.stringify(notes)) {
    return false
  }
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  await sync.putOrderRecord({ order_id: orderId, notes: next })
  return true
}

/** Notes what became of Specter's rows, and keeps them for as long as a note says that the store's are others. */
export async function noteRowsOnOrder(
  container: MedusaContainer,
  orderId: string,
  rows: OrderItem[],
  found: Reason[]
): Promise<boolean> {
  const { notes, told_rows } = await orderRecord(container, orderId)
  const next = nextNotes(notes, found, ROW_NOTES)
  const isChanged = JSON.stringify(next) !== JSON.stringify(notes)
  const kept = found.some(({ code }) => ROW_NOTES.includes(code)) ? rows : []
  if (isChanged || kept.length || told_rows.length) {
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    await sync.putOrderRecord({ order_id: orderId, notes: next, told_rows: kept })
  }
  return isChanged
}
