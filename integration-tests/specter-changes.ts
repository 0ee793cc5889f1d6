import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { applyOrders } from "../src/workflows/pull/apply-orders"
import { type OrderRequest, placeOrder, type PlacedOrder } from "./place-order"
import { pull } from "./pull"
import { answered } from "./products"
import { quiet } from "./quiet"
import { inSpecter, shownIn } from "./specter-orders"
import type { Store } from "./store"

const ORDER_FIELDS = [
  "id",
  "status",
  "total",
  "payment_status",
  "fulfillment_status",
  "*items",
  "*items.detail",
  "*fulfillments",
  "*fulfillments.items",
  "*fulfillments.labels",
  "*payment_collections",
  "*payment_collections.payments",
].join(",")

/** An order that Specter has, and its number there. What was asked of Specter for it is forgotten. */
export async function orderInSpecter(
  store: Store,
  request: OrderRequest = { items: [{ sku: "TRÖJA-S", quantity: 2 }] }
): Promise<PlacedOrder & { orderNo: string }> {
  const order = await placeOrder(store.api, store.shop, request)
  await shownIn(store, "sent", order.id)
  await quiet(store)
  store.sandbox.calls.length = 0
  return { ...order, orderNo: inSpecter(store, order)[0].orderNo }
}

/** Fetches what Specter has to tell of orders, and waits until the store has nothing more to do about it. */
export async function pullOrders(store: Store): Promise<void> {
  await pull(store, "orders")
  await quiet(store)
}

/** What would be an answer of Specter's, applied as a pull would; `orders` are `<order>` elements. */
export async function applyXml(store: Store, orders: string) {
  const raw = `<?xml version="1.0"?><root><orders>${orders}</orders><moreInfoToFetch>0</moreInfoToFetch></root>`
  const outcome = await applyOrders(store.container, raw, {
    askedAt: new Date(),
    isRepeat: false,
    isLastTry: false,
    hold: async () => {},
    progress: async () => {},
    wantStock: () => {},
  })
  await quiet(store)
  return outcome
}

/** The order as Medusa's admin shows it. */
export async function storeOrder({ admin }: Store, id: string): Promise<any> {
  const { status, data } = await admin.get(`/admin/orders/${id}?fields=${ORDER_FIELDS}`)
  return answered(status, data).order
}

/** Of the inventory item of this SKU at all locations: on the shelves, and reserved. */
export async function stockOf(
  { admin, shop }: Store,
  sku: string
): Promise<{ stocked: number; reserved: number }> {
  const { status, data } = await admin.get(`/admin/inventory-items/${shop.variants[sku].inventoryItemId}`)
  const { stocked_quantity, reserved_quantity } = answered(status, data).inventory_item
  return { stocked: stocked_quantity, reserved: reserved_quantity }
}

/** The store asks for nothing by itself: only the test pulls. */
export async function withoutPolling({ container }: Store): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const asked = ["stock", "orders"].map((id) => ({
    id,
    wanted: false,
    token: null,
    lease_until: null,
    last_pulled_at: knex.fn.now(),
  }))
  await knex("specter_turn").insert(asked).onConflict("id").merge()
}

/** What the store has asked Specter to do, apart from reading. */
export function writes({ sandbox }: Store): string[] {
  return sandbox.calls.map(({ action }) => action).filter((action) => action.endsWith("Submit"))
}
