import { fork } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import { eventually } from "../eventually"
import {
  exportProducts,
  openShop,
  orderRow,
  type RunningStore,
  type ShopOnProcesses,
} from "../processes/shop-on-processes"
import type { PlacedOrder } from "../place-order"

const CALLS = Number(process.env.ABUSE_CALLS ?? 100_000)
/** Of guesses a second: three and a half million a day. What each costs the store's process: see docs/proof.md. */
const RATE = Number(process.env.ABUSE_RATE ?? 40)
const PURCHASES_A_BLOCK = { quiet: 3, abused: 15 }
const MOST_SLOWER = 1.1

type Told = { sent: number; answers: [status: string, times: number][] }

/** Guesses in a process of its own (`stranger.ts`); `pause` resolves to what it was answered until then. */
function startStranger(url: string) {
  const stranger = fork(path.join(__dirname, "stranger.ts"), [url, String(RATE), String(CALLS)], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, NODE_OPTIONS: "" },
  })
  return {
    begin: () => stranger.send("begin"),
    pause: async () => {
      stranger.send("pause")
      const [told] = await once(stranger, "message")
      return told as Told
    },
    end: () => stranger.disconnect(),
  }
}

const median = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]

describe("a stranger who guesses the callbacks' secret", () => {
  let place: ShopOnProcesses
  let store: RunningStore

  beforeAll(async () => {
    place = await openShop("specter_abuse")
    await place.openSpecter()
    store = await place.start()
    await exportProducts(store)
  }, 240_000)
  afterAll(() => place.close())

  it(`${CALLS} times, at ${RATE} a second, gets nothing, and hardly slows the shop down`, async () => {
    const stranger = startStranger(store.url)
    let told: Told = { sent: 0, answers: [] }
    const times: Record<"quiet" | "abused", number[]> = { quiet: [], abused: [] }
    const orders: PlacedOrder[] = []
    async function purchases(kind: keyof typeof times): Promise<void> {
      for (let purchase = 0; purchase < PURCHASES_A_BLOCK[kind]; purchase += 1) {
        const begun = performance.now()
        orders.push(await store.buy({ items: [{ sku: `ART-${1 + (orders.length % 300)}`, quantity: 1 }] }))
        times[kind].push(performance.now() - begun)
      }
    }
    await purchases("quiet")
    times.quiet.length = 0
    // In turn, so that both meet the same machine.
    while (told.sent < CALLS) {
      await purchases("quiet")
      stranger.begin()
      await purchases("abused")
      told = await stranger.pause()
    }
    stranger.end()
    const [quiet, abused] = [median(times.quiet), median(times.abused)]
    process.stdout.write(
      `    ${CALLS} guesses at ${RATE} a second: ${JSON.stringify(told.answers)}\n` +
        `    a purchase takes ${quiet.toFixed(0)} ms in quiet and ${abused.toFixed(0)} ms meanwhile ` +
        `(medians of ${times.quiet.length} and ${times.abused.length}): ${(abused / quiet).toFixed(3)} times\n`
    )
    expect(told.answers).toEqual([["404", CALLS]])
    await eventually(async () => (await orderRow(place.database, orders.at(-1)!))?.state === "sent", 120)
    expect(orders.map((order) => place.inSpecter(order).length)).toEqual(orders.map(() => 1))
    expect(abused / quiet).toBeLessThanOrEqual(MOST_SLOWER)
  }, 3_600_000)
})
