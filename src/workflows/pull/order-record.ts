import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Reason, ReasonCode } from "../../reasons/reason"
import { nextNotes } from "./mappers/next-notes"

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
