import { Agent, request } from "node:http"
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
/** Of guesses a second: five million a day. Each costs the store's process about a millisecond, as any request does. */
const RATE = Number(process.env.ABUSE_RATE ?? 60)
const PURCHASES_A_BLOCK = { quiet: 4, abused: 8 }
const MOST_SLOWER = 1.1

/** Guesses secrets at a steady rate until it is told to stop; counts what it was answered. */
class Stranger {
  readonly answers = new Map<number | string, number>()
  sent = 0
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 50 })
  private timer?: NodeJS.Timeout

  constructor(private readonly url: string) {}

  begin(): void {
    const tick = 20
    this.timer = setInterval(() => {
      for (let call = 0; call < (RATE * tick) / 1000 && this.sent < CALLS; call += 1) {
        this.guess()
      }
    }, tick)
  }

  pause(): void {
    clearInterval(this.timer)
  }

  answered(): number {
    return [...this.answers.values()].reduce((sum, count) => sum + count, 0)
  }

  private guess(): void {
    this.sent += 1
    const count = (what: number | string) => this.answers.set(what, (this.answers.get(what) ?? 0) + 1)
    const path = `/specter/callbacks/gissning-${this.sent}-0123456789abcdef/stock`
    request(`${this.url}${path}`, { agent: this.agent }, (response) => {
      response.resume().once("end", () => count(response.statusCode ?? 0))
    })
      .once("error", (error) => count(error.message))
      .end()
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
    const stranger = new Stranger(store.url)
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
    while (stranger.sent < CALLS) {
      await purchases("quiet")
      stranger.begin()
      await purchases("abused")
      stranger.pause()
    }
    await eventually(() => stranger.answered() === CALLS, 60)
    const [quiet, abused] = [median(times.quiet), median(times.abused)]
    process.stdout.write(
      `    ${CALLS} guesses at ${RATE} a second: ${JSON.stringify([...stranger.answers])}\n` +
        `    a purchase takes ${quiet.toFixed(0)} ms in quiet and ${abused.toFixed(0)} ms meanwhile ` +
        `(medians of ${times.quiet.length} and ${times.abused.length}): ${(abused / quiet).toFixed(3)} times\n`
    )
    expect([...stranger.answers]).toEqual([[404, CALLS]])
    await eventually(async () => (await orderRow(place.database, orders.at(-1)!))?.state === "sent", 120)
    expect(orders.map((order) => place.inSpecter(order).length)).toEqual(orders.map(() => 1))
    expect(abused / quiet).toBeLessThanOrEqual(MOST_SLOWER)
  }, 3_600_000)
})
