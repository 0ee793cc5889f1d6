import { Modules } from "@medusajs/framework/utils"
import reconcileOrders from "../../src/jobs/specter-reconcile-orders"
import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import { askAndDrain } from "../../src/workflows/push/ask-and-drain"
import { drain } from "../../src/workflows/push/drain"
import { runTransfers } from "../../src/workflows/push/run-transfers"
import { actions } from "../calls"
import { dueNow } from "../due-now"
import { eventually } from "../eventually"
import { forgetOrder, leaveSending, orderRow, ordersGrowOld } from "../ledger-rows"
import { type PlacedOrder, placeOrder } from "../place-order"
import { pull } from "../pull"
import { quiet } from "../quiet"
import { choose } from "../settings"
import { inSilence } from "../silence"
import { inSpecter, press, shown, shownIn } from "../specter-orders"
import { countStock } from "../specter-stock"
import { describeStore } from "../store"

const ONE_AT_A_TIME = ["order", "customer"] as const

describeStore((store) => {
  beforeEach(() => countStock(store))

  const place = () => placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
  const placeUnheard = () => inSilence(store, place)
  const sync = () => store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const callsOf = (action: string) => actions(store).filter((name) => name === action)
  const times = async <T>(count: number, act: () => Promise<T>): Promise<T[]> => {
    const results: T[] = []
    for (let done = 0; done < count; done += 1) {
      results.push(await act())
    }
    return results
  }
  const expectOneEach = async (orders: PlacedOrder[]) => {
    for (const order of orders) {
      const { specter_order_number } = await shownIn(store, "sent", order.id)
      expect(inSpecter(store, order)).toHaveLength(1)
      expect([null, inSpecter(store, order)[0].orderNo]).toContain(specter_order_number)
    }
    expect(store.sandbox.orders.size).toBe(orders.length)
  }

  describe("the button", () => {
    it("pressed five times at once makes one order, and every press answers with it", async () => {
      const order = await placeUnheard()
      store.sandbox.acceptDelay(100)
      const answers = await Promise.all(Array.from({ length: 5 }, () => press(store, order.id)))
      store.sandbox.acceptDelay(0)
      const [{ orderNo }] = inSpecter(store, order)
      for (const answer of answers) {
        expect(answer).toMatchObject({ state: "sent", transferred: true, specter_order_number: orderNo })
      }
      expect(callsOf("newOrderSubmit")).toHaveLength(1)
      expect(callsOf("newCustomerSubmit")).toHaveLength(1)
    })

    it("pressed five times at once for an order that Specter refuses answers five times with its words", async () => {
      const order = await placeUnheard()
      store.sandbox.fault("newOrderSubmit", { kind: "refuse", message: "Går ej" }, Infinity)
      const answers = await Promise.all(Array.from({ length: 5 }, () => press(store, order.id)))
      for (const answer of answers) {
        expect(answer).toMatchObject({ state: "rejected", words: "Går ej" })
      }
    })

    it("pressed for one order keeps no other waiting that comes meanwhile", async () => {
      const [pressed, placed] = await times(2, placeUnheard)
      store.sandbox.fault("newOrderSubmit", { kind: "slow", ms: 2_000 })
      const pressing = press(store, pressed.id)
      await eventually(() => callsOf("newOrderSubmit").length === 1)
      await askAndDrain(store.container, "order", [{ id: placed.id }])
      await pressing
      await eventually(() => inSpecter(store, placed)[0], 3)
      await expectOneEach([pressed, placed])
    })
  })

  describe("an event", () => {
    it("that comes twice makes one call", async () => {
      const order = await placeUnheard()
      const event = { name: "order.placed", data: { id: order.id } }
      const bus = store.container.resolve(Modules.EVENT_BUS)
      await Promise.all([bus.emit(event), bus.emit(event)])
      await shownIn(store, "sent", order.id)
      await bus.emit(event)
      await quiet(store)
      expect(callsOf("newOrderSubmit")).toHaveLength(1)
      expect(callsOf("newCustomerSubmit")).toHaveLength(1)
      expect(inSpecter(store, order)).toHaveLength(1)
    })

    it("that is lost is made good by the reconcile job, once", async () => {
      const orders = await times(3, placeUnheard)
      await quiet(store)
      expect(actions(store)).toEqual([])
      await ordersGrowOld(store)
      await Promise.all([reconcileOrders(store.container), reconcileOrders(store.container)])
      await expectOneEach(orders)
      await reconcileOrders(store.container)
      expect(callsOf("newOrderSubmit")).toHaveLength(3)
    })

    it("that may still come, of a purchase that Medusa may still take back, is not made good yet", async () => {
      const order = await placeUnheard()
      await reconcileOrders(store.container)
      await expect(shown(store, order.id)).resolves.toMatchObject({ state: null, transferred: false })
      expect(actions(store)).toEqual([])
      await ordersGrowOld(store)
      await reconcileOrders(store.container)
      await expectOneEach([order])
    })
  })

  describe("a process that ends in the middle of sending", () => {
    it.each([
      ["before its call", { dispatched: false, isInSpecter: false }],
      ["after its call went out, which got lost", { dispatched: true, isInSpecter: false }],
      ["after its call went out, which was carried out", { dispatched: true, isInSpecter: true }],
    ])("%s leaves an order that another process takes up", async (_, { dispatched, isInSpecter }) => {
      const order = await (isInSpecter ? place() : placeUnheard())
      if (isInSpecter) {
        await shownIn(store, "sent", order.id)
        await forgetOrder(store, order.id)
      }
      await sync().ask("order", [{ id: order.id }], { by: "event" })
      await leaveSending(store, order.id, { dispatched })
      await drain(store.container)
      await expectOneEach([order])
    })

    it("leaves an order with no certain outcome to the merchant while Specter does not check order numbers", async () => {
      await choose(store, { external_order_no_control: false })
      const [called, uncalled] = [await placeUnheard(), await placeUnheard()]
      await sync().ask("order", [{ id: called.id }, { id: uncalled.id }], { by: "event" })
      await leaveSending(store, called.id, { dispatched: true })
      await drain(store.container)
      await expect(shownIn(store, "unconfirmed", called.id)).resolves.toMatchObject({
        reason: { code: "order_unconfirmed", data: { order_no: String(called.display_id) } },
      })
      await expectOneEach([uncalled])
    })

    it("after Specter told its number is no reason to call again", async () => {
      const order = await place()
      const { specter_order_number } = await shownIn(store, "sent", order.id)
      await quiet(store)
      await leaveSending(store, order.id, { dispatched: true })
      await drain(store.container)
      await expect(shownIn(store, "sent", order.id)).resolves.toMatchObject({
        specter_order_number,
        outdated: false,
      })
      expect(callsOf("newOrderSubmit")).toHaveLength(1)
      expect(callsOf("newCustomerSubmit")).toHaveLength(1)
    })

    it("whose lease is still good is left alone", async () => {
      const order = await placeUnheard()
      await sync().ask("order", [{ id: order.id }], { by: "event" })
      const [held] = await sync().claim(["order"])
      await drain(store.container)
      expect(actions(store)).toEqual([])
      expect(await orderRow(store, order.id)).toMatchObject({
        state: "sending",
        lease_token: held.lease_token,
      })
    })

    it("without an answer is known again by its number, also when another prefix was chosen since", async () => {
      store.sandbox.fault("newOrderSubmit", { kind: "carry-out-and-drop" })
      const order = await place()
      await shownIn(store, "waiting", order.id)
      await choose(store, { order_number_prefix: "WEB-" })
      expect(await shown(store, order.id)).toMatchObject({ external_order_no: String(order.display_id) })
      await dueNow(store)
      await shownIn(store, "sent", order.id)
      const [{ orderNo }, ...others] = store.sandbox.orders.values()
      expect(others).toEqual([])
      store.sandbox.setOrderStatus(orderNo, { statusId: "2" })
      await pull(store, "orders")
      expect(await shown(store, order.id)).toMatchObject({
        specter_order_number: orderNo,
        external_order_no: String(order.display_id),
      })
    })

    it("and wakes up after another has sent the order settles nothing any more", async () => {
      const order = await placeUnheard()
      await sync().ask("order", [{ id: order.id }], { by: "event" })
      const [late] = await sync().claim(["order"])
      await leaveSending(store, order.id, { dispatched: false })
      await drain(store.container)
      const { specter_order_number } = await shownIn(store, "sent", order.id)
      await runTransfers(store.container, [late])
      await expect(shown(store, order.id)).resolves.toMatchObject({ state: "sent", specter_order_number })
      await expectOneEach([order])
      expect(callsOf("newOrderSubmit")).toHaveLength(1)
    })
  })

  describe("a database that fails right after Specter's answer", () => {
    const breaks = () => Promise.reject(new Error("terminating connection due to administrator command"))

    it("has the order with its number once it answers again", async () => {
      const order = await placeUnheard()
      const failing = jest
        .spyOn(sync(), "settle")
        .mockImplementationOnce(breaks)
        .mockImplementationOnce(breaks)
      const { state, specter_order_number } = await press(store, order.id)
      expect(failing).toHaveBeenCalledTimes(3)
      failing.mockRestore()
      expect(state).toBe("sent")
      expect(inSpecter(store, order)).toMatchObject([{ orderNo: specter_order_number }])
      expect(callsOf("newOrderSubmit")).toHaveLength(1)
    })

    it.each([true, false])("makes no second order (Specter checks numbers: %s)", async (isChecked) => {
      await choose(store, { external_order_no_control: isChecked })
      const order = await placeUnheard()
      const failing = jest.spyOn(sync(), "settle").mockImplementation(breaks)
      const { status } = await store.admin.post(`/admin/specter/orders/${order.id}/transfer`)
      expect(status).toBe(500)
      failing.mockRestore()
      await leaveSending(store, order.id, { dispatched: true })
      await drain(store.container)
      await shownIn(store, isChecked ? "sent" : "unconfirmed", order.id)
      expect(inSpecter(store, order)).toHaveLength(1)
      expect(callsOf("newOrderSubmit")).toHaveLength(isChecked ? 2 : 1)
    })
  })

  describe("two processes that send at once", () => {
    /** As `drain` does in a process of its own, for as long as there is something to send. */
    const drainElsewhere = async () => {
      for (let waiting = 1; waiting > 0;) {
        const claimed = await sync().claim(ONE_AT_A_TIME)
        if (claimed.length > 0) {
          await runTransfers(store.container, claimed)
        }
        const [, count] = await sync().listAndCountTransfers({ kind: "order", state: "waiting" })
        waiting = count
      }
    }

    it("send each order once, each right behind its own customer", async () => {
      const orders = await times(8, placeUnheard)
      await sync().ask(
        "order",
        orders.map(({ id }) => ({ id })),
        { by: "event" }
      )
      await Promise.all([drainElsewhere(), drainElsewhere(), drainElsewhere(), drain(store.container)])
      await expectOneEach(orders)
      const ofOrders = actions(store).filter((name) => name !== "newArticleSubmit")
      expect(ofOrders).toEqual(orders.flatMap(() => ["newCustomerSubmit", "newOrderSubmit"]))
    })

    it("never hold the same order, however many ask", async () => {
      const orders = await times(3, placeUnheard)
      await sync().ask(
        "order",
        orders.map(({ id }) => ({ id })),
        { by: "event" }
      )
      const claims = await Promise.all(Array.from({ length: 10 }, () => sync().claim(ONE_AT_A_TIME)))
      expect(claims.flat()).toHaveLength(1)
    })
  })

  it("of calls of which half go wrong in any way, each order is there once in the end", async () => {
    store.sandbox.randomFaults(0.5, 20_260_101)
    const orders = await times(10, place)
    await eventually(async () => {
      await sync().resume()
      await dueNow(store)
      const [, open] = await sync().listAndCountTransfers({ state: ["waiting", "sending"] })
      return open === 0
    }, 60)
    store.sandbox.clearFaults()
    await expectOneEach(orders)
    expect(store.sandbox.calls.filter(({ fault }) => fault).length).toBeGreaterThan(5)
  })
})
