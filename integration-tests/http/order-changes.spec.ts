import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import specterReconcileOrders from "../../src/jobs/specter-reconcile-orders"
import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import { specterSendsOrderConfirmation } from "../../src/order-confirmation"
import { swedishDay } from "../../src/swedish-day"
import { reconcileOrders } from "../../src/workflows/reconcile/reconcile-orders"
import { breakOff, BROKE_OFF } from "../broken-off"
import { addToOrder, editItem, editQuantity } from "../order-edits"
import { placeOrder } from "../place-order"
import { answered, createProduct, stockUp, inventoryItemOf } from "../products"
import { quiet } from "../quiet"
import { choose } from "../settings"
import { inSilence } from "../silence"
import {
  applyXml,
  orderInSpecter,
  pullOrders,
  stockOf,
  storeOrder,
  withoutPolling,
  writes,
} from "../specter-changes"
import { inSpecter, press, shown } from "../specter-orders"
import { describeStore } from "../store"

describeStore((store) => {
  beforeEach(() => withoutPolling(store))

  const codes = async (orderId: string) => (await shown(store, orderId)).notes.map((note: any) => note.code)
  const note = async (orderId: string, code: string) =>
    (await shown(store, orderId)).notes.find((one: any) => one.code === code)
  const captureAll = async (orderId: string) => {
    const [collection] = (await storeOrder(store, orderId)).payment_collections
    const { status, data } = await store.admin.post(`/admin/payments/${collection.payments[0].id}/capture`)
    answered(status, data)
  }
  const fulfill = async (orderId: string, items: { id: string; quantity: number }[]) => {
    const { status, data } = await store.admin.post(`/admin/orders/${orderId}/fulfillments`, { items })
    answered(status, data)
    return (await storeOrder(store, orderId)).fulfillments.find(
      (one: any) => !one.shipped_at && !one.canceled_at
    )
  }
  const lastBatch = async () => {
    const sync = store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    const [batch] = await sync.listBatches({ kind: "orders" }, { order: { created_at: "DESC" }, take: 1 })
    return { ...batch, remarks: await sync.listBatchRows({ batch_id: batch.id }) }
  }

  describe("what Specter tells of an order", () => {
    it("is shown with Specter's own words for the status, and telling it again changes nothing", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      store.sandbox.setOrderStatus(orderNo, { statusId: "2", statusName: "Väntar på påfyllning" })
      await pullOrders(store)
      expect(await shown(store, id)).toMatchObject({
        specter_status: { id: "2", name: "Väntar på påfyllning", delivery: "N" },
        tracking_numbers: [],
        notes: [],
        outdated: false,
      })
      expect(await lastBatch()).toMatchObject({
        state: "acknowledged",
        changed: 1,
        unchanged: 0,
        remarks: [],
      })
      store.sandbox.setOrderStatus(orderNo, {})
      await pullOrders(store)
      expect(await lastBatch()).toMatchObject({
        state: "acknowledged",
        changed: 0,
        unchanged: 1,
        remarks: [],
      })
      expect(writes(store)).toEqual([])
    })

    it("finds an order whose number Specter never told by the shop's own number, and learns it", async () => {
      await choose(store, { order_number_prefix: "WEB-" })
      const { id, orderNo } = await orderInSpecter(store).catch(async () => {
        const [one] = [...store.sandbox.orders.values()]
        const query = store.container.resolve(ContainerRegistrationKeys.QUERY)
        const { data } = await query.graph({ entity: "order", fields: ["id"] })
        return { id: data[0].id as string, orderNo: one.orderNo }
      })
      expect(store.sandbox.orders.get(orderNo)?.externalOrderNo).toMatch(/^WEB-\d+$/)
      const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      await knex("specter_reference").where({ kind: "order" }).update({ number: null })
      await knex("specter_transfer").where({ kind: "order" }).update({ specter_number: null })
      store.sandbox.setOrderStatus(orderNo, { statusId: "2" })
      await pullOrders(store)
      expect(await shown(store, id)).toMatchObject({
        specter_order_number: orderNo,
        specter_status: { id: "2" },
      })
    })

    it("takes an order whose answer never came for sent when Specter itself speaks of it", async () => {
      const { id, display_id, orderNo } = await orderInSpecter(store)
      const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      await knex("specter_reference").where({ kind: "order" }).delete()
      await knex("specter_transfer")
        .where({ kind: "order" })
        .update({ state: "unconfirmed", dispatched_at: knex.fn.now() })
      await applyXml(
        store,
        `<order orderNo="${orderNo}" externalOrderNo="${display_id}"><orderstatus statusId="2"/></order>`
      )
      expect(await shown(store, id)).toMatchObject({ state: "sent", specter_order_number: orderNo })
    })

    it("removes an order that was cancelled before Specter itself spoke of it", async () => {
      await choose(store, { delete_order: true })
      const { id, display_id, orderNo } = await orderInSpecter(store)
      const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      await knex("specter_reference").where({ kind: "order" }).delete()
      await knex("specter_transfer")
        .where({ kind: "order" })
        .update({ state: "unconfirmed", dispatched_at: knex.fn.now(), checked_at: null })
      const { status, data } = await store.admin.post(`/admin/orders/${id}/cancel`)
      answered(status, data)
      await quiet(store)
      await applyXml(
        store,
        `<order orderNo="${orderNo}" externalOrderNo="${display_id}"><orderstatus statusId="2"/></order>`
      )
      await specterReconcileOrders(store.container)
      await quiet(store)
      expect(writes(store)).toContain("removeOrderSubmit")
    })

    it("leaves an order alone whose number another shop's order has", async () => {
      const { id, display_id } = await orderInSpecter(store)
      const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      const other = `<order orderNo="99" externalOrderNo="${display_id}"><orderstatus statusId="5"/></order>`
      const unmatched = [
        { subject: "99", outcome: "unmatched", reason: expect.objectContaining({ code: "order_unmatched" }) },
      ]
      expect((await applyXml(store, other)).rows).toEqual(unmatched)
      await knex("specter_reference").where({ kind: "order" }).delete()
      await knex("specter_transfer")
        .where({ kind: "order" })
        .update({ state: "rejected", dispatched_at: null })
      expect((await applyXml(store, other)).rows).toEqual(unmatched)
      expect((await storeOrder(store, id)).status).toBe("pending")
    })

    it("keeps an unknown and a malformed order with their reasons, and applies the others", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      const outcome = await applyXml(
        store,
        `<order orderNo="123456"><orderstatus statusId="2"/></order>
         <order><orderstatus statusId="2"/></order>
         <order orderNo="${orderNo}"><orderstatus statusId="2" statusName="Plockas"/>
           <rows><row articleNo="TRÖJA-S" noOfItems="två"/></rows></order>`
      )
      expect(outcome).toMatchObject({ changed: 1, unchanged: 2 })
      expect(outcome.rows.map(({ subject, outcome: what, reason }) => [subject, what, reason.code])).toEqual([
        ["123456", "unmatched", "order_unmatched"],
        ["", "problem", "order_row_unreadable"],
        [orderNo, "problem", "order_row_unreadable"],
      ])
      expect(await shown(store, id)).toMatchObject({
        specter_status: { id: "2", name: "Plockas" },
        notes: [],
      })
    })

    it("never changes a customer, whatever arrives", async () => {
      const { orderNo } = await orderInSpecter(store)
      const query = store.container.resolve(ContainerRegistrationKeys.QUERY)
      const customers = () =>
        query.graph({ entity: "customer", fields: ["*", "addresses.*"] }).then(({ data }) => data)
      const addresses = () =>
        query
          .graph({ entity: "order", fields: ["email", "shipping_address.*", "billing_address.*"] })
          .then(({ data }) => data)
      const before = [await customers(), await addresses()]
      await applyXml(
        store,
        `<order orderNo="${orderNo}" customerId="1" emailAddress="annan@example.se">
           <orderstatus statusId="2"/>
           <customer customerId="1"><name>Någon Annan</name><emailAddress>annan@example.se</emailAddress><address>Gatan 1</address></customer>
           <deliveryAddress><address>Gatan 1</address><city>Ystad</city></deliveryAddress>
         </order>`
      )
      expect([await customers(), await addresses()]).toEqual(before)
      expect(writes(store)).toEqual([])
    })
  })

  describe("an order that Specter has cancelled or removed", () => {
    for (const delete_order of [false, true]) {
      it(`is cancelled in the store, and nothing goes back (delete_order ${delete_order})`, async () => {
        await choose(store, { delete_order })
        const { id, orderNo } = await orderInSpecter(store)
        const before = await stockOf(store, "TRÖJA-S")
        store.sandbox.removeOrder(orderNo)
        await pullOrders(store)
        expect(await storeOrder(store, id)).toMatchObject({ status: "canceled" })
        expect(await stockOf(store, "TRÖJA-S")).toEqual({
          stocked: before.stocked,
          reserved: before.reserved - 2,
        })
        expect(await shown(store, id)).toMatchObject({
          specter_status: { id: "5", name: "Borttagen" },
          notes: [],
          related: [{ kind: "order_removal", state: "skipped", reason: { code: "caused_by_specter" } }],
        })
        await applyXml(
          store,
          `<order orderNo="${orderNo}"><orderstatus statusId="5" statusName="Borttagen"/></order>`
        )
        expect(writes(store)).toEqual([])
      })
    }

    it("stays in the store with a note when it is paid, and is not refunded", async () => {
      await choose(store, { delete_order: true })
      const { id, orderNo } = await orderInSpecter(store)
      await captureAll(id)
      store.sandbox.setOrderStatus(orderNo, { statusId: "5" })
      await pullOrders(store)
      expect(await storeOrder(store, id)).toMatchObject({ status: "pending", payment_status: "captured" })
      expect(await note(id, "order_removed_paid")).toMatchObject({
        data: { order_no: orderNo },
        text: expect.stringContaining(orderNo),
        todo: expect.any(String),
      })
      expect((await lastBatch()).remarks).toMatchObject([{ subject: orderNo, outcome: "noted" }])
      // When the merchant cancels it now, Specter, which has removed it, is not asked to remove it.
      answered(200, (await store.admin.post(`/admin/orders/${id}/cancel`)).data)
      await quiet(store)
      expect(writes(store)).toEqual([])
      await applyXml(store, `<order orderNo="${orderNo}"><orderstatus statusId="5"/></order>`)
      expect(await codes(id)).toEqual([])
    })

    it("stays in the store with a note when goods of it are fulfilled; the note goes when Specter takes it back", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      const { items } = await storeOrder(store, id)
      await fulfill(id, [{ id: items[0].id, quantity: 1 }])
      store.sandbox.setOrderStatus(orderNo, { statusId: "5" })
      await pullOrders(store)
      expect((await storeOrder(store, id)).status).toBe("pending")
      expect(await codes(id)).toEqual(["order_removed_fulfilled"])
      store.sandbox.setOrderStatus(orderNo, { statusId: "2" })
      await pullOrders(store)
      expect(await codes(id)).toEqual([])
    })

    it("that Specter took back is removed there when the store cancels it after all", async () => {
      await choose(store, { delete_order: true })
      const { id, orderNo } = await orderInSpecter(store)
      await captureAll(id)
      store.sandbox.setOrderStatus(orderNo, { statusId: "5" })
      await pullOrders(store)
      store.sandbox.setOrderStatus(orderNo, { statusId: "2" })
      await pullOrders(store)
      expect(await shown(store, id)).toMatchObject({ notes: [], related: [] })
      answered(200, (await store.admin.post(`/admin/orders/${id}/cancel`)).data)
      await quiet(store)
      expect(writes(store)).toEqual(["removeOrderSubmit"])
      expect((await shown(store, id)).related).toMatchObject([{ kind: "order_removal", state: "sent" }])
    })

    it("and had refused to remove before needs the merchant no more", async () => {
      await choose(store, { delete_order: true })
      const { id, orderNo } = await orderInSpecter(store)
      store.sandbox.fault("removeOrderSubmit", { kind: "refuse", code: "11", message: "Okänd action" })
      answered(200, (await store.admin.post(`/admin/orders/${id}/cancel`)).data)
      await quiet(store)
      expect((await shown(store, id)).related).toMatchObject([{ kind: "order_removal", state: "rejected" }])
      store.sandbox.removeOrder(orderNo)
      await pullOrders(store)
      expect((await shown(store, id)).related).toMatchObject([
        { kind: "order_removal", state: "skipped", reason: { code: "caused_by_specter" }, words: null },
      ])
    })

    it("that the store cancelled too is not removed again when Specter takes it back", async () => {
      await choose(store, { delete_order: true })
      const { id, orderNo } = await orderInSpecter(store)
      store.sandbox.setOrderStatus(orderNo, { statusId: "5" })
      await pullOrders(store)
      expect((await storeOrder(store, id)).status).toBe("canceled")
      store.sandbox.setOrderStatus(orderNo, { statusId: "2" })
      await pullOrders(store)
      await reconcileOrders(store.container, { all: true })
      await quiet(store)
      expect(writes(store)).toEqual([])
    })
  })

  describe("an order that Specter has delivered", () => {
    for (const send_deliveries of [false, true]) {
      it(`is fulfilled and shipped with its tracking numbers, once (send_deliveries ${send_deliveries})`, async () => {
        await choose(store, { send_deliveries })
        const { id, orderNo } = await orderInSpecter(store, {
          items: [
            { sku: "TRÖJA-S", quantity: 2 },
            { sku: "BOK-1", quantity: 1 },
          ],
        })
        const before = await stockOf(store, "TRÖJA-S")
        store.sandbox.deliver(orderNo, { trackingNo: "SE123ÅÄÖ" })
        await pullOrders(store)
        const order = await storeOrder(store, id)
        expect(order.fulfillments).toHaveLength(1)
        expect(order.fulfillments[0]).toMatchObject({
          shipped_at: expect.any(String),
          labels: [{ tracking_number: "SE123ÅÄÖ" }],
        })
        expect(order.fulfillment_status).toBe("shipped")
        expect(await stockOf(store, "TRÖJA-S")).toEqual({
          stocked: before.stocked - 2,
          reserved: before.reserved - 2,
        })
        expect(await shown(store, id)).toMatchObject({
          tracking_numbers: ["SE123ÅÄÖ"],
          specter_status: { delivery: "D" },
          notes: [],
        })
        store.sandbox.setOrderStatus(orderNo, {})
        await pullOrders(store)
        expect((await storeOrder(store, id)).fulfillments).toHaveLength(1)
        expect(await stockOf(store, "TRÖJA-S")).toEqual({
          stocked: before.stocked - 2,
          reserved: before.reserved - 2,
        })
        expect(writes(store)).toEqual([])
      })
    }

    it("is shipped in parts when the deliveries say so", async () => {
      const { id, orderNo } = await orderInSpecter(store, {
        items: [
          { sku: "TRÖJA-S", quantity: 3 },
          { sku: "KAFFE 500", quantity: 1 },
        ],
      })
      const first = `<delivery trackingNo="A1"><rows><row articleNo="tröja-s" noOfItems="2,0"/></rows></delivery>`
      const second = `<delivery trackingNo="A2"><rows><row articleNo="TRÖJA-S" noOfItems="1"/><row articleNo="KAFFE  500" noOfItems="1"/><row articleNo="FRAKT" noOfItems="1"/></rows></delivery>`
      const told = (status: string, deliveries: string) =>
        `<order orderNo="${orderNo}"><orderstatus statusId="3" deliveryStatus="${status}"/><deliveries updated="1">${deliveries}</deliveries></order>`
      const sent = async () =>
        (await storeOrder(store, id)).fulfillments
          .sort((a: any, b: any) => (a.id < b.id ? -1 : 1))
          .map(({ items, labels }: any) => [
            items.reduce((sum: number, item: any) => sum + item.quantity, 0),
            ...labels.map((label: any) => label.tracking_number),
          ])
      await applyXml(store, told("P", first))
      expect(await sent()).toEqual([[2, "A1"]])
      await applyXml(store, told("P", first))
      expect(await sent()).toEqual([[2, "A1"]])
      await applyXml(store, told("P", first + second))
      expect(await sent()).toEqual([
        [2, "A1"],
        [2, "A2"],
      ])
      // Out of order: what was told before does not take anything back.
      await applyXml(store, told("P", first))
      await applyXml(store, told("D", first + second))
      expect(await sent()).toEqual([
        [2, "A1"],
        [2, "A2"],
      ])
      expect(await storeOrder(store, id)).toMatchObject({ fulfillment_status: "shipped" })
      expect(await codes(id)).toEqual([])
    })

    it("is noted when Specter has delivered a part and does not say which, until it has delivered all", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      store.sandbox.deliver(orderNo, { trackingNo: "B1", rows: [{ articleNo: "TRÖJA-S", noOfItems: 1 }] })
      await pullOrders(store)
      expect(await shown(store, id)).toMatchObject({
        tracking_numbers: ["B1"],
        notes: [{ code: "order_delivered_in_part" }],
      })
      expect((await storeOrder(store, id)).fulfillments).toEqual([])
      store.sandbox.deliver(orderNo, { trackingNo: "B2" })
      await pullOrders(store)
      expect(await shown(store, id)).toMatchObject({ tracking_numbers: ["B1", "B2"], notes: [] })
      expect((await storeOrder(store, id)).fulfillments).toHaveLength(1)
    })

    it("is shipped as Specter was sent it, when Specter does not say what it has delivered", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      await editQuantity(store, id, "TRÖJA-S", 3)
      await addToOrder(store, id, "BOK-1", 1)
      await quiet(store)
      const before = { shirt: await stockOf(store, "TRÖJA-S"), book: await stockOf(store, "BOK-1") }
      const delivered = `<order orderNo="${orderNo}"><orderstatus statusId="3" deliveryStatus="D"/></order>`
      const sent = async () =>
        Object.fromEntries(
          (await storeOrder(store, id)).items.map(({ variant_sku, detail }: any) => [
            variant_sku,
            detail.shipped_quantity,
          ])
        )
      for (let times = 0; times < 2; times += 1) {
        await applyXml(store, delivered)
        expect(await sent()).toEqual({ "TRÖJA-S": 2, "BOK-1": 0 })
        expect(await codes(id)).toEqual(["order_delivered_as_sent"])
      }
      const { stocked, reserved } = before.shirt
      expect(await stockOf(store, "TRÖJA-S")).toEqual({ stocked: stocked - 2, reserved: reserved - 2 })
      expect(await stockOf(store, "BOK-1")).toEqual(before.book)
      const { items } = await storeOrder(store, id)
      await fulfill(
        id,
        items.map((item: any) => ({ id: item.id, quantity: 1 }))
      )
      await applyXml(store, delivered)
      expect(await sent()).toEqual({ "TRÖJA-S": 2, "BOK-1": 0 })
      expect(await codes(id)).toEqual([])
    })

    it("has a tracking number that comes after its delivery added to what was sent, once", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      store.sandbox.deliver(orderNo)
      await pullOrders(store)
      expect((await storeOrder(store, id)).fulfillments).toMatchObject([
        { shipped_at: expect.any(String), labels: [] },
      ])
      const [delivery] = store.sandbox.deliveries.values()
      delivery.trackingNo = "SE-SENT-ÅÄÖ"
      for (let times = 0; times < 2; times += 1) {
        store.sandbox.setOrderStatus(orderNo, {})
        await pullOrders(store)
        expect((await storeOrder(store, id)).fulfillments).toMatchObject([
          { labels: [{ tracking_number: "SE-SENT-ÅÄÖ" }] },
        ])
      }
      expect(await shown(store, id)).toMatchObject({ tracking_numbers: ["SE-SENT-ÅÄÖ"], notes: [] })
    })

    it("has its waiting fulfillment shipped instead of a second one made", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      const { items } = await storeOrder(store, id)
      const waiting = await fulfill(id, [{ id: items[0].id, quantity: 2 }])
      const before = await stockOf(store, "TRÖJA-S")
      await choose(store, { send_deliveries: true })
      store.sandbox.deliver(orderNo, { trackingNo: "C1" })
      await pullOrders(store)
      expect((await storeOrder(store, id)).fulfillments).toMatchObject([
        { id: waiting.id, shipped_at: expect.any(String), labels: [{ tracking_number: "C1" }] },
      ])
      expect(await stockOf(store, "TRÖJA-S")).toEqual(before)
      expect(writes(store)).toEqual([])
    })

    it("does not send what the store has shipped itself", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      const { items } = await storeOrder(store, id)
      const { id: first } = await fulfill(id, [{ id: items[0].id, quantity: 1 }])
      const shipment = { items: [{ id: items[0].id, quantity: 1 }], labels: [] }
      answered(
        200,
        (await store.admin.post(`/admin/orders/${id}/fulfillments/${first}/shipments`, shipment)).data
      )
      store.sandbox.deliver(orderNo, { trackingNo: "D1" })
      await pullOrders(store)
      const { fulfillments, items: after } = await storeOrder(store, id)
      expect(fulfillments).toHaveLength(2)
      expect(after[0].detail).toMatchObject({ fulfilled_quantity: 2, shipped_quantity: 2 })
    })

    it("is sent from each location that its goods are reserved at", async () => {
      const { id, orderNo } = await orderInSpecter(store, {
        items: [
          { sku: "TRÖJA-S", quantity: 1 },
          { sku: "BOK-1", quantity: 1 },
        ],
      })
      const { items } = await storeOrder(store, id)
      const [here, there] = Object.values(store.shop.stockLocationIds)
      const book = items.find((item: any) => item.variant_sku === "BOK-1")
      const { data } = await store.admin.get(`/admin/reservations?line_item_id[]=${book.id}`)
      const from = data.reservations[0].location_id
      const to = from === here ? there : here
      answered(
        200,
        (await store.admin.post(`/admin/reservations/${data.reservations[0].id}`, { location_id: to })).data
      )
      store.sandbox.deliver(orderNo, { trackingNo: "E1" })
      await pullOrders(store)
      const { fulfillments } = await storeOrder(store, id)
      expect(new Set(fulfillments.map((one: any) => one.location_id))).toEqual(new Set([from, to]))
      expect(fulfillments.every((one: any) => one.shipped_at)).toBe(true)
      expect(await codes(id)).toEqual([])
    })

    it("hands over what is not shipped, and sends a kit's parts together", async () => {
      const product = await createProduct(store, {
        title: "Frukost i låda",
        variants: [
          {
            title: "Låda",
            sku: "LÅDA-1",
            price: 250,
            manage_inventory: true,
            inventory_items: [
              { inventory_item_id: store.shop.variants["KAFFE 500"].inventoryItemId, required_quantity: 2 },
              { inventory_item_id: store.shop.variants["BOK-1"].inventoryItemId, required_quantity: 1 },
            ],
          },
        ],
      })
      const { data } = await store.admin.post("/admin/products", {
        title: "Kurs i bryggning",
        status: "published",
        sales_channels: [{ id: store.shop.salesChannelId }],
        options: [{ title: "Form", values: ["Film"] }],
        variants: [
          {
            title: "Film",
            sku: "KURS-1",
            manage_inventory: false,
            options: { Form: "Film" },
            prices: [{ currency_code: "sek", amount: 300 }],
          },
        ],
      })
      const asSold = (one: any) => ({
        id: one.variants[0].id,
        productId: one.id,
        sku: one.variants[0].sku,
        inventoryItemId: "",
      })
      store.shop.variants["LÅDA-1"] = asSold(product)
      store.shop.variants["KURS-1"] = asSold(data.product)
      await quiet(store)
      const { id, orderNo } = await orderInSpecter(store, {
        items: [
          { sku: "LÅDA-1", quantity: 2 },
          { sku: "KURS-1", quantity: 1 },
        ],
      })
      const before = await stockOf(store, "KAFFE 500")
      store.sandbox.deliver(orderNo, { trackingNo: "F1" })
      await pullOrders(store)
      const order = await storeOrder(store, id)
      expect(await codes(id)).toEqual([])
      expect(order.fulfillments).toHaveLength(2)
      const [goods] = order.fulfillments.filter((one: any) => one.requires_shipping)
      const [course] = order.fulfillments.filter((one: any) => !one.requires_shipping)
      expect(goods).toMatchObject({ shipped_at: expect.any(String), labels: [{ tracking_number: "F1" }] })
      expect(course).toMatchObject({ delivered_at: expect.any(String), labels: [] })
      expect(await stockOf(store, "KAFFE 500")).toEqual({
        stocked: before.stocked - 4,
        reserved: before.reserved - 4,
      })
      const kit = order.items.find((item: any) => item.variant_sku === "LÅDA-1")
      expect(kit.detail).toMatchObject({ fulfilled_quantity: 2, shipped_quantity: 2 })
      store.sandbox.setOrderStatus(orderNo, {})
      await pullOrders(store)
      expect((await storeOrder(store, id)).fulfillments).toHaveLength(2)
    })

    const broken = (times: number, message: string) =>
      breakOff(store.container.resolve(Modules.FULFILLMENT), "createFulfillment", { times, message })

    it.each([
      'select "l0".* from "order_fulfillment" - Connection terminated unexpectedly',
      BROKE_OFF,
      "connect ECONNREFUSED 127.0.0.1:5432",
    ])("is delivered all the same when the database broke off in the midst of it: %s", async (message) => {
      const { id, orderNo } = await orderInSpecter(store)
      const failing = broken(1, message)
      store.sandbox.deliver(orderNo)
      await pullOrders(store)
      expect(failing).toHaveBeenCalledTimes(2)
      failing.mockRestore()
      expect(await storeOrder(store, id)).toMatchObject({ fulfillment_status: "shipped" })
      expect(await codes(id)).toEqual([])
    })

    it("is delivered with the next pull when the database was away for longer, and holds up no other order", async () => {
      const [order, other] = [await orderInSpecter(store), await orderInSpecter(store)]
      const failing = broken(4, BROKE_OFF)
      store.sandbox.deliver(order.orderNo)
      store.sandbox.deliver(other.orderNo)
      await pullOrders(store)
      expect(await lastBatch()).toMatchObject({ state: "fetched", attempts: 1, error: BROKE_OFF })
      expect(await codes(order.id)).toEqual([])
      await pullOrders(store)
      expect(failing).toHaveBeenCalledTimes(6)
      failing.mockRestore()
      expect(await lastBatch()).toMatchObject({ state: "acknowledged", error: null, remarks: [] })
      for (const { id } of [order, other]) {
        expect(await storeOrder(store, id)).toMatchObject({ fulfillment_status: "shipped" })
      }
    })

    it("that never succeeds, for a reason that nobody knows, is told in the end and keeps nothing waiting", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      const failing = broken(10, "fel i butiken: å")
      store.sandbox.deliver(orderNo)
      for (let attempts = 1; attempts <= 4; attempts += 1) {
        await pullOrders(store)
        expect(await lastBatch()).toMatchObject({ state: "fetched", attempts })
      }
      await pullOrders(store)
      failing.mockRestore()
      expect(await lastBatch()).toMatchObject({
        state: "acknowledged",
        remarks: [
          {
            subject: orderNo,
            outcome: "problem",
            reason: { code: "order_change_failed", data: { message: "fel i butiken: å" } },
          },
        ],
      })
      expect((await storeOrder(store, id)).fulfillments).toEqual([])
    })

    it("is noted, not made good, when the store has cancelled it or cannot fulfill it", async () => {
      const canceled = await orderInSpecter(store)
      answered(200, (await store.admin.post(`/admin/orders/${canceled.id}/cancel`)).data)
      const unreserved = await orderInSpecter(store)
      const { items } = await storeOrder(store, unreserved.id)
      const { data } = await store.admin.get(`/admin/reservations?line_item_id[]=${items[0].id}`)
      await store.admin.delete(`/admin/reservations/${data.reservations[0].id}`)
      const other = await orderInSpecter(store)
      for (const { orderNo } of [canceled, unreserved, other]) {
        store.sandbox.deliver(orderNo)
      }
      await pullOrders(store)
      expect(await codes(canceled.id)).toEqual(["order_delivered_canceled"])
      expect(await note(unreserved.id, "order_delivery_failed")).toMatchObject({
        data: { message: expect.stringContaining("No stock reservation") },
      })
      expect((await storeOrder(store, unreserved.id)).fulfillments).toEqual([])
      expect(await storeOrder(store, other.id)).toMatchObject({ fulfillment_status: "shipped" })
    })
  })

  describe("an order whose rows were changed in Specter", () => {
    it("is edited in the store, with the difference shown, the money kept and nothing sent back", async () => {
      const { id, orderNo } = await orderInSpecter(store, {
        items: [
          { sku: "TRÖJA-S", quantity: 2 },
          { sku: "BOK-1", quantity: 1 },
        ],
      })
      const before = { shirt: await stockOf(store, "TRÖJA-S"), coffee: await stockOf(store, "KAFFE 500") }
      const payments = (await storeOrder(store, id)).payment_collections
      store.sandbox.changeOrderRow(orderNo, "TRÖJA-S", { noOfItems: 1, priceExclVAT: "71.2" })
      store.sandbox.changeOrderRow(orderNo, "BOK-1", { noOfItems: 0 })
      store.sandbox.changeOrderRow(orderNo, "KAFFE 500", {
        noOfItems: 1,
        priceExclVAT: "90.00",
        vatPercent: 12,
      })
      await pullOrders(store)
      const order = await storeOrder(store, id)
      const bySku = Object.fromEntries(
        order.items.map((item: any) => [
          item.variant_sku,
          [item.quantity, item.unit_price, item.is_tax_inclusive],
        ])
      )
      expect(bySku).toEqual({ "TRÖJA-S": [1, 89, true], "KAFFE 500": [1, 90, false] })
      expect(order.total).toBeCloseTo(Number(store.sandbox.orders.get(orderNo)?.total), 2)
      const [changed] = (await shown(store, id)).notes
      expect(changed).toMatchObject({ code: "order_rows_changed" })
      expect(changed.data.changes).toContain("TRÖJA-S 2 → 1")
      expect(changed.data.changes).toContain("TRÖJA-S à 79.20 → 71.20")
      expect(changed.data.changes).toContain("BOK-1 1 → 0")
      expect(changed.data.changes).toContain("KAFFE 500 0 → 1")
      expect(changed.text).toContain("TRÖJA-S 2 → 1")
      expect(await stockOf(store, "TRÖJA-S")).toEqual({
        ...before.shirt,
        reserved: before.shirt.reserved - 1,
      })
      expect(await stockOf(store, "KAFFE 500")).toEqual({
        ...before.coffee,
        reserved: before.coffee.reserved + 1,
      })
      expect(order.payment_collections).toMatchObject([{ id: payments[0].id, status: "authorized" }])
      expect(order.payment_collections[0].payments[0].canceled_at).toBeNull()
      expect(await shown(store, id)).toMatchObject({ state: "sent", outdated: false })
      const edits = async () => (await store.admin.get(`/admin/orders/${id}/changes`)).data.order_changes
      expect(await edits()).toMatchObject([
        { status: "confirmed", change_type: "edit", internal_note: expect.stringContaining("TRÖJA-S 2 → 1") },
      ])
      store.sandbox.setOrderStatus(orderNo, {})
      await pullOrders(store)
      expect(await edits()).toHaveLength(1)
      expect(await lastBatch()).toMatchObject({ changed: 0, unchanged: 1, remarks: [] })
      expect(writes(store)).toEqual([])
    })

    it("is known by the article numbers that it was sent with, whatever the settings are since", async () => {
      const { id, orderNo } = await orderInSpecter(store, {
        items: [
          { sku: "TRÖJA-S", quantity: 2 },
          { sku: "BOK-1", quantity: 1 },
        ],
        promoCodes: ["SOMMAR10"],
      })
      await choose(store, {
        freight_article_no: "PORTO",
        discount_article_no: "AVDRAG-Å",
        discount_rows: "one_row",
      })
      const { status, data } = await store.admin.post(`/admin/orders/${id}`, { email: "asa.ny@example.se" })
      answered(status, data)
      await quiet(store)
      expect(await shown(store, id)).toMatchObject({ state: "sent", outdated: false })
      store.sandbox.setOrderStatus(orderNo, { statusId: "2" })
      await pullOrders(store)
      expect(await shown(store, id)).toMatchObject({ outdated: false, notes: [] })
      for (const noOfItems of [2, 1]) {
        store.sandbox.changeOrderRow(orderNo, "BOK-1", { noOfItems })
        await pullOrders(store)
        const { items } = await storeOrder(store, id)
        expect(items.find((item: any) => item.variant_sku === "BOK-1")).toMatchObject({ quantity: noOfItems })
        expect(await shown(store, id)).toMatchObject({ outdated: false })
      }
      expect(await codes(id)).not.toContain("order_rows_changed_in_both")
    })

    it("asks the customer only for what the held money does not cover", async () => {
      const { id, orderNo, total } = await orderInSpecter(store)
      store.sandbox.changeOrderRow(orderNo, "TRÖJA-S", { noOfItems: 5 })
      await pullOrders(store)
      const order = await storeOrder(store, id)
      const collections = order.payment_collections.sort((a: any, b: any) => (a.id < b.id ? -1 : 1))
      expect(collections).toMatchObject([
        { status: "authorized", amount: total },
        { status: "not_paid", amount: order.total - total },
      ])
      store.sandbox.changeOrderRow(orderNo, "TRÖJA-S", { noOfItems: 1 })
      await pullOrders(store)
      const after = await storeOrder(store, id)
      expect(after.payment_collections).toMatchObject([
        { id: collections[0].id, status: "authorized", amount: after.total },
      ])
    })

    it("keeps its discount as Specter keeps it", async () => {
      const { id, orderNo } = await orderInSpecter(store, {
        items: [{ sku: "TRÖJA-S", quantity: 3 }],
        promoCodes: ["SOMMAR10"],
      })
      store.sandbox.changeOrderRow(orderNo, "TRÖJA-S", { noOfItems: 2 })
      await pullOrders(store)
      const order = await storeOrder(store, id)
      expect(order.items).toMatchObject([{ quantity: 2 }])
      expect(order.total).toBeCloseTo(Number(store.sandbox.orders.get(orderNo)?.total), 2)
      expect(await codes(id)).toEqual(["order_rows_changed"])
    })

    it("is edited and delivered when both come at once", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      store.sandbox.changeOrderRow(orderNo, "TRÖJA-S", { noOfItems: 1 })
      store.sandbox.deliver(orderNo, { trackingNo: "G1" })
      await pullOrders(store)
      const order = await storeOrder(store, id)
      expect(order.items).toMatchObject([{ quantity: 1, detail: { shipped_quantity: 1 } }])
      expect(order.fulfillment_status).toBe("shipped")
    })

    it("is left alone, with a note, when it is cancelled, fulfilled or being edited in the store", async () => {
      const canceled = await orderInSpecter(store)
      answered(200, (await store.admin.post(`/admin/orders/${canceled.id}/cancel`)).data)
      const fulfilled = await orderInSpecter(store)
      const { items } = await storeOrder(store, fulfilled.id)
      await fulfill(fulfilled.id, [{ id: items[0].id, quantity: 2 }])
      const edited = await orderInSpecter(store)
      answered(200, (await store.admin.post("/admin/order-edits", { order_id: edited.id })).data)
      for (const { orderNo } of [canceled, fulfilled, edited]) {
        store.sandbox.changeOrderRow(orderNo, "TRÖJA-S", { noOfItems: 1 })
      }
      await pullOrders(store)
      expect(await note(canceled.id, "order_rows_canceled")).toMatchObject({
        data: { changes: "TRÖJA-S 2 → 1" },
      })
      expect(await codes(fulfilled.id)).toEqual(["order_rows_fulfilled"])
      expect(await codes(edited.id)).toEqual(["order_rows_being_edited"])
      for (const { id } of [canceled, fulfilled, edited]) {
        expect((await storeOrder(store, id)).items).toMatchObject([{ quantity: 2 }])
      }
      // The merchant drops the edit: the next word of Specter's is followed, and the note goes.
      await store.admin.delete(`/admin/order-edits/${edited.id}`)
      store.sandbox.setOrderStatus(edited.orderNo, {})
      await pullOrders(store)
      expect(await codes(edited.id)).toEqual(["order_rows_changed"])
      expect((await storeOrder(store, edited.id)).items).toMatchObject([{ quantity: 1 }])
    })

    it("does not undo what the merchant has changed since, and is up to date when both are the same", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      const { items } = await storeOrder(store, id)
      answered(200, (await store.admin.post("/admin/order-edits", { order_id: id })).data)
      answered(
        200,
        (await store.admin.post(`/admin/order-edits/${id}/items/item/${items[0].id}`, { quantity: 3 })).data
      )
      answered(200, (await store.admin.post(`/admin/order-edits/${id}/request`)).data)
      answered(200, (await store.admin.post(`/admin/order-edits/${id}/confirm`)).data)
      await quiet(store)
      expect(await shown(store, id)).toMatchObject({ outdated: true })
      store.sandbox.setOrderStatus(orderNo, { statusId: "2" })
      await pullOrders(store)
      expect((await storeOrder(store, id)).items).toMatchObject([{ quantity: 3 }])
      expect(await note(id, "order_rows_changed_in_both")).toMatchObject({
        data: { changes: "TRÖJA-S 3 → 2" },
      })
      store.sandbox.changeOrderRow(orderNo, "TRÖJA-S", { noOfItems: 3 })
      await pullOrders(store)
      expect(await shown(store, id)).toMatchObject({ outdated: false, notes: [] })
      expect(writes(store)).toEqual([])
    })

    it("stays the older version while what Specter does not tell is changed in the store alone", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      const deliverOn = async (delivery_date: string) => {
        const { status, data } = await store.admin.post(`/admin/orders/${id}`, {
          metadata: { delivery_date },
        })
        answered(status, data)
        await quiet(store)
      }
      await deliverOn("2027-01-15")
      expect(await shown(store, id)).toMatchObject({ outdated: true })
      store.sandbox.setOrderStatus(orderNo, { statusId: "2" })
      await pullOrders(store)
      expect(await shown(store, id)).toMatchObject({ outdated: true, notes: [] })
      store.sandbox.changeOrderRow(orderNo, "TRÖJA-S", { noOfItems: 1 })
      await pullOrders(store)
      expect((await storeOrder(store, id)).items).toMatchObject([{ quantity: 1 }])
      expect(await codes(id)).toEqual(["order_rows_changed"])
      expect(await shown(store, id)).toMatchObject({ outdated: true })
      await deliverOn("")
      expect(await shown(store, id)).toMatchObject({ outdated: false })
    })

    it("stays the older version while Specter tells rows without their prices", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      const tell = (noOfItems: number) =>
        applyXml(
          store,
          `<order orderNo="${orderNo}"><orderstatus statusId="2"/><rows>
             <row articleNo="TRÖJA-S" noOfItems="${noOfItems}"/><row articleNo="FRAKT" noOfItems="1"/>
           </rows></order>`
        )
      await editItem(store, id, "TRÖJA-S", { quantity: 2, unit_price: 50 })
      await quiet(store)
      await tell(2)
      expect(await shown(store, id)).toMatchObject({ outdated: true, notes: [] })
      await tell(1)
      expect(await codes(id)).toEqual(["order_rows_changed_in_both"])
      await editQuantity(store, id, "TRÖJA-S", 1)
      await quiet(store)
      expect(await shown(store, id)).toMatchObject({ outdated: true })
    })

    it("is as in Specter, without its note, once the merchant has made the change in the store", async () => {
      const edited = await orderInSpecter(store)
      const priced = await orderInSpecter(store)
      const unknown = await orderInSpecter(store)
      for (const { id } of [edited, priced]) {
        answered(200, (await store.admin.post("/admin/order-edits", { order_id: id })).data)
      }
      store.sandbox.changeOrderRow(edited.orderNo, "TRÖJA-S", { noOfItems: 1 })
      store.sandbox.changeOrderRow(priced.orderNo, "TRÖJA-S", { noOfItems: 1, priceExclVAT: "71.2" })
      store.sandbox.upsertArticle({ articleNo: "NYHET-Ö", name: "Nyhet", priceExclVAT: "80" })
      store.sandbox.changeOrderRow(unknown.orderNo, "NYHET-Ö", { noOfItems: 1, priceExclVAT: "80" })
      await pullOrders(store)
      expect(await codes(edited.id)).toEqual(["order_rows_being_edited"])
      expect(await codes(priced.id)).toEqual(["order_rows_being_edited"])
      expect(await codes(unknown.id)).toEqual(["order_rows_unknown_article"])

      for (const { id } of [edited, priced]) {
        const { items } = await storeOrder(store, id)
        const path = `/admin/order-edits/${id}`
        answered(200, (await store.admin.post(`${path}/items/item/${items[0].id}`, { quantity: 1 })).data)
        answered(200, (await store.admin.post(`${path}/confirm`)).data)
      }
      const product = await createProduct(store, {
        title: "Nyhet",
        variants: [{ sku: "NYHET-Ö", price: 100, manage_inventory: false }],
      })
      store.shop.variants["NYHET-Ö"] = {
        ...store.shop.variants["TRÖJA-S"],
        id: product.variants[0].id,
        sku: "NYHET-Ö",
      }
      await addToOrder(store, unknown.id, "NYHET-Ö", 1)
      await quiet(store)
      expect(await shown(store, edited.id)).toMatchObject({ outdated: false, notes: [] })
      expect(await shown(store, unknown.id)).toMatchObject({ outdated: false, notes: [] })
      // Half of a change is not Specter's.
      expect(await shown(store, priced.id)).toMatchObject({ outdated: true, notes: [{}] })

      store.sandbox.setOrderStatus(edited.orderNo, { statusId: "2" })
      await pullOrders(store)
      expect(await shown(store, edited.id)).toMatchObject({ outdated: false, notes: [] })
      await editQuantity(store, edited.id, "TRÖJA-S", 2)
      await quiet(store)
      expect(await shown(store, edited.id)).toMatchObject({ outdated: true, notes: [] })
    })

    it("tells of freight, discounts, fractions and unknown articles, which it does not change", async () => {
      const freight = await orderInSpecter(store)
      store.sandbox.changeOrderRow(freight.orderNo, "FRAKT", { priceExclVAT: 0 })
      const fraction = await orderInSpecter(store)
      store.sandbox.changeOrderRow(fraction.orderNo, "TRÖJA-S", { noOfItems: "1.5" })
      const unknown = await orderInSpecter(store)
      store.sandbox.upsertArticle({ articleNo: "OKÄND-1", name: "Okänd", priceExclVAT: "10" })
      store.sandbox.changeOrderRow(unknown.orderNo, "OKÄND-1", { noOfItems: 1 })
      store.sandbox.changeOrderRow(unknown.orderNo, "TRÖJA-S", { noOfItems: 1 })
      await pullOrders(store)
      expect(await note(freight.id, "order_rows_by_hand")).toMatchObject({
        data: { changes: expect.stringMatching(/^FRAKT .+ → 0\.00$/) },
      })
      expect(await note(fraction.id, "order_rows_by_hand")).toMatchObject({
        data: { changes: "TRÖJA-S 2 → 1.5" },
      })
      expect(await note(unknown.id, "order_rows_unknown_article")).toMatchObject({
        data: { article_no: "OKÄND-1", changes: "TRÖJA-S 2 → 1, OKÄND-1 0 → 1" },
      })
      for (const { id, total } of [freight, fraction, unknown]) {
        expect(await storeOrder(store, id)).toMatchObject({ total, items: [{ quantity: 2 }] })
      }
    })

    it("stays as it was, without a dangling edit, when the store has too little in stock", async () => {
      const product = await createProduct(store, {
        title: "Sista paret",
        variants: [{ sku: "SISTA-1", manage_inventory: true }],
      })
      const [variant] = product.variants
      const inventoryItemId = await inventoryItemOf(store, product.id, variant.id)
      await stockUp(store, inventoryItemId, [2, 0])
      store.shop.variants["SISTA-1"] = {
        id: variant.id,
        productId: product.id,
        sku: "SISTA-1",
        inventoryItemId,
      }
      await quiet(store)
      const { id, orderNo, total } = await orderInSpecter(store, { items: [{ sku: "SISTA-1", quantity: 1 }] })
      store.sandbox.changeOrderRow(orderNo, "SISTA-1", { noOfItems: 9 })
      await pullOrders(store)
      expect(await note(id, "order_rows_failed")).toMatchObject({
        data: { changes: "SISTA-1 1 → 9", message: expect.any(String) },
      })
      const order = await storeOrder(store, id)
      expect(order).toMatchObject({
        total,
        items: [{ quantity: 1 }],
        payment_collections: [{ status: "authorized" }],
      })
      expect(await stockOf(store, "SISTA-1")).toEqual({ stocked: 2, reserved: 1 })
      store.sandbox.changeOrderRow(orderNo, "SISTA-1", { noOfItems: 2 })
      await pullOrders(store)
      expect(await codes(id)).toEqual(["order_rows_changed"])
      expect((await storeOrder(store, id)).items).toMatchObject([{ quantity: 2 }])
    })

    it("is edited anew when a crash left its own edit open", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      answered(
        200,
        (
          await store.admin.post("/admin/order-edits", {
            order_id: id,
            internal_note: `Specter ${orderNo}: TRÖJA-S 2 → 1`,
          })
        ).data
      )
      store.sandbox.changeOrderRow(orderNo, "TRÖJA-S", { noOfItems: 1 })
      await pullOrders(store)
      expect((await storeOrder(store, id)).items).toMatchObject([{ quantity: 1 }])
    })
  })

  describe("the order confirmation", () => {
    const day = (days: number) => swedishDay(new Date(Date.now() + days * 24 * 3600 * 1000))

    it("is Specter's when the merchant has chosen that, and else the store's own", async () => {
      expect(await specterSendsOrderConfirmation(store.container)).toBe(false)
      await choose(store, { send_order_confirmation: true })
      expect(await specterSendsOrderConfirmation(store.container)).toBe(true)
    })

    it("is the store's own of orders before the date from which they are transferred", async () => {
      await choose(store, { send_order_confirmation: true, transfer_orders_from_date: day(1) })
      expect(await specterSendsOrderConfirmation(store.container)).toBe(false)
      await choose(store, { transfer_orders_from_date: day(0) })
      expect(await specterSendsOrderConfirmation(store.container)).toBe(true)
    })

    it.each([
      { placed: "from the date on", first: 0, then: 0, whose: "Specter's", mail: "1" },
      { placed: "before the date", first: 1, then: 1, whose: "the store's own", mail: "0" },
      {
        placed: "before the date, which was moved back since,",
        first: 1,
        then: 0,
        whose: "the store's own",
        mail: "0",
      },
      {
        placed: "before the date and never heard of",
        isHeard: false,
        first: 1,
        then: 1,
        whose: "the store's own",
        mail: "0",
      },
    ])("of an order placed $placed is $whose", async ({ isHeard = true, first, then, mail }) => {
      const startIn = (days: number) => choose(store, { transfer_orders_from_date: day(days) })
      const place = () => placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
      await choose(store, { send_order_confirmation: true })
      await startIn(first)
      const order = isHeard ? await place() : await inSilence(store, place)
      await quiet(store)
      await startIn(then)
      await press(store, order.id)
      expect(inSpecter(store, order)).toMatchObject([{ sendOrderMail: mail }])
    })

    it("is the store's own where the plugin's tables are missing", async () => {
      const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      await choose(store, { send_order_confirmation: true })
      await knex.raw("ALTER TABLE specter_settings RENAME TO specter_settings_away")
      try {
        expect(await specterSendsOrderConfirmation(store.container)).toBe(false)
      } finally {
        await knex.raw("ALTER TABLE specter_settings_away RENAME TO specter_settings")
      }
    })
  })
})
