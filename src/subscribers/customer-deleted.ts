import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SPECTER_SYNC_MODULE } from "../modules/specter-sync"
import type SpecterSyncModuleService from "../modules/specter-sync/service"
import { askAndDrain } from "../workflows/push/ask-and-drain"

/** Specter keeps the customer. A transfer that needed the merchant does no longer. */
export default async function customerDeleted({ event, container }: SubscriberArgs<{ id: string }>) {
  const { id } = event.data
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [transfer] = await sync.listTransfers({ kind: "customer", subject_id: id })
  if (transfer) {
    await askAndDrain(container, "customer", [{ id }])
  }
}

export const config: SubscriberConfig = {
  event: ["customer.deleted", "customer.customer.deleted"],
  context: { subscriberId: "specter-customer-deleted" },
}
