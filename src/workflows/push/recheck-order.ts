import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { noteRowsAsTold } from "../pull/change-rows-in-store"
import { loadOrder } from "./load-order"
import { hasOtherLines, hasSameRows, isSameOrder } from "./mappers/order-hash"
import { presentHash } from "./present-hash"

/**
 * Holds an order that Specter has against what the store has now. A cancelled one is to be removed (if the merchant
 * wants that); a changed one is not sent twice: its record says that Specter has the older version.
 */
export async function recheckOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  await noteRowsAsTold(container, orderId)
  const [transfer] = await sync.listTransfers({ kind: "order", subject_id: orderId, state: "sent" })
  const order = transfer && (await loadOrder(container, orderId))
  if (!order) {
    return
  }
  if (order.status === "canceled") {
    const [missing] = await sync.missing("order_removal", [orderId])
    if (missing) {
      await sync.ask("order_removal", [{ id: orderId, parent_id: orderId }], { by: "event" })
    }
    await sync.markOutdated(orderId, false)
    await sync.hurryDependants({ orderIds: [orderId], variantIds: [] })
    return
  }
  // Of an order that the merchant found in Specter, what it was is not known.
  const sent = transfer.sent_hash
  // What cannot be mapped any more has changed too.
  const hash = sent === null ? undefined : await presentHash(container, order, sent)
  const isAsSent = sent === null || (hash !== undefined && isSameOrder(hash, sent))
  if (isAsSent && hash && hasOtherLines(hash, sent ?? "")) {
    await sync.setSentHash("order", orderId, hash, false)
  }
  await sync.markOutdated(orderId, !isAsSent)
  if (isAsSent || hasSameRows(hash ?? "", sent)) {
    await sync.hurryDependants({ orderIds: [orderId], variantIds: [] })
  }
}
