import type { SandboxOrder } from "../sandbox"
import { eventually } from "./eventually"
import { answered } from "./products"
import type { Store } from "./store"

/** What the admin shows of this order. */
export async function shown({ admin }: Store, orderId: string): Promise<any> {
  const { status, data } = await admin.get(`/admin/specter/orders/${orderId}`)
  return answered(status, data).order
}

/** What the admin shows of this order, once it is in this state; `waiting` is one that was tried in vain. */
export async function shownIn(store: Store, state: string, orderId: string, seconds = 20): Promise<any> {
  return await eventually(async () => {
    const order = await shown(store, orderId)
    const isUntried = state === "waiting" && order.reason === null
    return order.state === state && !isUntried && order
  }, seconds)
}

/** The button "Transfer order". */
export async function press({ admin }: Store, orderId: string, body: object = {}): Promise<any> {
  const { status, data } = await admin.post(`/admin/specter/orders/${orderId}/transfer`, body)
  return answered(status, data).order
}

/** Specter's orders that stand for this order of the store's; there should never be two. */
export function inSpecter({ sandbox }: Store, { display_id }: { display_id: number }): SandboxOrder[] {
  return [...sandbox.orders.values()].filter(({ externalOrderNo }) => externalOrderNo === String(display_id))
}
