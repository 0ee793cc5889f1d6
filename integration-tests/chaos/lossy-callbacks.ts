import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"

export type LossyCallbacks = {
  url: string
  /** `overtaken`: came to a store when a later one of its kind had been there. */
  counts: { received: number; lost: number; doubled: number; late: number; overtaken: number }
  /** From now on everything gets through at once. */
  calm(): void
  close(): Promise<void>
}

const LOST = 0.15
const DOUBLED = 0.2
const LATE = 0.3
const LATEST_MS = 3_000

/**
 * Stands where Specter calls the store: loses callbacks, passes some on twice and some so late that others overtake them,
 * each to whichever store it meets.
 */
export async function lossyCallbacks(
  random: () => number,
  storeUrl: () => string | undefined
): Promise<LossyCallbacks> {
  const counts = { received: 0, lost: 0, doubled: 0, late: 0, overtaken: 0 }
  const latest = new Map<string, number>()
  let isCalm = false
  const chance = (share: number) => !isCalm && random() < share
  async function pass(path: string, number: number): Promise<void> {
    if (chance(LATE)) {
      counts.late += 1
      await sleep(random() * LATEST_MS, undefined, { ref: false })
    }
    const before = latest.get(path) ?? 0
    counts.overtaken += before > number ? 1 : 0
    latest.set(path, Math.max(before, number))
    try {
      await fetch(`${storeUrl() ?? ""}${path}`, { signal: AbortSignal.timeout(10_000) })
    } catch {
      // The store is just down: one more that is lost.
      counts.lost += 1
    }
  }
  const server = createServer((request, response) => {
    const number = (counts.received += 1)
    if (chance(LOST)) {
      counts.lost += 1
      request.socket.resetAndDestroy()
      return
    }
    const times = chance(DOUBLED) ? 2 : 1
    counts.doubled += times - 1
    for (let time = 0; time < times; time += 1) {
      void pass(request.url ?? "/", number)
    }
    response.end("1;Done")
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    calm: () => {
      isCalm = true
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
