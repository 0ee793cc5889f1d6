import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { pagesOf } from "../pages-of"
import { recheckOrder } from "../push/recheck-order"
import { startOfOrders } from "../start-of-orders"
import { reconcileDeliveries } from "./reconcile-deliveries"
import { reconcileInvoices } from "./reconcile-invoices"

const TWO_DAYS_MS = 2 * 24 * 3600 * 1000

/**
 * Medusa makes the order first and deletes it again when its payment is refused. It keeps the cart locked meanwhile, for
 * this long at most.
 */
const LONGEST_PURCHASE_MS = 2 * 60 * 1000

type FoundOrder = { id: string; created_at: Date | string; updated_at: Date | string; status: string }

/**
 * Makes good events that were lost: asks for the orders since the merchant's start date that have no transfer, once they
 * are two minutes old, and holds those that changed against what Specter has; asks for the deliveries and invoices of
 * those that Specter has. Looks at two days back, with `all` at everything since the start date.
 * @returns how many orders, deliveries and invoices had been missed.
 */
export async function reconcileOrders(
  container: MedusaContainer,
  { all }: { all: boolean }
): Promise<number> {
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const start = startOfOrders(settings)
  const since = all ? start : new Date(Math.max(start.getTime(), Date.now() - TWO_DAYS_MS))
  let missed = 0
  for await (const orders of pagesOf<FoundOrder>(container, {
    entity: "order",
    fields: ["id", "created_at", "updated_at", "status"],
    filters: { is_draft_order: false, updated_at: { $gte: since } },
  })) {
    missed += await reconcilePage(container, orders, start)
  }
  missed += await reconcileDeliveries(container, since)
  missed += await reconcileInvoices(container, since)
  return missed
}

const isBetween = (first: Date, date: Date, last: Date) => first <= date && date <= last

async function reconcilePage(container: MedusaContainer, orders: FoundOrder[], start: Date): Promise<number> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const latest = new Date(Date.now() - LONGEST_PURCHASE_MS)
  const wanted = orders
    .filter(({ created_at }) => isBetween(start, new Date(created_at), latest))
    .map(({ id }) => id)
  const missed = await sync.missing("order", wanted)
  await sync.ask(
    "order",
    missed.map((id) => ({ id })),
    { by: "reconcile" }
  )
  // Their events came while the merchant's start date was a later one.
  const early = await sync.skippedFor("order", wanted, "order_before_start_date")
  await sync.ask(
    "order",
    early.map((id) => ({ id })),
    { by: "event" }
  )
  for (const id of await sync.changedSince(orders.map(({ id, updated_at }) => ({ id, updated_at })))) {
    await recheckOrder(container, id)
  }
  return missed.length + early.length
}
