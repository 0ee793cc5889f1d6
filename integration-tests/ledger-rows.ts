import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import tick from "../src/jobs/specter-tick"
import { ORDERS_GROW_OLD } from "./orders-grow-old"
import type { Store } from "./store"

const tables = ({ container }: Store) => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

/** What stands in the ledger's row of this order. */
export async function orderRow(store: Store, orderId: string): Promise<any> {
  return await tables(store)("specter_transfer").where({ kind: "order", subject_id: orderId }).first()
}

/** Leaves the order's row as a process does that ends in the middle of sending it. */
export async function leaveSending(
  store: Store,
  orderId: string,
  { dispatched }: { dispatched: boolean }
): Promise<void> {
  const knex = tables(store)
  const past = knex.raw("now() - interval '1 minute'")
  await knex("specter_transfer")
    .where({ kind: "order", subject_id: orderId })
    .update({
      state: "sending",
      lane: "one-at-a-time",
      lease_token: "of-a-process-that-is-gone",
      lease_until: past,
      dispatched_at: dispatched ? past : null,
    })
}

/** Lets orders be old enough for reconciling to take them up. */
export async function ordersGrowOld(store: Store): Promise<void> {
  await tables(store).raw(ORDERS_GROW_OLD)
}

/** The store no longer knows that Specter has the order. */
export async function forgetOrder(store: Store, orderId: string): Promise<void> {
  const knex = tables(store)
  await knex("specter_reference").where({ kind: "order", store_id: orderId }).delete()
  await knex("specter_transfer").where({ kind: "order", subject_id: orderId }).delete()
}

/** Neither Specter nor the store's memory of Specter has the article any more. */
export async function loseArticle(store: Store, articleNo: string): Promise<void> {
  // What Specter has to tell of it is read first: read later, it would bring the memory back.
  await tick(store.container)
  await tables(store)("specter_known_article").where({ article_no: articleNo }).delete()
  store.sandbox.removeArticle(articleNo)
}
