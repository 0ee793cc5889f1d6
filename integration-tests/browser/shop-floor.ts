import type { Page } from "playwright-core"
import { type OpenDemo, openDemo } from "../../demo/orders/open-demo"
import { type RemoteSandbox, remoteSandbox } from "../../sandbox/remote"
import { eventually } from "../eventually"
import { type PlacedOrder, placeOrder } from "../place-order"
import { AdminBrowser, type Look, sandboxUrl, storeUrl } from "./admin-browser"

export const SWEDISH: Look = { language: "sv", theme: "light", width: 1280 }

const SECONDS = 60

/** The throw-away store with a browser, a shopper and Specter's other end. */
export class ShopFloor {
  private constructor(
    readonly admin: AdminBrowser,
    readonly demo: OpenDemo,
    readonly sandbox: RemoteSandbox
  ) {}

  static async open(): Promise<ShopFloor> {
    return new ShopFloor(await AdminBrowser.open(), await openDemo(storeUrl()), remoteSandbox(sandboxUrl()))
  }

  async close(): Promise<void> {
    await this.sandbox.clearFaults()
    await this.admin.close()
  }

  /** A page in a look, closed again whatever happens. */
  async at<Result>(path: string, look: Look, visit: (page: Page) => Promise<Result>): Promise<Result> {
    const page = await this.admin.page(look)
    try {
      await page.goto(`/app${path}`)
      return await visit(page)
    } finally {
      await page.close()
    }
  }

  buy(sku = "TRÖJA-M"): Promise<PlacedOrder> {
    return placeOrder(this.demo.api, this.demo.shop, { items: [{ sku, quantity: 2 }] })
  }

  /** Buys and waits until the order's transfer has come to that state. */
  async bought(state: string, sku?: string): Promise<PlacedOrder> {
    const order = await this.buy(sku)
    await eventually(async () => (await this.demo.transferOf(order.id)).state === state, SECONDS)
    return order
  }

  /** An order that Specter refuses, with these words, until it has been refused: its event and the reconciling may both send it. */
  async refusedOrder(words = "Betalvillkor saknas på kunden"): Promise<PlacedOrder> {
    await this.sandbox.fault("newOrderSubmit", { kind: "refuse", code: "50", message: words }, Infinity)
    try {
      return await this.bought("rejected")
    } finally {
      await this.sandbox.clearFaults()
    }
  }

  /** An order of which nobody knows whether Specter has it. */
  async unconfirmedOrder(kind: "drop" | "carry-out-and-drop" = "drop"): Promise<PlacedOrder> {
    await this.settings({ external_order_no_control: false })
    try {
      await this.sandbox.fault("newOrderSubmit", { kind })
      return await this.bought("unconfirmed")
    } finally {
      await this.settings({ external_order_no_control: true })
    }
  }

  /** Packs and sends all of the order. Gives back the fulfillment's id. */
  async ship({ id }: PlacedOrder): Promise<string> {
    const path = `/admin/orders/${id}`
    const { order } = await this.admin.ask<{ order: { items: { id: string; quantity: number }[] } }>(
      "GET",
      `${path}?fields=*items`
    )
    const items = order.items.map((item) => ({ id: item.id, quantity: item.quantity }))
    const { stock_locations } = await this.admin.ask<{ stock_locations: { id: string }[] }>(
      "GET",
      `/admin/stock-locations?name=${encodeURIComponent("Lagret i Borås")}`
    )
    await this.admin.ask("POST", `${path}/fulfillments`, { items, location_id: stock_locations[0].id })
    const packed = await this.admin.ask<{ order: { fulfillments: { id: string }[] } }>(
      "GET",
      `${path}?fields=*fulfillments`
    )
    const [fulfillment] = packed.order.fulfillments
    await this.admin.ask("POST", `${path}/fulfillments/${fulfillment.id}/shipments`, { items })
    return fulfillment.id
  }

  /** Changes how many of its only article the order is for. */
  async changeQuantity({ id }: PlacedOrder, quantity: number): Promise<void> {
    const { order } = await this.admin.ask<{ order: { items: { id: string }[] } }>(
      "GET",
      `/admin/orders/${id}`
    )
    const edit = `/admin/order-edits/${id}`
    await this.admin.ask("POST", "/admin/order-edits", { order_id: id })
    await this.admin.ask("POST", `${edit}/items/item/${order.items[0].id}`, { quantity })
    await this.admin.ask("POST", `${edit}/request`, {})
    await this.admin.ask("POST", `${edit}/confirm`, {})
  }

  /** Draws all of the order's payment. Gives back the order's id. */
  async capture({ id }: PlacedOrder): Promise<string> {
    type Payments = { order: { payment_collections: { payments: { id: string }[] }[] } }
    const path = `/admin/orders/${id}?fields=*payment_collections.payments`
    const { order } = await this.admin.ask<Payments>("GET", path)
    await this.admin.ask("POST", `/admin/payments/${order.payment_collections[0].payments[0].id}/capture`, {})
    return id
  }

  settings(values: object): Promise<unknown> {
    return this.admin.ask("POST", "/admin/specter/settings", values)
  }

  /** Specter's orders that stand for this one. */
  async inSpecter(order: PlacedOrder) {
    const { orders } = await this.sandbox.state(0)
    return orders.filter(({ externalOrderNo }) => externalOrderNo === String(order.display_id))
  }
}
