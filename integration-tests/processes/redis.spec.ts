import { setTimeout as sleep } from "node:timers/promises"
import { eventually } from "../eventually"
import { ORDERS_GROW_OLD } from "../orders-grow-old"
import type { PlacedOrder } from "../place-order"
import { type RedisServer, REDIS_SERVER, redisServer } from "./redis-server"
import { nothingWasDoneTwice, rushHour } from "./rush"
import {
  exportProducts,
  figure,
  leasesRunOut,
  openShop,
  orderRow,
  type RunningStore,
  type ShopOnProcesses,
  stockAsks,
  stockIsQuiet,
} from "./shop-on-processes"
import type { StoreProcess } from "./store-process"

const PATIENCE = 90
const A_TICK_MS = 16_000

if (!REDIS_SERVER) {
  const line = "!".repeat(100)
  // Jest keeps back what the console of a skipped file says.
  process.stdout.write(
    `${line}\nSKIPPED: a server and two workers with Redis. There is no redis-server.\n${line}\n`
  )
}
const describeWithRedis = REDIS_SERVER ? describe : describe.skip

describeWithRedis("a server and two workers with Redis for events, workflows and locks", () => {
  let place: ShopOnProcesses
  let redis: RedisServer
  let server: RunningStore
  let workers: StoreProcess[]

  beforeAll(async () => {
    redis = await redisServer()
    await redis.start()
    place = await openShop("specter_redis")
    await place.openSpecter()
    server = await place.start(0, { REDIS_URL: redis.url, MEDUSA_WORKER_MODE: "server" })
    await startWorkers()
    await exportProducts(server)
    await eventually(() => place.sandbox.registered.actionStockChange !== undefined, PATIENCE)
    await stockIsQuiet(place, PATIENCE)
  })
  afterAll(async () => {
    await place?.close()
    await redis?.stop()
  })

  async function startWorkers(): Promise<void> {
    const env = { REDIS_URL: redis.url }
    workers = await Promise.all([place.startWorker(1, env), place.startWorker(2, env)])
  }

  const buy = (index: number) =>
    server.buy({ email: `efterat-${index}@example.se`, items: [{ sku: `ART-${201 + index}`, quantity: 1 }] })
  const orderCalls = () => place.sandbox.calls.filter(({ action }) => action === "newOrderSubmit").length
  const areInSpecter = (orders: PlacedOrder[]) =>
    eventually(async () => {
      const rows = await Promise.all(orders.map((order) => orderRow(place.database, order)))
      return rows.every((row) => row?.state === "sent")
    }, PATIENCE)
  const timesInSpecter = (orders: PlacedOrder[]) => orders.map((order) => place.inSpecter(order).length)

  /** How many of these events the process has worked on, as Medusa's event bus writes. */
  const heardOf = (event: string, { output }: StoreProcess) =>
    output().split(`Processing ${event} `).length - 1

  it("do nothing twice in a rush hour, and share the events between them, each of which one of them gets", async () => {
    place.sandbox.calls.length = 0
    const orders = await rushHour(place, [server])
    await nothingWasDoneTwice(place, orders, { mostDoubled: 5 })

    const heard = workers.map((worker) => heardOf("order.placed", worker))
    process.stdout.write(`    events of placed orders that each worker got: ${heard.join(", ")}\n`)
    expect(heard[0] + heard[1]).toBe(orders.length)
    expect(Math.min(...heard)).toBeGreaterThan(0)
    expect(heardOf("order.placed", server)).toBe(0)
  }, 360_000)

  it("make one order of the event and five presses of the button", async () => {
    const before = orderCalls()
    const order = await buy(0)
    await Promise.all(
      Array.from({ length: 5 }, () => server.post(`/admin/specter/orders/${order.id}/transfer`))
    )
    await areInSpecter([order])
    expect(timesInSpecter([order])).toEqual([1])
    expect(orderCalls()).toBe(before + 1)
  })

  it("pull once what has become due, though both have the clock's job", async () => {
    await stockIsQuiet(place, PATIENCE)
    const before = stockAsks(place).length
    await place.database.rows(
      "UPDATE specter_turn SET last_pulled_at = now() - interval '1 hour' WHERE id = 'stock'"
    )
    await eventually(() => stockAsks(place).length > before, PATIENCE)
    await sleep(A_TICK_MS)
    expect(stockAsks(place).length).toBe(before + 1)
  })

  it("finish what a killed worker leaves, each order once", async () => {
    const [killed] = workers
    place.sandbox.fault("newOrderSubmit", { kind: "slow", ms: 3_000 })
    const orders = await Promise.all([1, 2, 3, 4].map(buy))
    await eventually(() => orderRow(place.database, orders[0]), PATIENCE)
    await killed.kill()
    await leasesRunOut(place.database)
    const begun = Date.now()
    await areInSpecter(orders)
    figure("all in Specter after a worker was killed", begun)
    expect(timesInSpecter(orders)).toEqual([1, 1, 1, 1])
  })

  it("send what was ordered while no worker ran, and what the button sent meanwhile not again", async () => {
    await Promise.all(workers.map((worker) => worker.stop()))
    const orders = await Promise.all([5, 6, 7].map(buy))
    await server.post(`/admin/specter/orders/${orders[0].id}/transfer`)
    expect(timesInSpecter(orders)).toEqual([1, 0, 0])
    await startWorkers()
    await areInSpecter(orders)
    expect(timesInSpecter(orders)).toEqual([1, 1, 1])
  })

  it("send what was ordered before Redis lost all it held", async () => {
    await Promise.all(workers.map((worker) => worker.stop()))
    const orders = await Promise.all([8, 9].map(buy))
    await redis.stop()
    await redis.start()
    await place.database.rows(ORDERS_GROW_OLD)
    await startWorkers()
    const begun = Date.now()
    await areInSpecter(orders)
    figure("orders whose events were lost are in Specter", begun)
    const later = await buy(10)
    await areInSpecter([later])
    expect(timesInSpecter([...orders, later])).toEqual([1, 1, 1])
  })
})
