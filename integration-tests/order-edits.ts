import { answered } from "./products"
import type { Store } from "./store"

/** Changes how many of an article an order has, as a person does in the admin: edit, confirm. */
export async function editQuantity(
  store: Store,
  orderId: string,
  sku: string,
  quantity: number
): Promise<void> {
  await editItem(store, orderId, sku, { quantity })
}

/** Changes what is told of an article's row in the same way: how many there are, or its price. */
export async function editItem(
  store: Store,
  orderId: string,
  sku: string,
  change: { quantity: number; unit_price?: number }
): Promise<void> {
  const { data } = await store.admin.get(`/admin/orders/${orderId}?fields=*items`)
  const item = data.order.items.find(({ variant_sku }: { variant_sku: string }) => variant_sku === sku)
  await edit(store, orderId, `items/item/${item.id}`, change)
}

/** Adds an article to an order, in the same way. */
export async function addToOrder(
  store: Store,
  orderId: string,
  sku: string,
  quantity: number
): Promise<void> {
  const { id } = store.shop.variants[sku]
  await edit(store, orderId, "items", { items: [{ variant_id: id, quantity }] })
}

async function edit({ admin }: Store, orderId: string, path: string, body: object): Promise<void> {
  const post = async (to: string, sent: object = {}) => {
    const { status, data } = await admin.post(`/admin/order-edits${to}`, sent)
    answered(status, data)
  }
  await post("", { order_id: orderId })
  await post(`/${orderId}/${path}`, body)
  await post(`/${orderId}/confirm`)
}
