import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { isSameOrder, withRemarksOf } from "./mappers/order-hash"

/**
 * Specter has the rows that the store's order has by its `hash`. The rest of it is as it was sent: Specter does not tell
 * that, and what the store has changed of it is still older there.
 */
export async function noteRowsAsSent(
  container: MedusaContainer,
  orderId: string,
  hash: string,
  sentHash: string | null = null
): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const inSpecter = withRemarksOf(hash, sentHash)
  if (inSpecter !== sentHash) {
    await sync.setSentHash("order", orderId, inSpecter, !isSameOrder(inSpecter, hash))
    await sync.hurryDependants({ orderIds: [orderId], variantIds: [] })
  }
}
