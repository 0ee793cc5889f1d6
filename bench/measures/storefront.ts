import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type OpenDemo, openDemo } from "../../demo/orders/open-demo"
import { copyTemplate } from "../../integration-tests/processes/databases"
import { freePort } from "../../integration-tests/processes/store-process"
import type { RemoteSandbox } from "../../sandbox/remote"
import { makeCarts } from "../carts"
import { joinedTo } from "../credentials"
import { atMost, type Figure, type Measured, median, percentile } from "../measure"
import { openLoop } from "../open-loop"
import { startSpecter } from "../specter"
import { ROOT } from "../store"
import { startStoreProcess, type StoreProcess } from "../store-process"

const BARE_STORE = path.join(__dirname, "../bare-store")

const EVERY_MS = 500
/** Short turns, so that whatever else the machine does hits both stores; many, since some meet a busy machine. */
const ROUNDS = 12
const ORDERS = 50
/** V8 goes on compiling for some hundred orders, the longer the more code there is. */
const WARM_UP = 150
const ALL_ORDERS = WARM_UP + ROUNDS * ORDERS
/** What the last orders of a turn still give rise to is over by then. */
const REST_MS = 2_000
const PATIENCE_MS = 5 * 60_000

type Contender = { what: string; demo: OpenDemo; store: StoreProcess; carts: string[]; rounds: number[][] }

/** Carts become orders at two a second, in a store with the plugin and in one without. */
export default async function storefront(): Promise<Measured> {
  const bare = await copyTemplate("specter_bench_bare")
  const { specter, url: specterUrl } = await startSpecter()
  const stores = [await withPlugin(specterUrl), await withoutPlugin(bare.url)]
  stores.forEach(({ store }) => store.pause())
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const contender of round % 2 === 0 ? stores : [...stores].reverse()) {
      const times = await completeCarts(contender, round === 0 ? WARM_UP : ORDERS)
      if (round > 0) {
        contender.rounds.push(times)
      }
      const [middle, high] = [median(times), percentile(times, 0.95)].map(Math.round)
      process.stdout.write(`    ${round} ${contender.what}: median ${middle} ms, p95 ${high} ms\n`)
    }
  }
  const transferred = await ordersIn(specter)
  await allTransferred(stores[0].store, specter)
  await Promise.all(stores.map(({ store }) => store.end()))
  await bare.drop()
  const figures = stores.flatMap(({ what, rounds }): Figure[] => [
    { what: `cart completion ${what}, median of a round`, values: rounds.map(median), unit: "ms" },
    {
      what: `cart completion ${what}, p95 of a round`,
      values: rounds.map((times) => percentile(times, 0.95)),
      unit: "ms",
    },
  ])
  const [ofAllWith, ofAllWithout] = stores.map(({ rounds }) => percentile(rounds.flat(), 0.95))
  const [medianWith, p95With, medianWithout, p95Without] = figures.map(({ values }) => median(values))
  return {
    title: "Cart completion at two orders a second",
    how: `Each store in a process of its own, subscribers and jobs included, the one with the plugin joined to a Specter in another process that calls back. ${ORDERS} carts a round and store, one begun every ${EVERY_MS} ms, the stores in turns, after ${WARM_UP} each that are not counted.`,
    figures,
    targets: [
      atMost("median: with the plugin ÷ without", medianWith / medianWithout, 1.03),
      atMost("p95, median of the rounds: with the plugin ÷ without", p95With / p95Without, 1.05),
      atMost("p95 of all orders: with the plugin ÷ without", ofAllWith / ofAllWithout, 1.05),
    ],
    remarks: [
      `p95 of all ${ROUNDS * ORDERS} orders: with the plugin ${Math.round(ofAllWith)} ms, without the plugin ${Math.round(ofAllWithout)} ms.`,
      `Of ${ALL_ORDERS} orders, the uncounted ones included, ${transferred} were in Specter when the turns were over; all of them were when the store had gone on by itself.`,
    ],
  }
}

async function withPlugin(specterUrl: string): Promise<Contender> {
  const port = await freePort()
  const env = joinedTo(specterUrl, `http://127.0.0.1:${port}`)
  return await contender(
    "with the plugin",
    await startStoreProcess(ROOT, port, env),
    process.env.DATABASE_URL!
  )
}

async function withoutPlugin(databaseUrl: string): Promise<Contender> {
  const store = await startStoreProcess(BARE_STORE, await freePort(), { DATABASE_URL: databaseUrl })
  return await contender("without the plugin", store, databaseUrl)
}

async function ordersIn(specter: RemoteSandbox): Promise<number> {
  return (await specter.state(0)).orders.length
}

/** Fails when the store does not send each of its orders once: then it was no work that was measured. */
async function allTransferred(store: StoreProcess, specter: RemoteSandbox): Promise<void> {
  store.goOn()
  const deadline = Date.now() + PATIENCE_MS
  for (let count = 0; count !== ALL_ORDERS; await sleep(500)) {
    count = await ordersIn(specter)
    if (Date.now() > deadline) {
      throw new Error(`Specter has ${count} orders of ${ALL_ORDERS}`)
    }
  }
}

async function contender(what: string, store: StoreProcess, databaseUrl: string): Promise<Contender> {
  const demo = await openDemo(store.url)
  const carts = await makeCarts(demo, databaseUrl, ALL_ORDERS)
  return { what, store, demo, carts, rounds: [] }
}

async function completeCarts({ store, demo, carts }: Contender, count: number): Promise<number[]> {
  const { api, shop } = demo
  const config = { headers: { "x-publishable-api-key": shop.publishableKey } }
  const mine = carts.splice(0, count)
  store.goOn()
  await sleep(REST_MS)
  const complete = async (index: number) => {
    const { data } = await api.post(`/store/carts/${mine[index]}/complete`, {}, config)
    if (data.type !== "order") {
      throw new Error(`The cart did not become an order: ${JSON.stringify(data.error)}`)
    }
  }
  const times = await openLoop(EVERY_MS, complete, (index) => index < mine.length)
  await sleep(REST_MS)
  store.pause()
  return times
}
