import assert from "node:assert/strict"
import { openDemo } from "../../demo/orders/open-demo.ts"
import { eventually } from "../../integration-tests/eventually.ts"
import { placeOrder } from "../../integration-tests/place-order.ts"
import { adminSession } from "../demo/admin-session.mjs"

/** The job's tick, and what a busy machine adds to it. */
const A_TICK = 60

/** Buys something over the store API, as a guest. */
export async function sell(storeUrl) {
  const { api, shop } = await openDemo(storeUrl)
  const order = await placeOrder(api, shop, { items: [{ sku: aSku(shop), quantity: 2 }] })
  assert.ok(order.total > 0, "the order has a total")
  return order
}

/** Any article of the shop, the same one each time. */
const aSku = ({ variants }) => Object.keys(variants).sort()[0]

/** What the admin is told; throws when that is a refusal. */
export async function tellAdmin(storeUrl, method, path, body) {
  const ask = await adminSession(storeUrl)
  const { ok, status, data } = await ask(method, path, body)
  assert.ok(ok, `${method} ${path} was answered with HTTP ${status}: ${data.message}`)
  return data
}

/** Waits until the store says that Specter has the order, and the sandbox holds it with the store's total. */
export async function untilInSpecter(storeUrl, sandbox, order) {
  const ask = await adminSession(storeUrl)
  await eventually(
    async () => (await ask("GET", `/admin/specter/orders/${order.id}`)).data.order?.transferred,
    A_TICK
  )
  const held = [...sandbox.orders.values()].filter(
    ({ externalOrderNo }) => externalOrderNo === String(order.display_id)
  )
  assert.deepEqual(
    held.map(({ total }) => Number(total)),
    [order.total],
    "Specter has the order once, with the store's total"
  )
}

/** Waits until the order's transfer says that it waits, and for this reason. */
export async function untilToldWhyNot(storeUrl, { id }, reason) {
  const ask = await adminSession(storeUrl)
  await eventually(async () => {
    const { order } = (await ask("GET", `/admin/specter/orders/${id}`)).data
    return order?.state === "waiting" && order.transfer?.reason?.code === reason
  }, A_TICK)
}

/** Waits until Specter has been told which addresses to call. */
export async function untilConnected(sandbox) {
  await eventually(() => Object.keys(sandbox.registered).length === 5, A_TICK)
}

/** A stock figure is changed in Specter; waits until its callback has made the store follow. */
export async function stockFollows(storeUrl, sandbox) {
  const { shop } = await openDemo(storeUrl)
  const sku = aSku(shop)
  await eventually(() => sandbox.articles.has(sku), A_TICK)
  sandbox.setStock(sku, 317)
  const ask = await adminSession(storeUrl)
  const path = `/admin/inventory-items?sku=${encodeURIComponent(sku)}&fields=stocked_quantity`
  await eventually(
    async () => (await ask("GET", path)).data.inventory_items[0].stocked_quantity === 317,
    A_TICK
  )
}
