import reconcileOrders from "../../src/jobs/specter-reconcile-orders"
import { swedishDay } from "../../src/swedish-day"
import { actions, forms } from "../calls"
import { convertDraft, createDraft } from "../draft-orders"
import { dueNow } from "../due-now"
import { eventually } from "../eventually"
import { transfers } from "../ledger"
import { ordersGrowOld } from "../ledger-rows"
import { editQuantity } from "../order-edits"
import { placeOrder } from "../place-order"
import { answered } from "../products"
import { quiet } from "../quiet"
import { choose } from "../settings"
import { inSilence } from "../silence"
import { inSpecter, press, shown, shownIn } from "../specter-orders"
import { countStock } from "../specter-stock"
import { describeStore } from "../store"

describeStore((store) => {
  beforeEach(() => countStock(store))

  const place = () => placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 2 }] })
  const placeAndSend = async () => {
    const order = await place()
    await shownIn(store, "sent", order.id)
    return order
  }
  const cancel = async ({ id }: { id: string }) => {
    const { status, data } = await store.admin.post(`/admin/orders/${id}/cancel`)
    answered(status, data)
  }
  const callsOf = (action: string) => actions(store).filter((name) => name === action)
  /** One that waits has been tried before. */
  const removal = ({ id }: { id: string }, state: string) =>
    eventually(async () => {
      const { related } = await shown(store, id)
      const [found] = related.filter((row: any) => row.kind === "order_removal" && row.state === state)
      return state === "waiting" && found?.reason === null ? undefined : found
    })

  describe("an order cancelled before it was sent", () => {
    it("is not sent, and says why", async () => {
      store.sandbox.fault("*", { kind: "http-503" }, Infinity)
      const order = await place()
      await shownIn(store, "waiting", order.id)
      await cancel(order)
      store.sandbox.clearFaults()
      await dueNow(store)
      await expect(shownIn(store, "skipped", order.id)).resolves.toMatchObject({
        transferred: false,
        reason: { code: "order_canceled_before_transfer" },
        related: [],
      })
      expect(await press(store, order.id)).toMatchObject({ state: "skipped" })
      expect(inSpecter(store, order)).toEqual([])
    })

    it("is removed all the same when a call of it may have been carried out", async () => {
      await choose(store, { delete_order: true })
      store.sandbox.fault("newOrderSubmit", { kind: "http-500", carryOut: false })
      const order = await place()
      await shownIn(store, "waiting", order.id)
      await cancel(order)
      await dueNow(store)
      await removal(order, "sent")
      expect(inSpecter(store, order).every(({ statusId }) => statusId === "5")).toBe(true)
    })
  })

  describe("an order cancelled after its transfer", () => {
    it("is removed from Specter when the merchant wants that", async () => {
      await choose(store, { delete_order: true })
      const order = await placeAndSend()
      const [{ orderNo }] = inSpecter(store, order)
      await cancel(order)
      await expect(removal(order, "sent")).resolves.toMatchObject({
        reason: null,
        label: `#${order.display_id}`,
      })
      expect(forms(store, "removeOrderSubmit")).toMatchObject([{ orderId: orderNo }])
      expect(inSpecter(store, order).filter(({ statusId }) => statusId !== "5")).toEqual([])
      await reconcileOrders(store.container)
      await dueNow(store)
      expect(callsOf("removeOrderSubmit")).toHaveLength(1)
      expect(callsOf("newOrderSubmit")).toHaveLength(1)
      await expect(shown(store, order.id)).resolves.toMatchObject({ state: "sent", outdated: false })
    })

    it("stays in Specter when the merchant has not asked for removal, and the order says so", async () => {
      const order = await placeAndSend()
      await cancel(order)
      await expect(removal(order, "skipped")).resolves.toMatchObject({
        reason: { code: "removal_switched_off" },
      })
      await quiet(store)
      expect(callsOf("removeOrderSubmit")).toEqual([])
      expect(inSpecter(store, order)).toHaveLength(1)
    })

    it("shows Specter's words and the option's name when Specter refuses, and can be tried again", async () => {
      await choose(store, { delete_order: true })
      const order = await placeAndSend()
      store.sandbox.fault("removeOrderSubmit", {
        kind: "refuse",
        code: "11",
        message: "Okänd action: åtgärden finns ej",
      })
      await cancel(order)
      const refused = await removal(order, "rejected")
      expect(refused).toMatchObject({
        words: "Okänd action: åtgärden finns ej",
        reason: { code: "removal_refused", data: { option: 'wireNames["actions.removeOrder"]' } },
      })
      expect(refused.reason.todo).toContain('wireNames["actions.removeOrder"]')
      const { status, data } = await store.admin.post("/admin/specter/transfers/retry", { ids: [refused.id] })
      expect(answered(status, data)).toEqual({ retried: 1 })
      await removal(order, "sent")
    })

    it("is removed once when Specter's answer to the removal is lost", async () => {
      await choose(store, { delete_order: true })
      const order = await placeAndSend()
      store.sandbox.fault("removeOrderSubmit", { kind: "drop" })
      await cancel(order)
      await removal(order, "waiting")
      await dueNow(store)
      await removal(order, "sent")
    })

    it("is removed when Specter has done so and its answer was lost: the repeat is refused, as it is gone", async () => {
      await choose(store, { delete_order: true })
      const order = await placeAndSend()
      store.sandbox.fault("removeOrderSubmit", { kind: "carry-out-and-drop" })
      await cancel(order)
      await removal(order, "waiting")
      await dueNow(store)
      await expect(removal(order, "sent")).resolves.toMatchObject({ reason: null, words: null })
      expect(callsOf("removeOrderSubmit")).toHaveLength(2)
    })

    it("may be removed or not when the repeat of an unanswered call is refused for another reason", async () => {
      await choose(store, { delete_order: true })
      const order = await placeAndSend()
      const [{ orderNo }] = inSpecter(store, order)
      store.sandbox.fault("removeOrderSubmit", { kind: "drop" })
      await cancel(order)
      await removal(order, "waiting")
      store.sandbox.deliver(orderNo)
      await dueNow(store)
      await expect(removal(order, "rejected")).resolves.toMatchObject({
        words: expect.stringContaining("levererad"),
        reason: { code: "removal_unconfirmed", data: { order_no: orderNo } },
      })
    })

    it("is removed by the reconcile job when the event was lost", async () => {
      await choose(store, { delete_order: true })
      const order = await placeAndSend()
      // What follows from a transfer would find it changed.
      await quiet(store)
      await inSilence(store, () => cancel(order))
      await quiet(store)
      expect(callsOf("removeOrderSubmit")).toEqual([])
      await reconcileOrders(store.container)
      await removal(order, "sent")
    })
  })

  describe("an order edited after its transfer", () => {
    const outdated = (id: string, value: boolean) =>
      eventually(async () => {
        const order = await shown(store, id)
        return order.outdated === value && order
      })

    it("is not sent twice: its record says that Specter has the older version, until the edit is undone", async () => {
      const order = await placeAndSend()
      await editQuantity(store, order.id, "TRÖJA-S", 3)
      await expect(outdated(order.id, true)).resolves.toMatchObject({ state: "sent", transferred: true })
      expect(await press(store, order.id)).toMatchObject({ state: "sent", outdated: true })
      await editQuantity(store, order.id, "TRÖJA-S", 2)
      await outdated(order.id, false)
      await quiet(store)
      expect(callsOf("newOrderSubmit")).toHaveLength(1)
      expect(inSpecter(store, order)).toMatchObject([{ rows: [{ noOfItems: "2" }, { articleNo: "FRAKT" }] }])
    })

    it("is found by the reconcile job when the event was lost", async () => {
      const order = await placeAndSend()
      await quiet(store)
      await inSilence(store, () => editQuantity(store, order.id, "TRÖJA-S", 1))
      await quiet(store)
      await reconcileOrders(store.container)
      await expect(shown(store, order.id)).resolves.toMatchObject({ state: "sent", outdated: true })
      expect(callsOf("newOrderSubmit")).toHaveLength(1)
    })

    it("goes out as it is then when it was edited while it waited", async () => {
      store.sandbox.fault("newCustomerSubmit", { kind: "http-503" })
      const order = await place()
      await shownIn(store, "waiting", order.id)
      await editQuantity(store, order.id, "TRÖJA-S", 5)
      await dueNow(store)
      await expect(shownIn(store, "sent", order.id)).resolves.toMatchObject({ outdated: false })
      expect(inSpecter(store, order)).toMatchObject([{ rows: [{ noOfItems: "5" }, {}] }])
    })
  })

  describe("an order from before the merchant's start date", () => {
    const TOMORROW = swedishDay(new Date(Date.now() + 24 * 3600 * 1000))

    it("is sent by no event and no reconciling, but by the button", async () => {
      await choose(store, { transfer_orders_from_date: TOMORROW })
      const order = await place()
      await expect(shownIn(store, "skipped", order.id)).resolves.toMatchObject({
        can_transfer: true,
        reason: { code: "order_before_start_date", data: { date: TOMORROW } },
      })
      await reconcileOrders(store.container)
      expect(actions(store)).toEqual([])
      expect(await press(store, order.id)).toMatchObject({ state: "sent", transferred: true })
      expect(inSpecter(store, order)).toHaveLength(1)
    })

    it("is sent even if Specter was away when the button was pressed and the order changed meanwhile", async () => {
      await choose(store, { transfer_orders_from_date: TOMORROW })
      const order = await place()
      await shownIn(store, "skipped", order.id)
      store.sandbox.fault("newCustomerSubmit", { kind: "http-503" })
      const pressed = await press(store, order.id)
      expect(pressed).toMatchObject({ state: "waiting", reason: { code: "specter_not_received" } })
      await store.admin.post(`/admin/orders/${order.id}`, { metadata: { note: "Ändrad" } })
      await eventually(
        async () => (await shown(store, order.id)).transfer.updated_at > pressed.transfer.updated_at
      )
      await dueNow(store)
      await shownIn(store, "sent", order.id)
    })

    it("is sent once the merchant chooses an earlier date", async () => {
      await choose(store, { transfer_orders_from_date: TOMORROW })
      const order = await place()
      await shownIn(store, "skipped", order.id)
      await choose(store, { transfer_orders_from_date: null })
      await ordersGrowOld(store)
      await reconcileOrders(store.container)
      await shownIn(store, "sent", order.id)
      expect(inSpecter(store, order)).toHaveLength(1)
    })

    it("leaves no trace when its event was lost", async () => {
      await choose(store, { transfer_orders_from_date: TOMORROW })
      const order = await inSilence(store, place)
      await ordersGrowOld(store)
      await reconcileOrders(store.container)
      await expect(shown(store, order.id)).resolves.toMatchObject({ state: null, can_transfer: true })
    })
  })

  it("a draft from before the merchant's start date is sent when it becomes an order after it", async () => {
    const item = { variant_id: store.shop.variants["TRÖJA-S"].id, quantity: 1 }
    const draft = await createDraft(store, [item])
    await choose(store, { transfer_orders_from_date: new Date().toISOString() })
    await convertDraft(store, draft.id)
    await shownIn(store, "sent", draft.id)
    expect(inSpecter(store, draft)).toHaveLength(1)
  })

  it("a draft whose conversion nobody heard of is sent by the reconcile job, and a draft is not", async () => {
    const item = { variant_id: store.shop.variants["TRÖJA-S"].id, quantity: 1 }
    const [converted, draft] = [await createDraft(store, [item]), await createDraft(store, [item])]
    await inSilence(store, () => convertDraft(store, converted.id))
    await ordersGrowOld(store)
    await reconcileOrders(store.container)
    await shownIn(store, "sent", converted.id)
    expect(inSpecter(store, converted)).toHaveLength(1)
    expect(await transfers(store, `kind=order&subject_id=${draft.id}`)).toEqual([])
    expect(await press(store, draft.id)).toMatchObject({
      state: "skipped",
      reason: { code: "order_is_draft" },
    })
    expect(inSpecter(store, draft)).toEqual([])
  })
})
