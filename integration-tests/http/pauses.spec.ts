import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { startSandbox } from "../../sandbox"
import tick from "../../src/jobs/specter-tick"
import { createAccount } from "../accounts"
import { actions } from "../calls"
import { dueNow } from "../due-now"
import { eventually } from "../eventually"
import { fulfil, ship } from "../fulfillments"
import { transferIn, transfers } from "../ledger"
import { placeOrder } from "../place-order"
import { answered, changeProduct, createProduct } from "../products"
import { choose } from "../settings"
import { inSpecter, press, shown, shownIn } from "../specter-orders"
import { countStock } from "../specter-stock"
import { describeStore } from "../store"

const MISSES = 5

describeStore((store) => {
  beforeEach(() => countStock(store))

  const place = () => placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
  const pause = async () => {
    const { status, data } = await store.admin.get("/admin/specter/status")
    return answered(status, data).pause
  }
  const testConnection = async () => {
    const { status, data } = await store.admin.post("/admin/specter/connection")
    return answered(status, data)
  }
  const paused = (cause: string) =>
    eventually(async () => {
      const now = await pause()
      return now?.cause === cause && now
    })
  const callsOf = (action: string) => actions(store).filter((name) => name === action)
  /** An order that did not get through, and is not tried again by itself during the test. */
  const missed = async () => {
    const order = await place()
    await shownIn(store, "waiting", order.id)
    const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await knex("specter_transfer")
      .where({ state: "waiting" })
      .update({ due_at: knex.raw("now() + interval '1 hour'") })
    return order
  }
  /** The pause's probe is due at once; the tick after a process's first one makes it. */
  const probe = async () => {
    const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await knex("specter_pause").update({ probe_at: knex.raw("now() - interval '1 second'") })
    await tick(store.container)
  }

  describe("a key that Specter does not accept", () => {
    const rightKey = "prov-integration"
    const wrong = () => Object.assign(store.sandbox.credentials, { integrationKey: "en-annan-nyckel" })
    const right = () => Object.assign(store.sandbox.credentials, { integrationKey: rightKey })
    afterEach(right)

    it("pauses everything, says so, and goes on after “Test connection”", async () => {
      wrong()
      const order = await place()
      await expect(shownIn(store, "waiting", order.id)).resolves.toMatchObject({
        transferred: false,
        can_transfer: true,
        reason: { code: "specter_account" },
        words: expect.stringMatching(/nyckel/),
        transfer: { failure_kind: "account", attempts: 0 },
      })
      await expect(paused("account")).resolves.toMatchObject({ words: expect.stringMatching(/nyckel/) })

      const before = actions(store)
      await createProduct(store, { title: "Mössa", variants: [{ sku: "MÖSSA-1" }] })
      await createAccount(store, { email: "bo@example.se", first_name: "Bo", last_name: "Ek" })
      const second = await place()
      await eventually(async () => (await shown(store, second.id)).state === "waiting")
      await dueNow(store)
      expect(actions(store)).toEqual(before)
      const waiting = await transfers(store, "state=waiting")
      expect(waiting.map(({ label }) => label)).toEqual(
        expect.arrayContaining([`#${second.display_id}`, "MÖSSA-1 Mössa, Variant 1", "Bo Ek bo@example.se"])
      )
      expect(await testConnection()).toMatchObject({
        ok: false,
        reason: { code: "specter_account" },
        words: expect.stringMatching(/nyckel/),
      })
      expect(await pause()).toMatchObject({ cause: "account" })

      right()
      expect(await testConnection()).toMatchObject({
        ok: true,
        callbacks_registered: true,
        reason: null,
        words: null,
      })
      expect(await pause()).toBeNull()
      await shownIn(store, "sent", order.id)
      await shownIn(store, "sent", second.id)
      await eventually(() => store.sandbox.articles.has("MÖSSA-1"))
      await eventually(() => [...store.sandbox.customers.values()].some(({ surName }) => surName === "Ek"))
      expect([inSpecter(store, order), inSpecter(store, second)].flat()).toHaveLength(2)
    })

    it("lets the button try all the same: its success ends the pause for the others", async () => {
      wrong()
      const [first, second] = [await place(), await place()]
      await paused("account")
      expect(await press(store, first.id)).toMatchObject({
        state: "waiting",
        reason: { code: "specter_account" },
      })
      expect(await pause()).toMatchObject({ cause: "account" })
      right()
      expect(await press(store, first.id)).toMatchObject({ state: "sent", transferred: true })
      expect(await pause()).toBeNull()
      await shownIn(store, "sent", second.id)
    })

    it("is told by any call: an article's, a customer's", async () => {
      wrong()
      await changeProduct(store, store.shop.productIds[0], { title: "Nytt namn" })
      await paused("account")
      right()
      await testConnection()
      wrong()
      await createAccount(store, { email: "bo@example.se", first_name: "Bo", last_name: "Ek" })
      await paused("account")
    })

    it("refuses an order for which a call may have been carried out, and there is one order in the end", async () => {
      store.sandbox.fault("newOrderSubmit", { kind: "carry-out-and-drop" })
      const order = await place()
      await shownIn(store, "waiting", order.id)
      wrong()
      await dueNow(store)
      await paused("account")
      right()
      await testConnection()
      await dueNow(store)
      await shownIn(store, "sent", order.id)
      expect(inSpecter(store, order)).toHaveLength(1)
    })
  })

  describe("an outage", () => {
    it("pauses sending after five misses in a row, and ends with the first answer to a probe", async () => {
      store.sandbox.fault("newCustomerSubmit", { kind: "http-503" }, Infinity)
      store.sandbox.fault("checkAccountSettings", { kind: "http-503" }, Infinity)
      const orders = []
      for (let miss = 1; miss <= MISSES; miss += 1) {
        expect(await pause()).toBeNull()
        orders.push(await missed())
      }
      const { probe_at } = await paused("outage")
      expect(new Date(probe_at).getTime()).toBeGreaterThan(Date.now())
      const before = callsOf("newCustomerSubmit")
      const late = await place()
      await eventually(async () => (await shown(store, late.id)).state === "waiting")
      await dueNow(store)
      expect(callsOf("newCustomerSubmit")).toEqual(before)

      await probe()
      await probe()
      expect(await pause()).toMatchObject({ cause: "outage" })
      store.sandbox.clearFaults()
      await probe()
      expect(await pause()).toBeNull()
      await dueNow(store)
      for (const order of [...orders, late]) {
        await shownIn(store, "sent", order.id)
        expect(inSpecter(store, order)).toHaveLength(1)
      }
    })

    it("is none when one of the calls is answered", async () => {
      for (let call = 1; call < 2 * MISSES; call += 1) {
        if (call === MISSES) {
          const order = await place()
          await shownIn(store, "sent", order.id)
        } else {
          store.sandbox.fault("newCustomerSubmit", { kind: "http-503" })
          await missed()
        }
        expect(await pause()).toBeNull()
      }
    })

    it("of calls that must not be repeated pauses sending too: what has not gone out yet waits for its end", async () => {
      await choose(store, { send_deliveries: true })
      store.sandbox.fault("newDeliverySubmit", { kind: "http-500", carryOut: false }, Infinity)
      store.sandbox.fault("checkAccountSettings", { kind: "http-503" }, Infinity)
      const leave = async () => {
        const order = await place()
        await shownIn(store, "sent", order.id)
        const id = await fulfil(store, order.id, { "TRÖJA-S": 1 })
        return { id, ship: () => ship(store, order.id, id) }
      }
      const parcels = []
      for (let parcel = 0; parcel <= MISSES; parcel += 1) {
        parcels.push(await leave())
      }
      const late = parcels.pop()!
      for (const parcel of parcels) {
        expect(await pause()).toBeNull()
        await parcel.ship()
        await transferIn(store, "unconfirmed", parcel.id, "delivery")
      }
      await paused("outage")
      await late.ship()
      await transferIn(store, "waiting", late.id, "delivery")
      await dueNow(store)
      expect(callsOf("newDeliverySubmit")).toHaveLength(MISSES)

      store.sandbox.clearFaults()
      await probe()
      await transferIn(store, "sent", late.id, "delivery")
      expect(store.sandbox.deliveries.size).toBe(1)
    })

    it("does not bind the merchant's button, whose success ends it", async () => {
      store.sandbox.fault("newCustomerSubmit", { kind: "drop" }, MISSES)
      const order = await place()
      await shownIn(store, "waiting", order.id)
      for (let miss = 2; miss <= MISSES; miss += 1) {
        expect(await press(store, order.id)).toMatchObject({ state: "waiting" })
      }
      await paused("outage")
      expect(await press(store, order.id)).toMatchObject({ state: "sent" })
      expect(await pause()).toBeNull()
    })

    it("in which nobody answers at Specter's address is known as that, and nothing is lost", async () => {
      const { credentials, url } = store.sandbox
      await store.sandbox.close()
      const order = await place()
      await expect(shownIn(store, "waiting", order.id)).resolves.toMatchObject({
        reason: { code: "specter_not_received" },
        words: expect.stringMatching(/no connection/),
      })
      store.sandbox = await startSandbox({ credentials, port: Number(new URL(url).port) })
      store.sandbox.upsertArticle({ articleNo: "TRÖJA-S", name: "T-tröja Åre, S" })
      await dueNow(store)
      await shownIn(store, "sent", order.id)
      expect(inSpecter(store, order)).toHaveLength(1)
    })
  })
})
