import { answered } from "./products"
import type { Store } from "./store"

/** Changes how many of an article an order has, as a person does in the admin: edit, confirm. */
export async function editQuantity(
  store: Store,
  orderId: string,
  sku: string,
  quantity: number
): Promise<void> {
  const { admin } = store
  const post = async (path: string, body: object = {}) => {
    const { status, data } = await admin.post(`/admin/order-edits${path}`, body)
    return answered(status, data)
  }
  const { data } = await admin.get(`/admin/orders/${orderId}?fields=*items`)
  const item = data.order.items.find(({ variant_sku }: { variant_sku: string }) => variant_sku === sku)
  await post("", { order_id: orderId })
  await post(`/${orderId}/items/item/${item.id}`, { quantity })
  await post(`/${orderId}/confirm`)
}
