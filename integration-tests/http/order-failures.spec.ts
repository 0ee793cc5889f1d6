import type { Fault } from "../../sandbox"
import reconcileOrders from "../../src/jobs/specter-reconcile-orders"
import { actions } from "../calls"
import { dueNow } from "../due-now"
import { forgetOrder, loseArticle } from "../ledger-rows"
import { withPatience } from "../patience"
import { type OrderRequest, placeOrder } from "../place-order"
import { answered, changeProduct } from "../products"
import { quiet } from "../quiet"
import { choose } from "../settings"
import { inSpecter, press, shown, shownIn } from "../specter-orders"
import { countStock } from "../specter-stock"
import { describeStore } from "../store"

type Failure = { fault: Fault; isCarriedOut: boolean; reason: string }

const UNKNOWN = "specter_unknown_outcome"

/** Every way in which no certain answer comes. */
const FAILURES: Failure[] = [
  { fault: { kind: "drop" }, isCarriedOut: false, reason: UNKNOWN },
  { fault: { kind: "carry-out-and-drop" }, isCarriedOut: true, reason: UNKNOWN },
  { fault: { kind: "carry-out-and-hang", ms: 5_000 }, isCarriedOut: true, reason: UNKNOWN },
  { fault: { kind: "http-500", carryOut: false }, isCarriedOut: false, reason: UNKNOWN },
  { fault: { kind: "http-500", carryOut: true }, isCarriedOut: true, reason: UNKNOWN },
  { fault: { kind: "http-503" }, isCarriedOut: false, reason: "specter_not_received" },
  { fault: { kind: "malformed-xml" }, isCarriedOut: true, reason: UNKNOWN },
  { fault: { kind: "cut-xml" }, isCarriedOut: true, reason: UNKNOWN },
  { fault: { kind: "empty" }, isCarriedOut: true, reason: UNKNOWN },
  { fault: { kind: "oversize", bytes: 21 * 1024 * 1024 }, isCarriedOut: true, reason: UNKNOWN },
  { fault: { kind: "redirect", to: "/inloggning.asp" }, isCarriedOut: false, reason: UNKNOWN },
]

const named = FAILURES.map((failure) => {
  const isMadeByProgram = "carryOut" in failure.fault && failure.fault.carryOut
  return [`${failure.fault.kind}${isMadeByProgram ? " after carrying it out" : ""}`, failure] as const
})

const REFUSAL = { kind: "refuse", code: "19", message: "Går ej: räkenskapsåret är låst" } as const

describeStore((store) => {
  beforeEach(() => countStock(store))

  const SHIRT: OrderRequest = { items: [{ sku: "TRÖJA-S", quantity: 1 }] }
  const place = (request: Partial<OrderRequest> = {}) =>
    placeOrder(store.api, store.shop, { ...SHIRT, ...request })
  const callsOf = (action: string) => actions(store).filter((name) => name === action)

  describe.each(named)("no answer: %s", (_, { fault, isCarriedOut, reason }) => {
    it("the order is repeated, and so are its customer and its articles, until there is one of each", async () => {
      store.sandbox.upsertArticle({ articleNo: "FRAKT", name: "Frakt" })
      await withPatience(store, 500, async () => {
        await repeatsOrder()
        await repeatsCustomer()
        await repeatsArticle()
      })
    })

    const repeatsOrder = async () => {
      store.sandbox.fault("newOrderSubmit", fault)
      const order = await place()
      const waiting = await shownIn(store, "waiting", order.id)
      expect(waiting).toMatchObject({
        transferred: false,
        can_transfer: true,
        reason: { code: reason },
        words: expect.any(String),
        transfer: { label: `#${order.display_id}` },
      })
      expect(new Date(waiting.transfer.due_at).getTime()).toBeGreaterThan(Date.now() + 5_000)
      expect(inSpecter(store, order)).toHaveLength(isCarriedOut ? 1 : 0)

      await dueNow(store)
      const sent = await shownIn(store, "sent", order.id)
      const [specter, ...others] = inSpecter(store, order)
      expect(others).toEqual([])
      expect(sent).toMatchObject({
        transferred: true,
        can_transfer: false,
        outdated: false,
        reason: null,
        words: null,
      })
      expect(sent.specter_order_number).toBe(isCarriedOut ? null : specter.orderNo)
      const codes = sent.transfer.notes.map(({ code }: { code: string }) => code)
      expect(codes.includes("order_number_not_told")).toBe(isCarriedOut)
      await dueNow(store)
      expect(callsOf("newOrderSubmit")).toHaveLength(2)
    }

    const repeatsCustomer = async () => {
      const before = store.sandbox.customers.size
      store.sandbox.fault("newCustomerSubmit", fault)
      const order = await place({ email: "bo@example.se" })
      await expect(shownIn(store, "waiting", order.id)).resolves.toMatchObject({ reason: { code: reason } })
      expect(store.sandbox.customers.size).toBe(before + (isCarriedOut ? 1 : 0))
      expect(inSpecter(store, order)).toEqual([])

      await dueNow(store)
      const { specter_order_number } = await shownIn(store, "sent", order.id)
      expect(inSpecter(store, order)).toMatchObject([{ orderNo: specter_order_number }])
      expect(store.sandbox.customers.size).toBe(before + 1)
    }

    const repeatsArticle = async () => {
      await loseArticle(store, "BOK-1")
      store.sandbox.fault("newArticleSubmit", fault)
      const order = await place({ items: [{ sku: "BOK-1", quantity: 1 }] })
      await expect(shownIn(store, "waiting", order.id)).resolves.toMatchObject({
        reason: { code: "order_article_waits", data: { article_no: "BOK-1 Vägen till Österlen" } },
      })
      expect(inSpecter(store, order)).toEqual([])

      await dueNow(store)
      await shownIn(store, "sent", order.id)
      expect(inSpecter(store, order)).toHaveLength(1)
      expect(store.sandbox.stock("BOK-1")).toMatchObject({ onHand: "150", reserved: "1" })
    }
  })

  it("an answer that is only slow is an answer", async () => {
    store.sandbox.fault("*", { kind: "slow", ms: 300 }, Infinity)
    const order = await place()
    await shownIn(store, "sent", order.id)
    expect(callsOf("newOrderSubmit")).toHaveLength(1)
  })

  describe("a refusal", () => {
    it("of the order is shown in Specter's words, is not repeated, and the button sends it when it is mended", async () => {
      store.sandbox.fault("newOrderSubmit", REFUSAL)
      const order = await place()
      const rejected = await shownIn(store, "rejected", order.id)
      expect(rejected).toMatchObject({
        transferred: false,
        can_transfer: true,
        words: REFUSAL.message,
        reason: { code: "specter_refused", todo: expect.any(String) },
        transfer: { failure_kind: "refused" },
      })
      await dueNow(store)
      await reconcileOrders(store.container)
      expect(callsOf("newOrderSubmit")).toHaveLength(1)
      const pressed = await press(store, order.id)
      expect(pressed).toMatchObject({
        state: "sent",
        transferred: true,
        can_transfer: false,
        reason: null,
        words: null,
      })
      expect(inSpecter(store, order)).toMatchObject([{ orderNo: pressed.specter_order_number }])
    })

    it("of the customer keeps the order back with Specter's words", async () => {
      store.sandbox.fault("newCustomerSubmit", REFUSAL)
      const order = await place()
      await expect(shownIn(store, "rejected", order.id)).resolves.toMatchObject({
        words: REFUSAL.message,
        reason: { code: "specter_refused" },
      })
      expect(callsOf("newOrderSubmit")).toEqual([])
      expect(await press(store, order.id)).toMatchObject({ state: "sent" })
      expect(inSpecter(store, order)).toHaveLength(1)
    })

    it("of an article keeps the order back and says which article, with Specter's words", async () => {
      store.sandbox.upsertArticle({ articleNo: "FRAKT", name: "Frakt" })
      await shownIn(store, "sent", (await place()).id)
      await loseArticle(store, "TRÖJA-S")
      store.sandbox.fault("newArticleSubmit", REFUSAL)
      const order = await place()
      await expect(shownIn(store, "rejected", order.id)).resolves.toMatchObject({
        words: REFUSAL.message,
        reason: { code: "order_article_not_accepted", data: { article_no: "TRÖJA-S T-tröja Åre, S" } },
      })
      expect(inSpecter(store, order)).toEqual([])
      expect(await press(store, order.id)).toMatchObject({ state: "sent" })
      expect(inSpecter(store, order)).toHaveLength(1)
      expect(store.sandbox.stock("TRÖJA-S").onHand).toBe("240")
    })

    it("of an article ends when the product is mended: the order follows by itself", async () => {
      await shownIn(store, "sent", (await place()).id)
      await loseArticle(store, "TRÖJA-S")
      store.sandbox.fault("newArticleSubmit", REFUSAL)
      const order = await place()
      await shownIn(store, "rejected", order.id)
      await changeProduct(store, store.shop.variants["TRÖJA-S"].productId, { title: "T-tröja Åre, rättad" })
      await shownIn(store, "sent", order.id)
      expect(inSpecter(store, order)).toHaveLength(1)
      expect(callsOf("newOrderSubmit")).toHaveLength(2)
    })

    it("of the freight article keeps the order back until Specter takes the article", async () => {
      store.sandbox.fault("newArticleSubmit", REFUSAL)
      const order = await place()
      const rejected = await shownIn(store, "rejected", order.id)
      expect(rejected.words).toMatch(/FRAKT/)
      expect(await press(store, order.id)).toMatchObject({ state: "sent" })
      expect(inSpecter(store, order)).toHaveLength(1)
      expect(store.sandbox.articles.get("FRAKT")).toMatchObject({ name: "Frakt" })
    })

    it("of a freight article that Specter has, and that takes its time, keeps no order back", async () => {
      store.sandbox.upsertArticle({ articleNo: "FRAKT", name: "Frakt" })
      store.sandbox.fault("newArticleSubmit", { kind: "slow", ms: 6_000 }, 10)
      const order = await place()
      await shownIn(store, "sent", order.id, 60)
      expect(inSpecter(store, order)).toHaveLength(1)
    })

    it("stays until the order changes in the store", async () => {
      store.sandbox.fault("newOrderSubmit", REFUSAL)
      const order = await place()
      await shownIn(store, "rejected", order.id)
      const { status, data } = await store.admin.post(`/admin/orders/${order.id}`, {
        metadata: { note: "Rättad" },
      })
      answered(status, data)
      await shownIn(store, "sent", order.id)
      expect(inSpecter(store, order)).toMatchObject([{ publishedComment: "Rättad" }])
    })
  })

  describe("an order number that Specter has already", () => {
    it("without an unanswered call is another order's: the merchant decides", async () => {
      const order = await place()
      await shownIn(store, "sent", order.id)
      await forgetOrder(store, order.id)
      const rejected = await press(store, order.id)
      expect(rejected).toMatchObject({
        state: "rejected",
        can_transfer: true,
        reason: { code: "duplicate_order_number", data: { order_no: String(order.display_id) } },
      })
      expect(rejected.words).toMatch(/finns redan/)
      const [{ orderNo }] = inSpecter(store, order)
      const settled = await press(store, order.id, {
        resolution: "in_specter",
        specter_order_number: orderNo,
      })
      expect(settled).toMatchObject({
        state: "sent",
        transferred: true,
        outdated: false,
        reason: null,
        words: null,
        specter_order_number: orderNo,
      })
    })

    it("after an unanswered call and another refusal is for the merchant to find out", async () => {
      store.sandbox.fault("newOrderSubmit", { kind: "carry-out-and-drop" })
      store.sandbox.fault("newOrderSubmit", REFUSAL)
      const order = await place()
      await shownIn(store, "waiting", order.id)
      await dueNow(store)
      await expect(shownIn(store, "unconfirmed", order.id)).resolves.toMatchObject({
        words: REFUSAL.message,
        reason: {
          code: "order_unconfirmed",
          data: { order_no: expect.stringContaining(String(order.display_id)) },
        },
      })
      expect(await press(store, order.id, { resolution: "not_in_specter" })).toMatchObject({
        state: "rejected",
        reason: { code: "duplicate_order_number" },
      })
      expect(await press(store, order.id, { resolution: "in_specter" })).toMatchObject({
        state: "sent",
        outdated: false,
        specter_order_number: null,
      })
      expect(inSpecter(store, order)).toHaveLength(1)
    })

    it("after an unanswered call is told to be the older version when the order changed meanwhile", async () => {
      store.sandbox.fault("newOrderSubmit", { kind: "carry-out-and-drop" })
      const order = await place()
      await shownIn(store, "waiting", order.id)
      await store.admin.post(`/admin/orders/${order.id}`, { metadata: { note: "Ändrad efter anropet" } })
      await dueNow(store)
      await expect(shownIn(store, "sent", order.id)).resolves.toMatchObject({ outdated: true })
    })
  })

  describe("while Specter does not check order numbers", () => {
    const unconfirmed = async (fault: Fault) => {
      await choose(store, { external_order_no_control: false })
      store.sandbox.fault("newOrderSubmit", fault)
      const order = await place()
      await expect(shownIn(store, "unconfirmed", order.id)).resolves.toMatchObject({
        transferred: false,
        can_transfer: true,
        reason: { code: "order_unconfirmed", data: { order_no: String(order.display_id) } },
      })
      return order
    }

    it("an unanswered order is repeated by nothing but the merchant's word", async () => {
      const order = await unconfirmed({ kind: "carry-out-and-drop" })
      const { transfer } = await shown(store, order.id)
      await dueNow(store)
      await reconcileOrders(store.container)
      for (const body of [{ ids: [transfer.id] }, { kind: "order" }, { state: "unconfirmed" }]) {
        const { status, data } = await store.admin.post("/admin/specter/transfers/retry", body)
        expect(answered(status, data)).toEqual({ retried: 0 })
      }
      await store.admin.post(`/admin/orders/${order.id}`, { metadata: { note: "Ändrad" } })
      await quiet(store)
      expect(await press(store, order.id)).toMatchObject({ state: "unconfirmed" })
      expect(callsOf("newOrderSubmit")).toHaveLength(1)
    })

    it("one press says that Specter has it, with its number", async () => {
      const order = await unconfirmed({ kind: "carry-out-and-drop" })
      const [{ orderNo }] = inSpecter(store, order)
      expect(
        await press(store, order.id, { resolution: "in_specter", specter_order_number: orderNo })
      ).toMatchObject({
        state: "sent",
        transferred: true,
        outdated: false,
        specter_order_number: orderNo,
        reason: null,
      })
      expect(callsOf("newOrderSubmit")).toHaveLength(1)
      expect(await press(store, order.id)).toMatchObject({ state: "sent" })
      expect(callsOf("newOrderSubmit")).toHaveLength(1)
    })

    it("a number that another order has, or that is none, is refused in the shop's language, and nothing is settled", async () => {
      const other = await place()
      const { specter_order_number: taken } = await shownIn(store, "sent", other.id)
      const order = await unconfirmed({ kind: "carry-out-and-drop" })
      const refused = async (number: string) => {
        const body = { resolution: "in_specter", specter_order_number: number }
        const { status, data } = await store.admin.post(`/admin/specter/orders/${order.id}/transfer`, body)
        return [status, data.message]
      }
      const before = await shown(store, order.id)
      expect(await refused(taken)).toEqual([
        422,
        expect.stringContaining(`butikens order #${other.display_id}`),
      ])
      expect(await refused("order 7/8")).toEqual([400, expect.stringContaining("”order 7/8” är inget")])
      await choose(store, { country_code: "fi" })
      expect(await refused(taken)).toEqual([
        422,
        expect.stringContaining(`store's order #${other.display_id}`),
      ])
      expect(await shown(store, order.id)).toEqual(before)
      expect(await press(store, order.id, { resolution: "in_specter" })).toMatchObject({ state: "sent" })
    })

    it("one press says that Specter does not have it, and sends it", async () => {
      const order = await unconfirmed({ kind: "drop" })
      const pressed = await press(store, order.id, { resolution: "not_in_specter" })
      expect(inSpecter(store, order)).toMatchObject([{ orderNo: pressed.specter_order_number }])
      expect(pressed).toMatchObject({ state: "sent", transferred: true, outdated: false })
    })

    it("an order that certainly did not arrive is repeated by itself", async () => {
      await choose(store, { external_order_no_control: false })
      store.sandbox.fault("newOrderSubmit", { kind: "http-503" })
      const order = await place()
      await expect(shownIn(store, "waiting", order.id)).resolves.toMatchObject({
        reason: { code: "specter_not_received" },
      })
      await dueNow(store)
      await shownIn(store, "sent", order.id)
      expect(inSpecter(store, order)).toHaveLength(1)
    })
  })
})
