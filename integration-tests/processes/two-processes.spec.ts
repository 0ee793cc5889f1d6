import { eventually } from "../eventually"
import { nothingWasDoneTwice, rushHour } from "./rush"
import {
  CALLBACK_SECRET,
  exportProducts,
  figure,
  isWaiting,
  leasesRunOut,
  openShop,
  type RunningStore,
  type ShopOnProcesses,
  stockedOf,
  stockIsQuiet,
  whichWaitsFor,
} from "./shop-on-processes"

const PATIENCE = 60

describe("two stores on one database", () => {
  let place: ShopOnProcesses
  let stores: RunningStore[]

  beforeAll(async () => {
    place = await openShop("specter_two_processes")
    await place.openSpecter()
    stores = await Promise.all([place.start(0), place.start(1)])
    await exportProducts(stores[0])
    await eventually(() => place.sandbox.registered.actionStockChange !== undefined, PATIENCE)
    await stockIsQuiet(place, PATIENCE)
  })
  afterAll(() => place.close())

  const calls = (action: string) => place.sandbox.calls.filter((call) => call.action === action)

  it("make each order once, do not send articles twice, and pull stock one at a time", async () => {
    place.sandbox.calls.length = 0
    const orders = await rushHour(place, stores)
    await nothingWasDoneTwice(place, orders, { mostDoubled: 5 })
  }, 360_000)

  it("keep a newer stock figure when a paused one comes back with an older one", async () => {
    const { sandbox, database } = place
    await stockIsQuiet(place, PATIENCE)
    sandbox.calls.length = 0
    sandbox.fault("getArticleExternalNeedUpdate", { kind: "slow", ms: 1_000 })
    sandbox.setStock("BOK-1", 61)
    await eventually(() => calls("getArticleExternalNeedUpdate").length === 1, PATIENCE)
    // It is stopped behind its last look at the turn, before it writes.
    const unlockTurn = await database.lock("SELECT * FROM specter_turn WHERE id = 'stock' FOR UPDATE")
    await eventually(() => isWaiting(database, "%UPDATE specter_turn SET lease_until%"), PATIENCE)
    const unlockLevels = await database.lock("LOCK TABLE inventory_level IN ACCESS EXCLUSIVE MODE")
    await unlockTurn()
    // Either of them: one that still rests from the rush pulls again by itself.
    const paused = await eventually(() => whichWaitsFor(database, "inventory_level", stores), PATIENCE)
    const other = stores.find((store) => store !== paused)!
    paused.pause()
    await unlockLevels()

    await leasesRunOut(database)
    sandbox.setStock("BOK-1", 62)
    await fetch(`${other.url}/specter/callbacks/${CALLBACK_SECRET}/stock`)
    await eventually(async () => (await stockedOf(database, "BOK-1")) === 62, PATIENCE)
    await eventually(async () => (await unfinished()).length === 0, PATIENCE)

    const begun = Date.now()
    paused.goOn()
    await eventually(() => paused.output().includes("Another process has taken over pulling stock"), PATIENCE)
    process.stdout.write(`    stocked when it came back: ${await stockedOf(database, "BOK-1")}\n`)
    await eventually(
      async () => (await stockedOf(database, "BOK-1")) === 62 && (await unfinished()).length === 0,
      PATIENCE
    )
    figure("right again after", begun)
    await stockIsQuiet(place, PATIENCE)
    expect(await stockedOf(database, "BOK-1")).toBe(62)
    expect(await unfinished()).toEqual([])
    const [{ stock_figure }] = await database.rows(
      "SELECT stock_figure FROM specter_known_article WHERE article_no = 'BOK-1'"
    )
    expect(stock_figure).toBe("62")
    sandbox.setStock("BOK-1", 63)
    await eventually(async () => (await stockedOf(database, "BOK-1")) === 63, PATIENCE)
  })

  const unfinished = () =>
    place.database.rows("SELECT batch_no, state, error FROM specter_batch WHERE state <> 'acknowledged'")
})
