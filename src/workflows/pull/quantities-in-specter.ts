import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { quantitiesOf } from "../push/mappers/order-hash"

/** How many of each line item Specter has of an order; "whole" where the ledger does not tell. */
export type InSpecter = Record<string, string> | "whole"

/** Those of the orders that Specter was known to have before `askedAt`; of one that it has removed since, nothing. */
export async function quantitiesInSpecter(
  container: MedusaContainer,
  orderIds: string[],
  askedAt: Date
): Promise<Map<string, InSpecter>> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const orders = await sync.ordersInSpecter(orderIds, askedAt)
  return new Map(
    orders.map(({ id, hash, is_removed }) => [id, is_removed ? {} : (quantitiesOf(hash) ?? "whole")])
  )
}
