import { subscribe } from "node:diagnostics_channel"
import type { IncomingMessage, ServerResponse } from "node:http"
import { performance } from "node:perf_hooks"

/** Whoever listens for longer than that is nobody who waits: a stream of events, or the press of a button for all of this. */
const WAITS_MS = 1_000

/** A shopper waits for a purchase when many come at once, and for nothing that the plugin does. */
const SHOPPER_WAITS_MS = 5_000

/** Where somebody came so short a time ago, others come. */
const VISIT_MS = 1_000

/** Who waits while less of this process's time than that is spent waits for somebody else: his payment's provider, say. */
const BUSY = 0.5
const LOOK_EVERY_MS = 50

/** Until when those requests to this process are waited for that are not answered yet. */
const underWay = new Map<ServerResponse, number>()

/** Those who want to know when one of them is answered. */
const waiting = new Set<() => void>()

let lastCame = 0

subscribe("http.server.request.start", (message) => {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
  lastCame = Date.now()
  const isShopper = request.url?.startsWith("/store/") ?? false
  underWay.set(response, lastCame + (isShopper ? SHOPPER_WAITS_MS : WAITS_MS))
  response.once("close", () => {
    underWay.delete(response)
    waiting.forEach((wake) => wake())
  })
})

/**
 * Resolves when nobody waits for this process's answer, when this process has nothing to do for those who do, or after so
 * many milliseconds.
 */
export async function untilAllAnswered(longestMs: number): Promise<void> {
  const latest = Date.now() + longestMs
  const left = () => Math.min(servesUntil(), latest) - Date.now()
  let since = lookAtLoad()
  for (let ms = left(); ms > 0; ms = left()) {
    await nextAnswer(Math.min(ms, LOOK_EVERY_MS))
    if (Date.now() - since.at < LOOK_EVERY_MS) {
      continue
    }
    if (lastCame < since.at && performance.eventLoopUtilization(since.load).utilization < BUSY) {
      return
    }
    since = lookAtLoad()
  }
}

function lookAtLoad() {
  return { at: Date.now(), load: performance.eventLoopUtilization() }
}

function servesUntil(): number {
  return Math.max(0, ...underWay.values())
}

function nextAnswer(longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      waiting.delete(wake)
      resolve()
    }
    const timer = setTimeout(wake, longestMs)
    waiting.add(wake)
  })
}

/** Whether this process has been asked for something in the last second. */
export function isVisited(): boolean {
  return Date.now() - lastCame < VISIT_MS
}
