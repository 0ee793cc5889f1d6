import { subscribe } from "node:diagnostics_channel"
import type { IncomingMessage, ServerResponse } from "node:http"

/** Whoever listens for longer than that is nobody who waits: a stream of events, or the press of a button for all of this. */
const WAITS_MS = 1_000

/** A shopper waits for a purchase when many come at once, and for nothing that the plugin does. */
const SHOPPER_WAITS_MS = 5_000

/** Where somebody came so short a time ago, others come. */
const VISIT_MS = 1_000

/** Until when those requests to this process are waited for that are not answered yet. */
const underWay = new Map<ServerResponse, number>()

let lastCame = 0

subscribe("http.server.request.start", (message) => {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
  lastCame = Date.now()
  const isShopper = request.url?.startsWith("/store/") ?? false
  underWay.set(response, lastCame + (isShopper ? SHOPPER_WAITS_MS : WAITS_MS))
  response.once("close", () => underWay.delete(response))
})

/** Whether somebody waits for this process's answer who came a moment ago. */
export function isServing(): boolean {
  const now = Date.now()
  return [...underWay.values()].some((until) => until > now)
}

/** Whether this process has been asked for something in the last second. */
export function isVisited(): boolean {
  return Date.now() - lastCame < VISIT_MS
}
