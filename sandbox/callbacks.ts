import { ClientRequest, request as httpRequest } from "node:http"
import { request as httpsRequest } from "node:https"
import { CallbackIds, CallbackKind, CallbackParameter, RecordedCallback } from "./types"

const parameterOf: Record<CallbackKind, CallbackParameter> = {
  stock: "actionStockChange",
  articles: "actionArticleChange",
  orders: "actionOrderChange",
  invoice: "actionNewInvoice",
  "order-removed": "actionRemoveOrder",
}

const answerLimitMs = 10_000
const answerCharactersKept = 2000

/** The registered address with what stands for the ids replaced by them; what has no id stays. */
function filledIn(address: string, ids: CallbackIds): string {
  return address.replace(
    /\$(orderId|invoiceId|invoiceSource|orderNo)/g,
    (placeholder, name: keyof CallbackIds) => {
      const value = ids[name]
      return value === undefined ? placeholder : encodeURIComponent(value)
    }
  )
}

type CallbackSettings = {
  /** Milliseconds in which callbacks of a kind become one. */
  delayMs: number
  method: "GET" | "POST"
  addressOf: (parameter: CallbackParameter) => string | undefined
  record: (callback: RecordedCallback) => void
}

/** Calls the shop. A callback that fails is recorded and not repeated. */
export class Callbacks {
  private waiting = new Map<string, NodeJS.Timeout>()
  private underWay = new Set<ClientRequest>()
  private idlers: (() => void)[] = []

  constructor(private readonly settings: CallbackSettings) {}

  /** Calls a moment later. What names no id says only that something changed: more of these become one. */
  schedule(kind: CallbackKind, ids: CallbackIds = {}) {
    const key = `${kind} ${Object.values(ids).join(" ")}`
    if (this.waiting.has(key) || this.settings.addressOf(parameterOf[kind]) === undefined) {
      return
    }
    const timer = setTimeout(() => {
      this.waiting.delete(key)
      void this.now(kind, ids)
    }, this.settings.delayMs)
    this.waiting.set(key, timer)
  }

  /** Calls at once; resolves when the shop has answered or has not. Does nothing without a registered address. */
  async now(kind: CallbackKind, ids: CallbackIds = {}): Promise<void> {
    const registered = this.settings.addressOf(parameterOf[kind])
    if (registered !== undefined) {
      const callback: RecordedCallback = {
        at: new Date().toISOString(),
        kind,
        address: filledIn(registered, ids),
      }
      this.settings.record(callback)
      Object.assign(callback, await this.call(callback.address))
    }
    this.tellIdlers()
  }

  private call(address: string): Promise<Pick<RecordedCallback, "status" | "answer" | "error">> {
    return new Promise((resolve) => {
      const url = new URL(address)
      const send = url.protocol === "https:" ? httpsRequest : httpRequest
      const request = send(url, {
        method: this.settings.method,
        agent: false,
        headers: { "User-Agent": "Specter" },
      })
      const limit = setTimeout(() => request.destroy(new Error("no answer within 10 s")), answerLimitMs)
      this.underWay.add(request)
      const settle = (outcome: Pick<RecordedCallback, "status" | "answer" | "error">) => {
        clearTimeout(limit)
        this.underWay.delete(request)
        resolve(outcome)
      }
      request.on("error", (error) => settle({ error: error.message || String(error) }))
      request.on("response", (response) => {
        const chunks: Buffer[] = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("error", (error) => settle({ status: response.statusCode, error: error.message }))
        response.on("end", () => {
          const answer = Buffer.concat(chunks).toString("latin1").slice(0, answerCharactersKept)
          settle({ status: response.statusCode, answer })
        })
      })
      request.end()
    })
  }

  private get busy() {
    return this.waiting.size > 0 || this.underWay.size > 0
  }

  private tellIdlers() {
    if (!this.busy) {
      this.idlers.splice(0).forEach((resolve) => resolve())
    }
  }

  /** Resolves when no callback is waiting or under way. */
  idle(): Promise<void> {
    return this.busy ? new Promise((resolve) => this.idlers.push(resolve)) : Promise.resolve()
  }

  /** Forgets what is waiting. */
  forget() {
    this.waiting.forEach((timer) => clearTimeout(timer))
    this.waiting.clear()
    this.tellIdlers()
  }

  /** Forgets what is waiting and breaks off what is under way. */
  close() {
    this.forget()
    this.underWay.forEach((request) => request.destroy(new Error("the sandbox stopped")))
    this.tellIdlers()
  }
}
