import { answered } from "./products"
import type { Store } from "./store"

/** Packs these of the order's items, by SKU, where they are reserved. Gives back the fulfillment's id. */
export async function fulfil(
  store: Store,
  orderId: string,
  quantities: Record<string, number>
): Promise<string> {
  const before = await orderInStore(store, orderId)
  const items = before.items
    .filter(({ variant_sku }: any) => variant_sku in quantities)
    .map(({ id, variant_sku }: any) => ({ id, quantity: quantities[variant_sku] }))
  const location_id = (await reservedAt(store, items)) ?? Object.values(store.shop.stockLocationIds)[0]
  const { status, data } = await store.admin.post(`/admin/orders/${orderId}/fulfillments`, {
    items,
    location_id,
  })
  answered(status, data)
  const known = new Set(before.fulfillments.map(({ id }: any) => id))
  const after = await orderInStore(store, orderId)
  return after.fulfillments.find(({ id }: any) => !known.has(id)).id
}

async function reservedAt({ admin }: Store, items: { id: string }[]): Promise<string | undefined> {
  const wanted = items.map(({ id }) => `line_item_id[]=${id}`).join("&")
  const { status, data } = await admin.get(`/admin/reservations?fields=location_id&${wanted}`)
  return answered(status, data).reservations[0]?.location_id
}

/** Sends what was packed, all of it. */
export async function ship(store: Store, orderId: string, fulfillmentId: string): Promise<void> {
  const { fulfillments, items } = await orderInStore(store, orderId)
  const { items: packed } = fulfillments.find(({ id }: any) => id === fulfillmentId)
  const ids = new Set(packed.map(({ line_item_id }: any) => line_item_id))
  await fulfillmentAction(store, orderId, fulfillmentId, "shipments", {
    items: items
      .filter(({ id }: any) => ids.has(id))
      .map(({ id, detail }: any) => ({ id, quantity: detail.fulfilled_quantity - detail.shipped_quantity })),
  })
}

export async function fulfillmentAction(
  store: Store,
  orderId: string,
  fulfillmentId: string,
  action: "shipments" | "cancel" | "mark-as-delivered",
  body: object = {}
): Promise<void> {
  const path = `/admin/orders/${orderId}/fulfillments/${fulfillmentId}/${action}`
  const { status, data } = await store.admin.post(path, body)
  answered(status, data)
}

/** Draws the order's payment, all of it unless an amount is given. */
export async function capture(store: Store, orderId: string, amount?: number): Promise<void> {
  const { payment_collections } = await orderInStore(store, orderId)
  const { id } = payment_collections[0].payments[0]
  const { status, data } = await store.admin.post(`/admin/payments/${id}/capture`, amount ? { amount } : {})
  answered(status, data)
}

async function orderInStore(store: Store, orderId: string): Promise<any> {
  const fields = "*items.detail,*fulfillments.items,*payment_collections.payments"
  const { status, data } = await store.admin.get(`/admin/orders/${orderId}?fields=${fields}`)
  return answered(status, data).order
}
