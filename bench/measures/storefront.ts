import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type OpenDemo, openDemo } from "../../demo/orders/open-demo"
import { copyTemplate } from "../../integration-tests/processes/databases"
import { freePort } from "../../integration-tests/processes/store-process"
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
/** What the last orders of a turn still give rise to is over by then. */
const REST_MS = 2_000

type Contender = { what: string; demo: OpenDemo; store: StoreProcess; carts: string[]; rounds: number[][] }

/** Carts become orders at two a second, in a store with the plugin and in one without. */
export default async function storefront(): Promise<Measured> {
  const bare = await copyTemplate("specter_bench_bare")
  const stores = [await withPlugin(), await withoutPlugin(bare.url)]
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
  const ofAll = stores.map(({ what, rounds }) => `${what} ${Math.round(percentile(rounds.flat(), 0.95))} ms`)
  const [medianWith, p95With, medianWithout, p95Without] = figures.map(({ values }) => median(values))
  return {
    title: "Cart completion at two orders a second",
    how: `Each store in a process of its own, subscribers and jobs included, the one with the plugin joined to a Specter in another process that calls back. ${ORDERS} carts a round and store, one begun every ${EVERY_MS} ms, the stores in turns, after ${WARM_UP} each that are not counted.`,
    figures,
    targets: [
      atMost("median: with the plugin ÷ without", medianWith / medianWithout, 1.03),
      atMost("p95: with the plugin ÷ without", p95With / p95Without, 1.05),
    ],
    remarks: [`p95 of all ${ROUNDS * ORDERS} orders: ${ofAll.join(", ")}.`],
  }
}

async function withPlugin(): Promise<Contender> {
  const specter = await startSpecter()
  const port = await freePort()
  const env = joinedTo(specter.url, `http://127.0.0.1:${port}`)
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

async function contender(what: string, store: StoreProcess, databaseUrl: string): Promise<Contender> {
  const demo = await openDemo(store.url)
  const carts = await makeCarts(demo, databaseUrl, WARM_UP + ROUNDS * ORDERS)
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
