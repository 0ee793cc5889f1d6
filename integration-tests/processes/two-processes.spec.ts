import { setTimeout as sleep } from "node:timers/promises"
import { eventually } from "../eventually"
import type { PlacedOrder } from "../place-order"
import {
  CALLBACK_SECRET,
  exportProducts,
  figure,
  isWaiting,
  leasesRunOut,
  openShop,
  type RunningStore,
  type ShopOnProcesses,
  stockAsks,
  stockedOf,
  stockIsQuiet,
  tellsOfStock,
} from "./shop-on-processes"

const ORDERS = 40
const CALLBACKS = 200
const CHANGES = 20
const PATIENCE = 60

/** What the changed variants' bar codes become, by SKU. */
const BARCODES = Object.fromEntries(
  Array.from({ length: CHANGES }, (_, index) => [`ART-${index + 1}`, String(7_310_000_000_001 + index)])
)
const CHANGED = Object.keys(BARCODES)

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
  const either = (index: number) => stores[index % 2]

  it("make each order once, do not send articles twice, and pull stock one at a time", async () => {
    const { sandbox, database } = place
    sandbox.calls.length = 0
    const begun = Date.now()
    const told = <T>(what: string, work: Promise<T>) => work.finally(() => figure(what, begun))
    const [orders] = await Promise.all([
      told(`${ORDERS} orders placed`, placeOrders()),
      told(`${CHANGES} variants changed`, changeProducts()),
      told(`${CALLBACKS} callbacks answered`, stockStorm()),
    ])
    // The store answers before its events have been noted.
    await eventually(() => orders.every((order) => place.inSpecter(order).length > 0), PATIENCE)
    await eventually(() => CHANGED.every((sku) => sentArticles().includes(sku)), PATIENCE)
    await eventually(async () => (await open()) === 0, PATIENCE)
    await stockIsQuiet(place, PATIENCE)
    figure("all settled", begun)

    expect(orders.map((order) => place.inSpecter(order).length)).toEqual(Array(ORDERS).fill(1))
    const numbers = await database.rows(
      "SELECT specter_number FROM specter_transfer WHERE kind = 'order' AND state = 'sent'"
    )
    expect(new Set(numbers.map(({ specter_number }) => specter_number))).toEqual(
      new Set(sandbox.orders.keys())
    )

    expect(await barcodesInStore()).toEqual(BARCODES)
    expect(barcodesInSpecter()).toEqual(BARCODES)
    for (let index = 1; index <= CHANGES; index += 1) {
      expect(await stockedOf(database, `ART-${index}`)).toBe(500 + index)
    }
    const doubled = sentArticles().length - new Set(sentArticles()).size
    expect(doubled).toBeLessThanOrEqual(CHANGES / 4)

    expect(stockAsks(place).filter(tellsOfStock).length).toBeGreaterThan(1)
    const pulls = calls("getArticleExternalNeedUpdate").length
    const refused = place.sandbox.calls.filter(({ outcome }) => outcome === "refused 99").length
    process.stdout.write(
      `    ${calls("newOrderSubmit").length} order calls, ${sentArticles().length} articles sent (${doubled} twice), ` +
        `${pulls} stock pulls, ${refused} times code 99\n`
    )
    expect(calls("newOrderSubmit")).toHaveLength(ORDERS)
    expect(refused).toBe(0)
    expect(overlaps()).toEqual([])
  }, 360_000)

  it("keep a newer stock figure when a paused one comes back with an older one", async () => {
    const { sandbox, database } = place
    await stockIsQuiet(place, PATIENCE)
    sandbox.calls.length = 0
    const [paused, other] = stores
    sandbox.fault("getArticleExternalNeedUpdate", { kind: "slow", ms: 1_000 })
    sandbox.setStock("BOK-1", 61)
    await eventually(() => calls("getArticleExternalNeedUpdate").length === 1, PATIENCE)
    // It is stopped behind its last look at the turn, before it writes.
    const unlockTurn = await database.lock("SELECT * FROM specter_turn WHERE id = 'stock' FOR UPDATE")
    await eventually(() => isWaiting(database, "%UPDATE specter_turn SET lease_until%"), PATIENCE)
    const unlockLevels = await database.lock("LOCK TABLE inventory_level IN ACCESS EXCLUSIVE MODE")
    await unlockTurn()
    await eventually(() => isWaiting(database, "%inventory_level%"), PATIENCE)
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

  async function placeOrders(): Promise<PlacedOrder[]> {
    const orders: PlacedOrder[] = []
    const buyers = [0, 1, 2, 3].map(async (buyer) => {
      for (let index = buyer; index < ORDERS; index += 4) {
        const email = `kund-${index}@example.se`
        orders.push(await either(buyer).buy({ email, items: [{ sku: `ART-${101 + index}`, quantity: 1 }] }))
      }
    })
    await Promise.all(buyers)
    return orders
  }

  async function changeProducts(): Promise<void> {
    for (const [index, sku] of CHANGED.entries()) {
      const [{ id, product_id: productId }] = await place.database.rows(
        "SELECT id, product_id FROM product_variant WHERE sku = $1",
        [sku]
      )
      await either(index).post(`/admin/products/${productId}/variants/${id}`, { ean: BARCODES[sku] })
    }
  }

  async function stockStorm(): Promise<void> {
    for (let index = 1; index <= CHANGES; index += 1) {
      place.sandbox.setStock(`ART-${index}`, 500 + index)
      await Promise.all(
        Array.from({ length: CALLBACKS / CHANGES }, (_, call) =>
          fetch(`${either(call).url}/specter/callbacks/${CALLBACK_SECRET}/stock`).then((answer) =>
            answer.text()
          )
        )
      )
      await sleep(100)
    }
  }

  const sentArticles = () =>
    calls("newArticleSubmit").flatMap(({ body }) =>
      Object.entries(body).flatMap(([name, value]) => (/^articleNo_\d+$/.test(name) ? [value] : []))
    )

  const barcodesInSpecter = () =>
    Object.fromEntries(CHANGED.map((sku) => [sku, place.sandbox.articles.get(sku)?.barCode]))

  async function barcodesInStore(): Promise<Record<string, string>> {
    const rows = await place.database.rows("SELECT sku, ean FROM product_variant WHERE sku = ANY($1)", [
      CHANGED,
    ])
    return Object.fromEntries(rows.map(({ sku, ean }) => [sku, ean]))
  }

  const open = async () =>
    (await place.database.rows("SELECT 1 FROM specter_transfer WHERE state IN ('waiting', 'sending')")).length

  /** The batches that were opened while another one was. */
  function overlaps(): string[] {
    let openBatch: string | undefined
    const found: string[] = []
    for (const call of place.sandbox.calls) {
      const { action, query } = call
      if (action === "getArticleExternalNeedUpdate" && tellsOfStock(call)) {
        if (openBatch !== undefined && openBatch !== query.batchNo) {
          found.push(query.batchNo)
        }
        openBatch = query.batchNo
      } else if (action === "updateArticlesFromBatch") {
        openBatch = undefined
      }
    }
    return found
  }
})
