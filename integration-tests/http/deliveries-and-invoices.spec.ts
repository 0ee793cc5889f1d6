import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { reconcileAll } from "../../src/workflows/reconcile/reconcile-all"
import specterReconcileOrders from "../../src/jobs/specter-reconcile-orders"
import specterTick from "../../src/jobs/specter-tick"
import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import { actions, forms } from "../calls"
import { dueNow } from "../due-now"
import { eventually } from "../eventually"
import { capture, fulfil, fulfillmentAction, ship } from "../fulfillments"
import { transferIn, transfers, triedInVain } from "../ledger"
import { editItem } from "../order-edits"
import { type OrderRequest, placeOrder } from "../place-order"
import { answered, createInventoryItem, createProduct } from "../products"
import { pull } from "../pull"
import { quiet } from "../quiet"
import { choose } from "../settings"
import { inSilence } from "../silence"
import { storeOrder } from "../specter-changes"
import { press, shown } from "../specter-orders"
import { describeStore } from "../store"

describeStore((store) => {
  const forget = () => (store.sandbox.calls.length = 0)
  const only = () => [...store.sandbox.orders.values()][0]

  async function ordered(items: OrderRequest["items"]) {
    const order = await placeOrder(store.api, store.shop, { items })
    await transferIn(store, "sent", order.id, "order")
    await quiet(store)
    forget()
    return order
  }

  /** An order that Specter does not have yet. */
  async function orderedInVain() {
    store.sandbox.fault("newOrderSubmit", { kind: "refuse", code: "42", message: "Ordern är spärrad" })
    const order = await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
    await transferIn(store, "rejected", order.id, "order")
    forget()
    return order
  }

  describe("a shipped fulfillment", () => {
    beforeEach(() => choose(store, { send_deliveries: true }))

    it("is a delivery in Specter, with what was shipped", async () => {
      const order = await ordered([
        { sku: "TRÖJA-S", quantity: 3 },
        { sku: "KAFFE 500", quantity: 2 },
      ])
      const first = await fulfil(store, order.id, { "TRÖJA-S": 2 })
      await quiet(store)
      expect(actions(store)).toEqual([])
      await ship(store, order.id, first)
      expect(await transferIn(store, "sent", first, "delivery")).toMatchObject({
        label: `#${order.display_id}`,
        parent_id: order.id,
        reason: null,
      })
      expect([...store.sandbox.deliveries.values()]).toMatchObject([
        { orderNo: only().orderNo, rows: [{ articleNo: "TRÖJA-S", noOfItems: "2" }] },
      ])
      expect(forms(store, "newDeliverySubmit")[0].deliveryDate).toBe(
        new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", dateStyle: "short" }).format(
          new Date()
        )
      )
      expect(only().deliveryStatus).toBe("P")

      const rest = await fulfil(store, order.id, { "TRÖJA-S": 1, "KAFFE 500": 2 })
      await ship(store, order.id, rest)
      await transferIn(store, "sent", rest, "delivery")
      const { rows } = [...store.sandbox.deliveries.values()][1]
      const articlesInOrder = only().rows.map(({ articleNo }) => articleNo)
      expect([...rows.map(({ articleNo }) => articleNo), "FRAKT"]).toEqual(articlesInOrder)
      expect(rows).toEqual(
        expect.arrayContaining([
          { articleNo: "TRÖJA-S", noOfItems: "1" },
          { articleNo: "KAFFE 500", noOfItems: "2" },
        ])
      )
    })

    it("is registered once, however often it is heard of", async () => {
      const order = await ordered([{ sku: "TRÖJA-S", quantity: 1 }])
      const id = await fulfil(store, order.id, { "TRÖJA-S": 1 })
      await ship(store, order.id, id)
      const { id: transferId } = await transferIn(store, "sent", id, "delivery")
      await fulfillmentAction(store, order.id, id, "mark-as-delivered")
      await store.container.resolve(Modules.EVENT_BUS).emit({ name: "shipment.created", data: { id } })
      await store.admin.post("/admin/specter/transfers/retry", { ids: [transferId] })
      await quiet(store)
      expect(actions(store)).toEqual(["newDeliverySubmit"])
    })

    it("whose event was lost is made good by the reconcile job, once", async () => {
      const order = await ordered([{ sku: "TRÖJA-S", quantity: 2 }])
      const [shipped, packed] = [
        await fulfil(store, order.id, { "TRÖJA-S": 1 }),
        await fulfil(store, order.id, { "TRÖJA-S": 1 }),
      ]
      await inSilence(store, () => ship(store, order.id, shipped))
      await specterReconcileOrders(store.container)
      await specterReconcileOrders(store.container)
      expect(await transferIn(store, "sent", shipped, "delivery")).toMatchObject({ parent_id: order.id })
      await quiet(store)
      expect(await transfers(store, `subject_id=${packed}`)).toEqual([])
      expect(actions(store)).toEqual(["newDeliverySubmit"])
    })

    it("is nobody's business when it left before deliveries were switched on", async () => {
      await choose(store, { send_deliveries: false })
      const order = await ordered([{ sku: "TRÖJA-S", quantity: 1 }])
      const id = await fulfil(store, order.id, { "TRÖJA-S": 1 })
      await ship(store, order.id, id)
      await choose(store, { send_deliveries: true })
      await specterReconcileOrders(store.container)
      expect(await transfers(store, "kind=delivery")).toEqual([])
    })

    it("is registered when it is handed over without having been shipped", async () => {
      const order = await ordered([{ sku: "BOK-1", quantity: 1 }])
      const id = await fulfil(store, order.id, { "BOK-1": 1 })
      await fulfillmentAction(store, order.id, id, "mark-as-delivered")
      await transferIn(store, "sent", id, "delivery")
      expect(store.sandbox.deliveries.size).toBe(1)
    })

    it("of a kit names the kit, not its parts", async () => {
      const cups = await createInventoryItem(store, "DEL-KOPP", [20, 0])
      const saucers = await createInventoryItem(store, "DEL-FAT", [20, 0])
      const product = await createProduct(store, {
        title: "Kaffeset",
        variants: [
          {
            sku: "SET-1",
            price: 200,
            manage_inventory: true,
            inventory_items: [
              { inventory_item_id: cups, required_quantity: 2 },
              { inventory_item_id: saucers, required_quantity: 1 },
            ],
          },
        ],
      })
      store.shop.variants["SET-1"] = product.variants[0]
      const order = await ordered([{ sku: "SET-1", quantity: 3 }])
      const id = await fulfil(store, order.id, { "SET-1": 2 })
      await ship(store, order.id, id)
      await transferIn(store, "sent", id, "delivery")
      expect([...store.sandbox.deliveries.values()]).toMatchObject([
        { rows: [{ articleNo: "SET-1", noOfItems: "2" }] },
      ])
    })

    it("is skipped when it was cancelled", async () => {
      const order = await ordered([{ sku: "TRÖJA-S", quantity: 1 }])
      const id = await fulfil(store, order.id, { "TRÖJA-S": 1 })
      await fulfillmentAction(store, order.id, id, "cancel")
      await store.container.resolve(Modules.EVENT_BUS).emit({ name: "shipment.created", data: { id } })
      expect(await transferIn(store, "skipped", id, "delivery")).toMatchObject({
        reason: { code: "fulfillment_canceled" },
      })
      expect(actions(store)).toEqual([])
    })

    it("that Specter leaves unanswered is never repeated by itself, but when the merchant says so", async () => {
      const order = await ordered([{ sku: "TRÖJA-S", quantity: 2 }])
      store.sandbox.fault("newDeliverySubmit", { kind: "http-500" })
      const id = await fulfil(store, order.id, { "TRÖJA-S": 2 })
      await ship(store, order.id, id)
      const row = await transferIn(store, "unconfirmed", id, "delivery")
      expect(row).toMatchObject({ reason: { code: "delivery_unconfirmed" } })
      await fulfillmentAction(store, order.id, id, "mark-as-delivered")
      await store.admin.post("/admin/specter/transfers/retry", { kind: "delivery" })
      await dueNow(store)
      await specterTick(store.container)
      await reconcileAll(store.container)
      expect(actions(store)).toEqual(["newDeliverySubmit"])
      expect(await transfers(store, "kind=delivery")).toMatchObject([{ state: "unconfirmed" }])

      const retry = "/admin/specter/transfers/retry"
      await store.admin.post(retry, { ids: [row.id] })
      await quiet(store)
      expect(actions(store)).toEqual(["newDeliverySubmit"])
      const { data } = await store.admin.post(retry, { ids: [row.id], resolution: "not_in_specter" })
      expect(data).toEqual({ retried: 1 })
      await transferIn(store, "sent", id, "delivery")
      expect(store.sandbox.deliveries.size).toBe(1)
    })

    it("is rejected with Specter's words when Specter refuses it", async () => {
      const order = await ordered([{ sku: "TRÖJA-S", quantity: 1 }])
      store.sandbox.setOrderStatus(only().orderNo, { statusId: "5" })
      const id = await fulfil(store, order.id, { "TRÖJA-S": 1 })
      await ship(store, order.id, id)
      expect(await transferIn(store, "rejected", id, "delivery")).toMatchObject({
        label: `#${order.display_id}`,
        words: expect.stringContaining("makulerad"),
        reason: { code: "specter_refused" },
      })
    })

    it("waits for its order while Specter does not have that, and goes right after it", async () => {
      const order = await orderedInVain()
      const id = await fulfil(store, order.id, { "TRÖJA-S": 1 })
      await ship(store, order.id, id)
      const waiting = await eventually(async () => {
        const [row] = await transfers(store, `subject_id=${id}`)
        return row?.reason && row
      })
      expect(waiting).toMatchObject({
        state: "waiting",
        reason: { code: "order_not_in_specter" },
        label: `#${order.display_id}`,
      })
      expect(actions(store)).toEqual([])
      await store.admin.post(`/admin/specter/orders/${order.id}/transfer`)
      await transferIn(store, "sent", id, "delivery")
      expect(store.sandbox.deliveries.size).toBe(1)
    })
  })

  describe("what is done with an order that is transferred with the button only", () => {
    beforeEach(async () => {
      await choose(store, {
        send_deliveries: true,
        send_invoices: true,
        transfer_orders_from_date: "2099-01-01",
      })
    })
    const place = () => placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
    const placeAndSkip = async () => {
      const order = await place()
      await transferIn(store, "skipped", order.id, "order")
      return order
    }
    const withoutOrder = { reason: { code: "order_not_in_specter" }, attempts: 0 }

    it.each([
      { heard: "skipped", make: placeAndSkip },
      { heard: "never heard of", make: () => inSilence(store, place) },
    ])("waits for nothing and goes after the order that was $heard", async ({ make }) => {
      const order = await make()
      const id = await fulfil(store, order.id, { "TRÖJA-S": 1 })
      await ship(store, order.id, id)
      await capture(store, order.id)
      expect(await transferIn(store, "skipped", id, "delivery")).toMatchObject(withoutOrder)
      expect(await transferIn(store, "skipped", order.id, "invoice")).toMatchObject(withoutOrder)
      await specterReconcileOrders(store.container)
      await quiet(store)
      expect(actions(store)).toEqual([])
      await press(store, order.id)
      await transferIn(store, "sent", id, "delivery")
      await transferIn(store, "sent", order.id, "invoice")
    })

    it("goes after it too when the merchant finds it in Specter", async () => {
      await choose(store, { external_order_no_control: false })
      const order = await placeAndSkip()
      await capture(store, order.id)
      await transferIn(store, "skipped", order.id, "invoice")
      store.sandbox.fault("newOrderSubmit", { kind: "carry-out-and-drop" })
      await press(store, order.id)
      await transferIn(store, "unconfirmed", order.id, "order")
      await press(store, order.id, { resolution: "in_specter", specter_order_number: only().orderNo })
      await specterTick(store.container)
      await transferIn(store, "sent", order.id, "invoice")
    })

    it("is made good by the reconcile job when the process ended right after the order", async () => {
      const order = await placeAndSkip()
      const id = await fulfil(store, order.id, { "TRÖJA-S": 1 })
      await ship(store, order.id, id)
      await transferIn(store, "skipped", id, "delivery")
      const sync = store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
      const hurry = jest.spyOn(sync, "hurryDependants").mockResolvedValue(false)
      try {
        await press(store, order.id)
      } finally {
        hurry.mockRestore()
      }
      await transferIn(store, "skipped", id, "delivery")
      await choose(store, { transfer_orders_from_date: null })
      await specterReconcileOrders(store.container)
      await transferIn(store, "sent", id, "delivery")
    })
  })

  it("a delivery that came due while deliveries were switched off is made good once they are on again", async () => {
    await choose(store, { send_deliveries: true })
    const order = await orderedInVain()
    const id = await fulfil(store, order.id, { "TRÖJA-S": 1 })
    await ship(store, order.id, id)
    await triedInVain(store, id, "delivery")
    await choose(store, { send_deliveries: false })
    await dueNow(store)
    expect(await transferIn(store, "skipped", id, "delivery")).toMatchObject({
      reason: { code: "setting_switched_off", todo: expect.stringContaining("Switch it on") },
    })
    await specterReconcileOrders(store.container)
    await transferIn(store, "skipped", id, "delivery")
    await store.admin.post(`/admin/specter/orders/${order.id}/transfer`)
    await choose(store, { send_deliveries: true })
    await specterReconcileOrders(store.container)
    await transferIn(store, "sent", id, "delivery")
    await specterReconcileOrders(store.container)
    await quiet(store)
    expect(store.sandbox.deliveries.size).toBe(1)
  })

  it("a shipped fulfillment is nobody's business while deliveries are switched off", async () => {
    const order = await ordered([{ sku: "TRÖJA-S", quantity: 1 }])
    const id = await fulfil(store, order.id, { "TRÖJA-S": 1 })
    await ship(store, order.id, id)
    await quiet(store)
    expect(actions(store)).toEqual([])
    expect(await transfers(store, "kind=delivery")).toEqual([])
  })

  describe("a captured payment", () => {
    beforeEach(() => choose(store, { send_invoices: true }))

    it("makes the invoice in Specter, once", async () => {
      const order = await ordered([{ sku: "TRÖJA-S", quantity: 2 }])
      await capture(store, order.id)
      const row = await transferIn(store, "sent", order.id, "invoice")
      const [invoice] = store.sandbox.invoices.values()
      expect(row).toMatchObject({ specter_number: invoice.invoiceId, label: `#${order.display_id}` })
      expect(invoice).toMatchObject({ orderNo: only().orderNo, source: "S" })
      await store.admin.post("/admin/specter/transfers/retry", { ids: [row.id] })
      await quiet(store)
      expect(actions(store)).toEqual(["newInvoiceSubmit"])
      const { data } = await store.admin.get(`/admin/specter/orders/${order.id}`)
      expect(data.order.invoice).toMatchObject({ number: invoice.invoiceId })
    })

    it("makes none until all of it is captured", async () => {
      const order = await ordered([{ sku: "TRÖJA-S", quantity: 2 }])
      await capture(store, order.id, 100)
      expect(await transferIn(store, "skipped", order.id, "invoice")).toMatchObject({
        reason: { code: "payment_not_captured" },
      })
      expect(actions(store)).toEqual([])
      await capture(store, order.id, order.total - 100)
      await transferIn(store, "sent", order.id, "invoice")
      expect(store.sandbox.invoices.size).toBe(1)
    })

    it.each([
      { price: 100, captured: 159 },
      { price: 99.991, captured: 158.99 },
    ])("is all of it to the öre, for goods at $price SEK", async ({ price, captured }) => {
      const product = await createProduct(store, {
        title: "Äppelmust",
        type_id: store.shop.productTypeIds[12],
        variants: [{ sku: "MUST-1", price, manage_inventory: false }],
      })
      store.shop.variants["MUST-1"] = product.variants[0]
      const order = await ordered([{ sku: "MUST-1", quantity: 1 }])
      const { data } = await store.container
        .resolve(ContainerRegistrationKeys.QUERY)
        .graph({ entity: "order", fields: ["total"], filters: { id: order.id } })
      expect(MathBN.gt(data[0].total as never, captured)).toBe(true)
      await capture(store, order.id, captured)
      await transferIn(store, "sent", order.id, "invoice")
      expect(store.sandbox.invoices.size).toBe(1)
    })

    describe("of an order that was changed after its transfer", () => {
      /** Medusa wants what is owed after an edit in a payment of its own. */
      const pay = async (order_id: string) => {
        const { payment_collections } = await storeOrder(store, order_id)
        const { id } = payment_collections.find(({ status }: any) => status === "not_paid")
        const { status, data } = await store.admin.post(`/admin/payment-collections/${id}/mark-as-paid`, {
          order_id,
        })
        answered(status, data)
      }
      const heldBack = async (change: { quantity: number; unit_price?: number }) => {
        const order = await ordered([{ sku: "TRÖJA-S", quantity: 2 }])
        await editItem(store, order.id, "TRÖJA-S", change)
        await pay(order.id)
        const row = await transferIn(store, "rejected", order.id, "invoice")
        expect(row).toMatchObject({
          reason: { code: "invoice_of_older_version", data: { order_no: only().orderNo } },
        })
        expect(actions(store)).toEqual([])
        return { ...order, transferId: row.id }
      }

      it("makes the invoice when Specter has the change too", async () => {
        const order = await heldBack({ quantity: 1 })
        store.sandbox.changeOrderRow(only().orderNo, "TRÖJA-S", { noOfItems: 1 })
        await pull(store, "orders")
        await specterTick(store.container)
        await transferIn(store, "sent", order.id, "invoice")
        expect(only()).toMatchObject({ rows: [{ noOfItems: "1" }, { articleNo: "FRAKT" }] })
        expect(store.sandbox.invoices.size).toBe(1)
      })

      it("makes it when the change is undone and what is owed is paid", async () => {
        const order = await heldBack({ quantity: 1 })
        await editItem(store, order.id, "TRÖJA-S", { quantity: 2 })
        await transferIn(store, "skipped", order.id, "invoice")
        await pay(order.id)
        await transferIn(store, "sent", order.id, "invoice")
      })

      it("makes it when the change is undone while a comment stays changed", async () => {
        const order = await heldBack({ quantity: 1 })
        await store.admin.post(`/admin/orders/${order.id}`, { metadata: { note: "Ställ på förstukvisten" } })
        await quiet(store)
        await editItem(store, order.id, "TRÖJA-S", { quantity: 2 })
        await transferIn(store, "skipped", order.id, "invoice")
        await pay(order.id)
        await transferIn(store, "sent", order.id, "invoice")
        expect(await shown(store, order.id)).toMatchObject({ outdated: true })
      })

      it("makes it all the same when the merchant says so of this one, not of everything rejected", async () => {
        const order = await heldBack({ quantity: 2, unit_price: 50 })
        await specterReconcileOrders(store.container)
        await transferIn(store, "rejected", order.id, "invoice")
        const retry = "/admin/specter/transfers/retry"
        const { data } = await store.admin.post(retry, { state: ["rejected"] })
        expect(data).toEqual({ retried: 1 })
        await quiet(store)
        expect(actions(store)).toEqual([])
        expect(await transferIn(store, "rejected", order.id, "invoice")).toMatchObject({
          reason: { code: "invoice_of_older_version" },
        })
        await store.admin.post(retry, { ids: [order.transferId] })
        await transferIn(store, "sent", order.id, "invoice")
      })

      it("makes none that was tried again before anybody knew that it is held back", async () => {
        const order = await ordered([{ sku: "TRÖJA-S", quantity: 2 }])
        const sync = store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
        await sync.pauseForAccount("Fel nyckel")
        await editItem(store, order.id, "TRÖJA-S", { quantity: 1 })
        await pay(order.id)
        const { id } = await transferIn(store, "waiting", order.id, "invoice")
        for (const body of [{ state: ["waiting"] }, { ids: [id] }]) {
          const { data } = await store.admin.post("/admin/specter/transfers/retry", body)
          expect(data).toEqual({ retried: 1 })
        }
        await sync.resume()
        await dueNow(store)
        await quiet(store)
        expect(actions(store)).toEqual([])
        expect(await transferIn(store, "rejected", order.id, "invoice")).toMatchObject({
          reason: { code: "invoice_of_older_version" },
        })
      })

      it("makes it at once when only a comment was changed", async () => {
        const order = await ordered([{ sku: "TRÖJA-S", quantity: 2 }])
        await store.admin.post(`/admin/orders/${order.id}`, { metadata: { note: "Ring på dörren" } })
        await eventually(async () => (await shown(store, order.id)).outdated)
        await capture(store, order.id)
        await transferIn(store, "sent", order.id, "invoice")
      })
    })

    it("needs the merchant while Specter has not told the order's number, and goes once it does", async () => {
      store.sandbox.fault("newOrderSubmit", { kind: "carry-out-and-drop" })
      const order = await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
      await triedInVain(store, order.id, "order")
      await dueNow(store)
      await transferIn(store, "sent", order.id, "order")
      await capture(store, order.id)
      expect(await transferIn(store, "rejected", order.id, "invoice")).toMatchObject({
        reason: { code: "specter_order_number_unknown" },
      })
      store.sandbox.setOrderStatus(only().orderNo, { statusId: "2" })
      await pull(store, "orders")
      await specterTick(store.container)
      await transferIn(store, "sent", order.id, "invoice")
      expect(store.sandbox.invoices.size).toBe(1)
    })

    it("waits for its order while Specter does not have that, and goes right after it", async () => {
      const order = await orderedInVain()
      await capture(store, order.id)
      const waiting = await eventually(async () => {
        const [row] = await transfers(store, `kind=invoice&subject_id=${order.id}`)
        return row?.reason && row
      })
      expect(waiting).toMatchObject({ state: "waiting", reason: { code: "order_not_in_specter" } })
      await store.admin.post(`/admin/specter/orders/${order.id}/transfer`)
      await transferIn(store, "sent", order.id, "invoice")
      expect(store.sandbox.invoices.size).toBe(1)
    })

    it.each([
      { order: "in Specter", place: () => ordered([{ sku: "TRÖJA-S", quantity: 1 }]) },
      { order: "that Specter never got", place: orderedInVain },
    ])("makes none of an order $order that is cancelled while the invoice waits", async ({ place }) => {
      const order = await place()
      store.sandbox.fault("newInvoiceSubmit", { kind: "http-503" })
      await capture(store, order.id)
      await triedInVain(store, order.id, "invoice")
      const { status, data } = await store.admin.post(`/admin/orders/${order.id}/cancel`)
      answered(status, data)
      await dueNow(store)
      expect(await transferIn(store, "skipped", order.id, "invoice")).toMatchObject({
        reason: { code: "order_canceled" },
      })
      expect(store.sandbox.invoices.size).toBe(0)
    })

    it("whose invoice Specter leaves unanswered is never invoiced a second time by itself", async () => {
      const order = await ordered([{ sku: "TRÖJA-S", quantity: 1 }])
      store.sandbox.fault("newInvoiceSubmit", { kind: "carry-out-and-drop" })
      await capture(store, order.id)
      expect(await transferIn(store, "unconfirmed", order.id, "invoice")).toMatchObject({
        reason: { code: "invoice_unconfirmed" },
      })
      await store.admin.post("/admin/specter/transfers/retry", { kind: "invoice" })
      await dueNow(store)
      await specterTick(store.container)
      await quiet(store)
      expect(actions(store)).toEqual(["newInvoiceSubmit"])
      const [{ id }] = await transfers(store, "kind=invoice")
      await store.admin.post("/admin/specter/transfers/retry", { ids: [id], resolution: "in_specter" })
      await transferIn(store, "sent", order.id, "invoice")
      await quiet(store)
      expect(actions(store)).toEqual(["newInvoiceSubmit"])
    })

    it("whose event was lost is made good by the reconcile job, once, also when other settings change", async () => {
      const order = await ordered([{ sku: "TRÖJA-S", quantity: 1 }])
      await capture(store, order.id, 100)
      await transferIn(store, "skipped", order.id, "invoice")
      await specterReconcileOrders(store.container)
      await inSilence(store, () => capture(store, order.id, order.total - 100))
      await choose(store, { send_deliveries: true, send_invoices: true })
      await specterReconcileOrders(store.container)
      await specterReconcileOrders(store.container)
      await transferIn(store, "sent", order.id, "invoice")
      await quiet(store)
      expect(actions(store)).toEqual(["newInvoiceSubmit"])
    })

    it("is nobody's business when it was captured before invoices were switched on, or its order is cancelled", async () => {
      const cancelled = await ordered([{ sku: "TRÖJA-S", quantity: 1 }])
      await inSilence(store, () => capture(store, cancelled.id))
      await inSilence(store, () => store.admin.post(`/admin/orders/${cancelled.id}/cancel`))
      await choose(store, { send_invoices: false })
      const early = await ordered([{ sku: "TRÖJA-S", quantity: 1 }])
      await capture(store, early.id)
      await choose(store, { send_invoices: true })
      await specterReconcileOrders(store.container)
      expect(await transfers(store, "kind=invoice")).toEqual([])
    })

    it("that the provider makes at the purchase, without an event, makes the invoice once Specter has the order", async () => {
      const { paymentProviderService_ } = store.container.resolve(Modules.PAYMENT) as any
      const authorize = jest
        .spyOn(paymentProviderService_, "authorizePayment")
        .mockResolvedValue({ data: {}, status: "captured" })
      try {
        const order = await orderedInVain()
        await specterReconcileOrders(store.container)
        expect(await transfers(store, "kind=invoice")).toEqual([])
        await store.admin.post(`/admin/specter/orders/${order.id}/transfer`)
        await transferIn(store, "sent", order.id, "invoice")
        expect(store.sandbox.invoices.size).toBe(1)
      } finally {
        authorize.mockRestore()
      }
    })

    it("of a Klarna order makes none: Klarna's is activated in Specter", async () => {
      await choose(store, { payment_codes: { pp_system_default: { code: "KG" } } })
      const order = await ordered([{ sku: "TRÖJA-S", quantity: 1 }])
      await capture(store, order.id)
      expect(await transferIn(store, "skipped", order.id, "invoice")).toMatchObject({
        reason: { code: "klarna_invoiced_in_specter" },
      })
      expect(store.sandbox.invoices.size).toBe(0)
    })
  })

  it("an invoice that came due while invoices were switched off is made once they are on again, of no cancelled order", async () => {
    await choose(store, { send_invoices: true })
    const [order, cancelled] = [await orderedInVain(), await orderedInVain()]
    for (const { id } of [order, cancelled]) {
      await capture(store, id)
      await triedInVain(store, id, "invoice")
    }
    await choose(store, { send_invoices: false })
    await dueNow(store)
    for (const { id } of [order, cancelled]) {
      await transferIn(store, "skipped", id, "invoice")
      await store.admin.post(`/admin/specter/orders/${id}/transfer`)
    }
    await store.admin.post(`/admin/orders/${cancelled.id}/cancel`)
    await choose(store, { send_invoices: true })
    await specterReconcileOrders(store.container)
    await transferIn(store, "sent", order.id, "invoice")
    expect(await transferIn(store, "skipped", cancelled.id, "invoice")).toMatchObject({
      reason: { code: "setting_switched_off" },
    })
    expect(store.sandbox.invoices.size).toBe(1)
  })

  it("a captured payment is nobody's business while invoices are switched off", async () => {
    const order = await ordered([{ sku: "TRÖJA-S", quantity: 1 }])
    await capture(store, order.id)
    await quiet(store)
    expect(actions(store)).toEqual([])
    expect(await transfers(store, "kind=invoice")).toEqual([])
  })
})
