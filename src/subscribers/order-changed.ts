import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SPECTER_SYNC_MODULE } from "../modules/specter-sync"
import type SpecterSyncModuleService from "../modules/specter-sync/service"
import { askAndDrain } from "../workflows/push/ask-and-drain"
import { drain } from "../workflows/push/drain"
import { recheckOrder } from "../workflows/push/recheck-order"

/**
 * A change may be what a rejected order waited for. An order that Specter has is held against the store's instead: it is
 * never sent twice.
 */
export default async function orderChanged({
  event,
  container,
}: SubscriberArgs<{ id?: string; order_id?: string }>) {
  const id = event.data.order_id ?? event.data.id
  if (!id) {
    return
  }
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [transfer] = await sync.listTransfers({ kind: "order", subject_id: id })
  if (transfer?.state === "sent") {
    await recheckOrder(container, id)
    await drain(container, "order")
  } else if (transfer) {
    await askAndDrain(container, "order", [{ id }])
  }
}

export const config: SubscriberConfig = {
  event: [
    "order.canceled",
    "order.updated",
    "order-edit.confirmed",
    "order.exchange_created",
    "order.claim_created",
  ],
  context: { subscriberId: "specter-order-changed" },
}
