import { subscribe } from "node:diagnostics_channel"
import type { ServerResponse } from "node:http"

/** Whoever listens for longer than that is no shopper who waits: a stream of events, or the press of a button for all of this. */
const SHOPPER_MS = 1_000

/** Where somebody came so short a time ago, others come. */
const VISIT_MS = 1_000

/** Since when those requests to this process have waited that are not answered yet. */
const underWay = new Map<ServerResponse, number>()

let lastCame = 0

subscribe("http.server.request.start", (message) => {
  const { response } = message as { response: ServerResponse }
  lastCame = Date.now()
  underWay.set(response, lastCame)
  response.once("close", () => underWay.delete(response))
})

/** Whether somebody waits for this process's answer who came a moment ago. */
export function isServing(): boolean {
  const since = Date.now() - SHOPPER_MS
  return [...underWay.values()].some((at) => at > since)
}

/** Whether this process has been asked for something in the last second. */
export function isVisited(): boolean {
  return Date.now() - lastCame < VISIT_MS
}
