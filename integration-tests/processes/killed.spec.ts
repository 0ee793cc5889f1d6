import { eventually } from "../eventually"
import type { PlacedOrder } from "../place-order"
import {
  endWaitingFor,
  figure,
  isWaiting,
  isWaitingFor,
  leasesRunOut,
  openShop,
  orderRow,
  type RunningStore,
  runEnded,
  type ShopOnProcesses,
  stockedOf,
  stockIsQuiet,
} from "./shop-on-processes"

const VARIANTS = 306
const LEVELS = "inventory_level"
/** The time until the job's next tick, and what it then does on a busy machine. */
const A_TICK = 40

describe("a store that is killed", () => {
  let place: ShopOnProcesses
  let store: RunningStore

  beforeAll(async () => {
    place = await openShop("specter_killed")
    await place.openSpecter()
    store = await place.start()
  })
  afterAll(() => place.close())

  /** It comes back when the leases of the killed process have run out. */
  async function startAgain(): Promise<number> {
    await leasesRunOut(place.database)
    store = await place.start()
    return Date.now()
  }

  const calls = (action: string) => place.sandbox.calls.filter((call) => call.action === action)

  describe("in the middle of an export and of an order's call", () => {
    let run: { id: string }
    let order: PlacedOrder
    let begun: number

    const runShown = async () => (await store.get(`/admin/specter/runs/${run.id}`)).run

    beforeAll(async () => {
      const { sandbox, database } = place
      sandbox.fault("newArticleSubmit", { kind: "slow", ms: 0 })
      sandbox.fault("newArticleSubmit", { kind: "carry-out-and-hang" })
      run = (await store.post("/admin/specter/exports", { type: "products" })).run
      await eventually(
        async () => calls("newArticleSubmit").length === 2 && (await runShown()).done === 100,
        30
      )
      expect(await runShown()).toMatchObject({ state: "running", done: 100, total: VARIANTS })
      sandbox.fault("newOrderSubmit", { kind: "carry-out-and-hang" })
      order = await store.buy({
        items: [{ sku: sentAlready(), quantity: 2 }],
        shippingOption: "PostNord Ombud",
      })
      await eventually(() => place.inSpecter(order).length === 1, 30)
      expect(await orderRow(database, order)).toMatchObject({
        state: "sending",
        dispatched_at: expect.any(Date),
      })
      await store.kill()
      begun = await startAgain()
    })

    const sentAlready = () => calls("newArticleSubmit")[0].body.articleNo_1

    it("completes the export, and nothing is missing", async () => {
      const ended = await runEnded(store, run.id)
      figure("export completed after the restart", begun)
      expect(ended).toMatchObject({
        state: "done",
        done: VARIANTS,
        total: VARIANTS,
        outcome: { sent: VARIANTS },
      })
      expect(Object.keys(store.shop.variants).filter((sku) => !place.sandbox.articles.has(sku))).toEqual([])
      const sent = calls("newArticleSubmit").map(({ body }) => articlesIn(body).length)
      process.stdout.write(`    articles a call: ${sent.join(", ")}\n`)
      // The hundred whose answer was lost go out again, the hundred before them do not; freight is an article too.
      expect(sent.reduce((sum, count) => sum + count, 0)).toBe(VARIANTS + 100 + 1)
    })

    it("has made one order, and knows that it did", async () => {
      await eventually(async () => (await orderRow(place.database, order)).state === "sent", A_TICK)
      figure("order settled after the restart", begun)
      expect(place.inSpecter(order)).toHaveLength(1)
      expect(calls("newOrderSubmit")).toHaveLength(2)
      const shown = (await store.get(`/admin/specter/orders/${order.id}`)).order
      expect(shown).toMatchObject({ state: "sent", transferred: true, can_transfer: false })
      expect(shown.transfer.notes.map(({ code }: { code: string }) => code)).toContain(
        "order_number_not_told"
      )
    })
  })

  describe("before an order's call, and between fetching and applying a stock batch", () => {
    let order: PlacedOrder
    let fetched: { id: string; batch_no: string }
    let begun: number

    beforeAll(async () => {
      const { sandbox, database } = place
      await allStockIsFetched()
      sandbox.fault("newCustomerSubmit", { kind: "carry-out-and-hang" })
      const customers = calls("newCustomerSubmit").length
      order = await store.buy({ items: [{ sku: "TRÖJA-M", quantity: 1 }] })
      await eventually(() => calls("newCustomerSubmit").length > customers, 20)
      const unlock = await database.lock("LOCK TABLE inventory_level IN SHARE ROW EXCLUSIVE MODE")
      sandbox.setStock("BOK-1", 41)
      await eventually(() => isWaitingFor(database, LEVELS), A_TICK)
      await store.kill()
      await endWaitingFor(database, LEVELS)
      await unlock()
      fetched = (await batches()).at(-1)
      expect(fetched).toMatchObject({ state: "fetched" })
      expect(await stockedOf(database, "BOK-1")).not.toBe(41)
      expect(place.inSpecter(order)).toHaveLength(0)
      // As when it is killed with the order's call noted and not a byte of it sent.
      await database.rows(
        "UPDATE specter_transfer SET dispatched_at = now() WHERE kind = 'order' AND state = 'sending'"
      )
      begun = await startAgain()
    })

    it("sends the order once, with its number", async () => {
      await eventually(async () => (await orderRow(place.database, order)).state === "sent", A_TICK)
      figure("order sent after the restart", begun)
      const [made, ...more] = place.inSpecter(order)
      expect(more).toEqual([])
      const shown = (await store.get(`/admin/specter/orders/${order.id}`)).order
      expect(shown).toMatchObject({ state: "sent", specter_order_number: made.orderNo })
    })

    it("applies the batch it had stored, and acknowledges it once", async () => {
      await eventually(async () => (await batchOf(fetched.id)).state === "acknowledged", A_TICK)
      figure("stock applied after the restart", begun)
      expect(await stockedOf(place.database, "BOK-1")).toBe(41)
      expect(acknowledged(fetched.batch_no)).toBe(1)
    })
  })

  it("between applying a stock batch and acknowledging it acknowledges it, and changes nothing twice", async () => {
    const { sandbox, database } = place
    await allStockIsFetched()
    const unlockLevels = await database.lock("LOCK TABLE inventory_level IN SHARE ROW EXCLUSIVE MODE")
    sandbox.setStock("BOK-1", 42)
    await eventually(() => isWaitingFor(database, LEVELS), A_TICK)
    const unlockTurn = await database.lock("SELECT * FROM specter_turn WHERE id = 'stock' FOR UPDATE")
    await unlockLevels()
    const applied = await eventually(
      async () => (await batches()).find(({ state }) => state === "applied"),
      20
    )
    await eventually(() => isWaiting(database, "%UPDATE specter_turn%"))
    await store.kill()
    await unlockTurn()
    expect(acknowledged(applied.batch_no)).toBe(0)
    expect(await stockedOf(database, "BOK-1")).toBe(42)
    const before = await levels("BOK-1")

    const begun = await startAgain()
    await eventually(async () => (await batchOf(applied.id)).state === "acknowledged", A_TICK)
    figure("stock acknowledged after the restart", begun)
    expect(acknowledged(applied.batch_no)).toBe(1)
    expect(await levels("BOK-1")).toEqual(before)
    const { batches: shown } = await store.get("/admin/specter/batches?kind=stock&limit=50")
    expect(shown.find(({ id }: { id: string }) => id === applied.id)).toMatchObject({ state: "acknowledged" })
    expect(await database.rows("SELECT id FROM specter_batch WHERE state <> 'acknowledged'")).toEqual([])
  })

  const batches = () =>
    place.database.rows("SELECT * FROM specter_batch WHERE kind = 'stock' ORDER BY created_at")

  const batchOf = async (id: string) =>
    (await place.database.rows("SELECT * FROM specter_batch WHERE id = $1", [id]))[0]

  const acknowledged = (batchNo: string) =>
    calls("updateArticlesFromBatch").filter(({ query }) => query.batchNo === batchNo).length

  const levels = (sku: string) =>
    place.database.rows(
      `SELECT l.id, l.stocked_quantity, l.updated_at FROM inventory_level l
       JOIN inventory_item i ON i.id = l.inventory_item_id WHERE i.sku = $1 ORDER BY l.id`,
      [sku]
    )

  async function allStockIsFetched(): Promise<void> {
    await eventually(() => place.sandbox.registered.actionStockChange !== undefined, A_TICK)
    await stockIsQuiet(place, A_TICK)
  }
})

const articlesIn = (form: Record<string, string>) =>
  Object.keys(form).filter((name) => /^articleNo_\d+$/.test(name))
