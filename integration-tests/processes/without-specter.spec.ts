import { eventually } from "../eventually"
import type { PlacedOrder } from "../place-order"
import { figure, openShop, orderRow, type RunningStore, type ShopOnProcesses } from "./shop-on-processes"

/** An outage's first probe comes after 15 s, with the next tick, and may fail in the instant that Specter comes back. */
const PROBED = 60

describe("a store without Specter", () => {
  let place: ShopOnProcesses
  let store: RunningStore
  const orders: PlacedOrder[] = []

  beforeAll(async () => {
    place = await openShop("specter_without")
  })
  afterAll(() => place.close())

  const buy = async () => {
    const order = await store.buy({ items: [{ sku: "KAFFE 500", quantity: 1 }] })
    orders.push(order)
    return order
  }

  it("starts and sells when options are missing, and says which", async () => {
    store = await place.start(0, { SPECTER_INTEGRATION_KEY: "" })
    const order = await buy()
    const { connection } = await store.get("/admin/specter/status")
    expect(JSON.stringify(connection)).toContain("integrationKey")
    await eventually(async () => (await orderRow(place.database, order))?.state === "waiting")
    await store.stop()
  })

  it("starts and sells when Specter is out of reach, and pauses sending by itself", async () => {
    store = await place.start()
    while (orders.length < 7) {
      await buy()
    }
    const pause = await eventually(async () => (await store.get("/admin/specter/status")).pause, PROBED)
    expect(pause).toMatchObject({ cause: "outage" })
    expect(await states()).toEqual(orders.map(() => "waiting"))
  })

  it("sends every order once when Specter is back, with nobody's help", async () => {
    const begun = Date.now()
    await place.openSpecter()
    await eventually(async () => (await states()).every((state) => state === "sent"), PROBED)
    figure(`${orders.length} orders sent after Specter came back`, begun)
    expect(orders.map((order) => place.inSpecter(order).length)).toEqual(orders.map(() => 1))
    expect((await store.get("/admin/specter/status")).pause).toBeNull()
  })

  const states = async () => {
    const rows = await Promise.all(orders.map((order) => orderRow(place.database, order)))
    return rows.map((row) => row?.state)
  }
})
