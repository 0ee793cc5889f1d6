import { PassThrough, Readable } from "node:stream"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../src/modules/specter"
import type SpecterModuleService from "../../src/modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import { workNotices } from "../../src/workflows/pull/work-notices"
import { dueNow } from "../due-now"
import { eventually } from "../eventually"
import { capture } from "../fulfillments"
import { transferIn } from "../ledger"
import { answered } from "../products"
import { quiet } from "../quiet"
import { choose } from "../settings"
import { orderInSpecter, pullOrders, storeOrder, withoutPolling, writes } from "../specter-changes"
import { shown } from "../specter-orders"
import { CALLBACK_SECRET, describeStore } from "../store"

const KLARNA = { pp_system_default: { code: "KG" } }

describeStore((store) => {
  beforeEach(() => withoutPolling(store))
  afterEach(() => jest.restoreAllMocks())

  const sync = () => store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const noticeOf = async (subject: string) => (await sync().listNotices({ subject }))[0]
  const health = async () => (await store.admin.get("/admin/specter/status")).data.health
  const codes = async (orderId: string) => (await shown(store, orderId)).notes.map((note: any) => note.code)

  /** Specter's callback, and what the store does behind its answer. */
  const callBack = async (event: string, ids: Record<string, string>) => {
    const { status, data } = await store.api.get(
      `/specter/callbacks/${CALLBACK_SECRET}/${event}?${new URLSearchParams(ids)}`
    )
    expect([status, data]).toEqual([200, "1;Done"])
    const atWork = async () =>
      (await sync().listNotices({})).filter(
        ({ attempts, lease_token }) => attempts === 0 || lease_token !== null
      )
    await eventually(async () => (await atWork()).length === 0, 30)
    await quiet(store)
  }
  const invoice = async (orderNo: string) => {
    const invoiceId = store.sandbox.makeInvoice(orderNo)
    await callBack("invoice", { orderId: orderNo, invoiceId })
    return invoiceId
  }
  const triedAgain = async () => {
    const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await knex("specter_notice").where({ state: "waiting" }).update({ due_at: knex.fn.now() })
    await workNotices(store.container)
  }

  describe("an invoice made in Specter", () => {
    it("has its number on the order's record; the same callback again changes nothing", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      const invoiceId = await invoice(orderNo)
      expect(await shown(store, id)).toMatchObject({ invoice: { number: invoiceId }, notes: [] })
      const before = await noticeOf(`${orderNo}/${invoiceId}`)
      await callBack("invoice", { orderId: orderNo, invoiceId })
      expect(await noticeOf(`${orderNo}/${invoiceId}`)).toEqual(before)
      expect(await storeOrder(store, id)).toMatchObject({ payment_status: "authorized" })
    })

    it("waits for an order that Specter has not told the number of yet", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      await sync().dropReference("order", id)
      const invoiceId = await invoice(orderNo)
      expect(await noticeOf(`${orderNo}/${invoiceId}`)).toMatchObject({ state: "waiting", attempts: 1 })
      await sync().putReferences([{ kind: "order", store_id: id, number: orderNo }])
      await triedAgain()
      expect(await noticeOf(`${orderNo}/${invoiceId}`)).toMatchObject({ state: "done" })
      expect(await shown(store, id)).toMatchObject({ invoice: { number: invoiceId } })
    })

    describe("for the store, whose answer was lost,", () => {
      const asked = async (fault: Parameters<typeof store.sandbox.fault>[1]) => {
        await choose(store, { send_invoices: true })
        const { id, orderNo } = await orderInSpecter(store)
        store.sandbox.fault("newInvoiceSubmit", fault)
        await capture(store, id)
        const { invoiceId } = await eventually(() => [...store.sandbox.invoices.values()][0])
        return { id, orderNo, invoiceId }
      }
      const isSent = async (id: string, specter_number: string) => {
        expect(await transferIn(store, "sent", id, "invoice")).toMatchObject({ specter_number, reason: null })
        expect(writes(store)).toEqual(["newInvoiceSubmit"])
        expect(store.sandbox.invoices.size).toBe(1)
      }

      it("is no longer looked for once the callback comes", async () => {
        const { id, orderNo, invoiceId } = await asked({ kind: "carry-out-and-drop" })
        await transferIn(store, "unconfirmed", id, "invoice")
        await callBack("invoice", { orderId: orderNo, invoiceId })
        await isSent(id, invoiceId)
      })

      it("is never looked for when the callback has come before", async () => {
        const { id, orderNo, invoiceId } = await asked({ kind: "carry-out-and-hang", ms: 3_000 })
        await callBack("invoice", { orderId: orderNo, invoiceId })
        await isSent(id, invoiceId)
      })

      it("is never looked for when the process ended, and the callback came before another took over", async () => {
        const { id, invoiceId } = await asked({ kind: "carry-out-and-drop" })
        await transferIn(store, "unconfirmed", id, "invoice")
        const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
        await knex("specter_transfer").where({ kind: "invoice" }).update({ state: "waiting" })
        await sync().putReferences([{ kind: "invoice", store_id: id, number: invoiceId }])
        await dueNow(store)
        await isSent(id, invoiceId)
      })
    })

    it("is given up with its reason when no order of the store's has this number", async () => {
      await callBack("invoice", { orderId: "555", invoiceId: "9" })
      for (let attempt = 2; attempt <= 5; attempt += 1) {
        expect(await noticeOf("555/9")).toMatchObject({ state: "waiting", attempts: attempt - 1 })
        await triedAgain()
      }
      expect(await noticeOf("555/9")).toMatchObject({
        state: "failed",
        reason: { code: "order_unmatched", data: { order_no: "555" } },
      })
    })
  })

  describe("an invoice that was given up, because the order's number was not known,", () => {
    it("is taken up as soon as it is; until then it is logged and counted", async () => {
      await choose(store, { capture_when_invoiced: true })
      const { id, orderNo } = await orderInSpecter(store)
      await sync().dropReference("order", id)
      await sync().putReferences([{ kind: "order", store_id: id }])
      const warn = jest.spyOn(store.container.resolve(ContainerRegistrationKeys.LOGGER), "warn")
      const invoiceId = await invoice(orderNo)
      for (let attempt = 2; attempt <= 5; attempt += 1) {
        await triedAgain()
      }
      expect(await noticeOf(`${orderNo}/${invoiceId}`)).toMatchObject({ state: "failed" })
      expect(warn.mock.calls.map(([line]) => line)).toEqual([
        expect.stringMatching(
          new RegExp(
            `^Specter: gave up .*save the order anew in Specter.* kind=invoice number=${orderNo}/${invoiceId} reason=order_unmatched$`
          )
        ),
      ])
      expect(await health()).toMatchObject({
        level: 1,
        reasons: ["callbacks_given_up"],
        callbacks_given_up: 1,
      })

      await sync().putReferences([{ kind: "order", store_id: id, number: orderNo }])
      await workNotices(store.container)
      expect(await noticeOf(`${orderNo}/${invoiceId}`)).toMatchObject({ state: "done" })
      expect(await shown(store, id)).toMatchObject({ invoice: { number: invoiceId } })
      expect(await storeOrder(store, id)).toMatchObject({ payment_status: "captured" })
      expect(await health()).toMatchObject({ level: 0, callbacks_given_up: 0 })
    })

    it("worries nobody while the store knows the numbers of all its orders: it is somebody else's", async () => {
      await orderInSpecter(store)
      await callBack("invoice", { orderId: "555", invoiceId: "9" })
      for (let attempt = 2; attempt <= 5; attempt += 1) {
        await triedAgain()
      }
      expect(await noticeOf("555/9")).toMatchObject({ state: "failed" })
      await workNotices(store.container)
      expect(await noticeOf("555/9")).toMatchObject({ state: "failed" })
      expect(await health()).toMatchObject({ level: 0, callbacks_given_up: 0 })
    })
  })

  describe("the payment of an invoiced order", () => {
    for (const send_invoices of [false, true]) {
      it(`is captured once when the merchant wants that, and asks for no invoice (send_invoices ${send_invoices})`, async () => {
        await choose(store, { capture_when_invoiced: true, send_invoices })
        const { id, orderNo, total } = await orderInSpecter(store)
        const invoiceId = await invoice(orderNo)
        const order = await storeOrder(store, id)
        expect(order).toMatchObject({
          payment_status: "captured",
          payment_collections: [{ captured_amount: total }],
        })
        await callBack("invoice", { orderId: orderNo, invoiceId })
        expect((await storeOrder(store, id)).payment_collections).toMatchObject([{ captured_amount: total }])
        expect(await codes(id)).toEqual([])
        expect(writes(store)).toEqual([])
      })
    }

    it("is captured for no more than the order comes to after Specter has changed it", async () => {
      await choose(store, { capture_when_invoiced: true })
      const { id, orderNo } = await orderInSpecter(store)
      store.sandbox.changeOrderRow(orderNo, "TRÖJA-S", { noOfItems: 1 })
      await pullOrders(store)
      await invoice(orderNo)
      const order = await storeOrder(store, id)
      expect(order.payment_collections).toMatchObject([{ captured_amount: order.total, status: "completed" }])
      expect(order.total).toBeCloseTo(Number(store.sandbox.orders.get(orderNo)?.total), 2)
    })

    for (const capture_when_invoiced of [false, true]) {
      it(`is never captured at Klarna, and the record says so (capture_when_invoiced ${capture_when_invoiced})`, async () => {
        await choose(store, { capture_when_invoiced, payment_codes: KLARNA })
        const { id, orderNo } = await orderInSpecter(store)
        await invoice(orderNo)
        expect(await storeOrder(store, id)).toMatchObject({ payment_status: "authorized" })
        expect(await shown(store, id)).toMatchObject({
          is_klarna: true,
          notes: [{ code: "klarna_captured_by_specter", text: expect.stringContaining("Klarna") }],
        })
        // What Specter has taken at Klarna is not thrown away with the order.
        store.sandbox.removeOrder(orderNo)
        await pullOrders(store)
        expect((await storeOrder(store, id)).status).toBe("pending")
        expect(await codes(id)).toEqual(["klarna_captured_by_specter", "order_removed_klarna_invoiced"])
      })
    }

    it("that cannot be captured is tried again; the record says why until it is", async () => {
      await choose(store, { capture_when_invoiced: true })
      const { id, orderNo } = await orderInSpecter(store)
      const payments = store.container.resolve(Modules.PAYMENT)
      const capture = jest
        .spyOn(payments, "capturePayment")
        .mockRejectedValueOnce(new Error("Kortet är spärrat"))
      const invoiceId = await invoice(orderNo)
      expect(capture).toHaveBeenCalledTimes(1)
      expect(await shown(store, id)).toMatchObject({
        invoice: { number: invoiceId },
        notes: [{ code: "capture_failed", data: { message: expect.stringContaining("Kortet är spärrat") } }],
      })
      expect(await noticeOf(`${orderNo}/${invoiceId}`)).toMatchObject({
        state: "waiting",
        reason: { code: "capture_failed" },
      })
      await triedAgain()
      expect(await storeOrder(store, id)).toMatchObject({ payment_status: "captured" })
      expect(await codes(id)).toEqual([])
      expect(await noticeOf(`${orderNo}/${invoiceId}`)).toMatchObject({ state: "done" })
    })
  })

  describe("the callback about a removed order", () => {
    for (const delete_order of [false, true]) {
      it(`cancels it in the store, and nothing goes back (delete_order ${delete_order})`, async () => {
        await choose(store, { delete_order })
        const { id, orderNo } = await orderInSpecter(store)
        store.sandbox.removeOrder(orderNo)
        await callBack("order-removed", { orderNo })
        expect(await storeOrder(store, id)).toMatchObject({ status: "canceled" })
        await callBack("order-removed", { orderNo })
        await pullOrders(store)
        expect(writes(store)).toEqual([])
        expect(await shown(store, id)).toMatchObject({ notes: [], specter_status: { id: "5" } })
      })
    }

    it("leaves a paid order, with a note", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      const [collection] = (await storeOrder(store, id)).payment_collections
      answered(200, (await store.admin.post(`/admin/payments/${collection.payments[0].id}/capture`)).data)
      await callBack("order-removed", { orderNo })
      expect(await storeOrder(store, id)).toMatchObject({ status: "pending", payment_status: "captured" })
      expect(await codes(id)).toEqual(["order_removed_paid"])
      expect(await noticeOf(orderNo)).toMatchObject({ state: "done" })
    })
  })

  describe("the invoice's PDF", () => {
    const pdf = (orderId: string) =>
      store.admin.get(`/admin/specter/orders/${orderId}/invoice`, { responseType: "arraybuffer" } as never)
    const words = ({ data }: { data: Buffer }) => JSON.parse(data.toString("utf8"))
    const client = () => store.container.resolve<SpecterModuleService>(SPECTER_MODULE).client()

    it("is what Specter has, shown in the browser", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      const invoiceId = await invoice(orderNo)
      const answer = (await pdf(id)) as any
      expect(answer.status).toBe(200)
      expect(answer.headers).toMatchObject({
        "content-type": "application/pdf",
        "content-disposition": `inline; filename="faktura-${invoiceId}.pdf"`,
        "x-content-type-options": "nosniff",
      })
      const text = Buffer.from(answer.data).toString("latin1")
      expect(text).toMatch(/^%PDF-1\.4[^]*%%EOF\n$/)
      expect(text).toContain(`Faktura ${invoiceId}`)
    })

    it("is for those who are logged in", async () => {
      expect((await store.api.get("/admin/specter/orders/order_1/invoice")).status).toBe(401)
    })

    it("is not found without an order or an invoice", async () => {
      const { id } = await orderInSpecter(store)
      const missing = await pdf("order_borta")
      expect([missing.status, words(missing).type]).toEqual([404, "not_found"])
      const none = await pdf(id)
      expect([none.status, words(none)]).toEqual([
        404,
        expect.objectContaining({ type: "not_found", message: expect.stringContaining("no invoice") }),
      ])
    })

    it("is 502 with Specter's words when Specter refuses or is not there", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      await invoice(orderNo)
      store.sandbox.fault("getPDFLink", { kind: "refuse", code: "7", message: "Fakturan är låst" })
      const refused = await pdf(id)
      expect([refused.status, words(refused)]).toEqual([
        502,
        expect.objectContaining({
          type: "specter_failed",
          message: expect.stringContaining("Fakturan är låst"),
        }),
      ])
      store.sandbox.fault("getPDFLink", { kind: "http-503" })
      expect((await pdf(id)).status).toBe(502)
      expect((await pdf(id)).status).toBe(200)
    })

    it("is opened on Specter's own host only", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      await invoice(orderNo)
      jest.spyOn(client(), "invoiceLink").mockResolvedValue({ url: "http://annan.example.se/faktura.pdf" })
      const answer = await pdf(id)
      expect([answer.status, words(answer).message]).toEqual([
        502,
        expect.stringContaining("annan.example.se"),
      ])
    })

    it("is 502 when what comes is no PDF", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      await invoice(orderNo)
      const page = Readable.from([Buffer.from("<html><script>alert(1)</script></html>")], {
        objectMode: false,
      })
      jest.spyOn(client(), "openDocument").mockResolvedValue({ stream: page, contentType: "application/pdf" })
      const answer = await pdf(id)
      expect([answer.status, words(answer).message]).toEqual([502, expect.stringContaining("no PDF")])
      expect(page.destroyed).toBe(true)
    })

    it("breaks the connection when it breaks off midway, so that half an invoice is not taken for a whole one", async () => {
      const { id, orderNo } = await orderInSpecter(store)
      await invoice(orderNo)
      const stream = new PassThrough()
      stream.write("%PDF-1.4 halva")
      setTimeout(() => stream.destroy(new Error("Specter hung up")), 200)
      jest.spyOn(client(), "openDocument").mockResolvedValue({ stream, contentType: "application/pdf" })
      await expect(pdf(id)).rejects.toMatchObject({
        code: expect.stringMatching(/ECONNRESET|ERR_BAD_RESPONSE/),
      })
      expect((await store.admin.get("/admin/specter/status")).status).toBe(200)
    })
  })
})
