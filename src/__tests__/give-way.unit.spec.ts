import { once } from "node:events"
import { createServer, get, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { performance } from "node:perf_hooks"
import { setTimeout as sleep } from "node:timers/promises"
import { giveWay, untilIdle } from "../give-way"
import { isVisited } from "../requests-under-way"

describe("giving way", () => {
  const waiting: ServerResponse[] = []
  const server = createServer((_, response) => void waiting.push(response))

  beforeAll(() => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)))
  afterAll(() => void server.closeAllConnections())
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  /** A request that has arrived and is not answered. */
  async function ask(path = "/") {
    const { port } = server.address() as AddressInfo
    const request = get({ host: "127.0.0.1", port, path })
    request.on("error", () => undefined)
    const before = waiting.length
    while (waiting.length === before) {
      await sleep(1)
    }
    return { request, response: waiting[before] }
  }

  async function took(work: Promise<unknown>): Promise<number> {
    const begun = performance.now()
    await work
    return performance.now() - begun
  }

  /** As a process does that works on its answers: three quarters of its time are gone. */
  function workHard() {
    const work = setInterval(() => {
      const until = performance.now() + 9
      while (performance.now() < until) {
        // Work.
      }
    }, 12)
    return () => clearInterval(work)
  }

  it("takes no time when nobody waits", async () => {
    expect(await took(giveWay())).toBeLessThan(50)
  })

  it("waits until who waits is answered", async () => {
    const rest = workHard()
    const { response } = await ask()
    setTimeout(() => response.end("å"), 150)
    const tookMs = await took(giveWay(5_000))
    rest()
    expect(tookMs).toBeGreaterThan(140)
    expect(tookMs).toBeLessThan(1_000)
  })

  it("waits for nobody longer than a quarter of a second, nor for one who is gone", async () => {
    const rest = workHard()
    const { request, response } = await ask()
    expect(await took(giveWay())).toBeGreaterThan(240)
    rest()
    request.destroy()
    await once(response, "close")
    expect(await took(giveWay())).toBeLessThan(50)
  })

  it("waits for a moment only where this process has nothing to do for who waits", async () => {
    const { response } = await ask("/store/carts/cart_1/complete")
    const tookMs = await took(giveWay(5_000))
    expect(tookMs).toBeGreaterThan(40)
    expect(tookMs).toBeLessThan(1_000)
    response.end()
  })

  it("costs this process next to nothing while it waits", async () => {
    const { response } = await ask()
    const before = process.cpuUsage()
    await Promise.all(Array.from({ length: 200 }, () => giveWay()))
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(10)
    response.end()
  })

  it("knows for a second that somebody came", async () => {
    const { response } = await ask()
    response.end()
    expect(isVisited()).toBe(true)
    await sleep(1_050)
    expect(isVisited()).toBe(false)
  })

  it("waits for a shopper's purchase longer than for others, and at first longer than later", async () => {
    const rest = workHard()
    const giveWayToo = untilIdle()
    const { response } = await ask("/store/carts/cart_1/complete")
    setTimeout(() => response.end("å"), 1_300)
    expect(await took(giveWayToo())).toBeGreaterThan(1_200)
    await sleep(3_000)
    const another = await ask("/store/carts/cart_2/complete")
    const tookMs = await took(giveWayToo())
    another.response.end("ä")
    rest()
    expect(tookMs).toBeGreaterThan(900)
    expect(tookMs).toBeLessThan(2_000)
  }, 10_000)

  it("does not wait for one who has listened for long", async () => {
    const { response } = await ask()
    await sleep(1_050)
    expect(await took(giveWay())).toBeLessThan(50)
    response.end()
  })
})
