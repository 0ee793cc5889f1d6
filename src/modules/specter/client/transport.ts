import http from "node:http"
import https from "node:https"
import type { Readable } from "node:stream"
import { TLSSocket } from "node:tls"
import axios, { type AxiosResponse } from "axios"
import { SpecterError } from "./errors"

/** Answers, and documents, may not be larger. */
export const MAX_ANSWER_BYTES = 20 * 1024 * 1024

/** An idle connection is closed before Specter's server closes it: a request on a dying one is neither sent nor not. */
const IDLE_CONNECTION_MS = 4_000

export const DEFAULT_TIMEOUT_MS = 30_000

export type Outgoing = {
  action: string
  url: URL
  /** A form; a request with one is a POST. */
  body?: string
}

export type Incoming<T> = {
  status: number
  contentType: string
  length?: number
  location?: string
  content: T
}

/** An answer whose body is still to be read; `toFailure` says what its breaking off means. */
export type OpenAnswer = Incoming<Readable> & { toFailure: (error: unknown) => SpecterError }

type Progress = { connected: boolean; timedOut: boolean }

/** Notes when the connection stands, TLS included: until then Specter cannot have received anything. */
function watchConnection(request: http.ClientRequest, progress: Progress): void {
  request.once("socket", (socket) => {
    const connected = () => {
      progress.connected = true
    }
    if (request.reusedSocket) {
      connected()
    } else {
      socket.once(socket instanceof TLSSocket ? "secureConnect" : "connect", connected)
    }
  })
}

function failureCode(error: unknown, { timedOut }: Progress): string {
  if (timedOut) {
    return "TIMEOUT"
  }
  const { code, message } = error as { code?: string; message?: string }
  return message?.startsWith("maxContentLength") ? "TOO_LARGE" : (code ?? "BROKEN")
}

function describe(code: string, { connected }: Progress, timeoutMs: number): string {
  const seconds = timeoutMs / 1000
  if (code === "TIMEOUT") {
    return connected ? `no whole answer came within ${seconds} s` : `no connection within ${seconds} s`
  }
  if (code === "TOO_LARGE") {
    return `the answer is larger than ${MAX_ANSWER_BYTES / 1024 / 1024} MB`
  }
  return connected ? `the connection broke after the request was sent (${code})` : `no connection (${code})`
}

/** Only an HTTP status that is decided before a program runs means that nothing was carried out. */
const NOT_RECEIVED_STATUSES = [429, 502, 503, 504]

/**
 * The failure an HTTP status stands for; undefined for success. A redirect is `unknown`: a program may
 * redirect after it has done its work, and following one would send the key elsewhere.
 */
export function statusFailure(
  action: string,
  { status, location }: { status: number; location?: string },
  words?: string
): SpecterError | undefined {
  if (status >= 200 && status < 300) {
    return undefined
  }
  const kind = NOT_RECEIVED_STATUSES.includes(status) ? "not_received" : "unknown"
  const target = location ? ` and redirects to ${location.split(/[?#]/)[0].slice(0, 200)}` : ""
  const said = words ? `: ${words}` : ""
  return new SpecterError({
    kind,
    action,
    httpStatus: status,
    words: words || undefined,
    message: `Specter answered ${action} with HTTP ${status}${target}${said}`,
  })
}

/** The only place that speaks HTTP: one attempt, no redirects, a limit on time and size. */
export class Transport {
  private readonly axios = axios.create()
  private readonly httpAgent = new http.Agent({ keepAlive: true, timeout: IDLE_CONNECTION_MS })
  private readonly httpsAgent = new https.Agent({ keepAlive: true, timeout: IDLE_CONNECTION_MS })

  constructor(private readonly timeoutMs: number = DEFAULT_TIMEOUT_MS) {}

  /** Sends a request and answers the whole body. Throws a `SpecterError` when no answer came. */
  async send(outgoing: Outgoing): Promise<Incoming<Uint8Array>> {
    const progress: Progress = { connected: false, timedOut: false }
    const limit = this.startLimit(progress)
    try {
      const response = await this.request<Uint8Array>(outgoing, "arraybuffer", progress, limit.signal)
      return incoming(response)
    } catch (error) {
      throw this.toFailure(error, outgoing.action, progress)
    } finally {
      limit.stop()
    }
  }

  /** As `send`, but answers at the headers: the time limit then ends when the stream closes, and destroys it if it runs out. */
  async open(outgoing: Outgoing): Promise<OpenAnswer> {
    const progress: Progress = { connected: false, timedOut: false }
    const limit = this.startLimit(progress)
    try {
      const response = await this.request<Readable>(outgoing, "stream", progress, limit.signal)
      response.data.once("close", limit.stop)
      const toFailure = (error: unknown) => this.toFailure(error, outgoing.action, progress)
      return { ...incoming(response), toFailure }
    } catch (error) {
      limit.stop()
      throw this.toFailure(error, outgoing.action, progress)
    }
  }

  private startLimit(progress: Progress): { signal: AbortSignal; stop: () => void } {
    const controller = new AbortController()
    const timer = setTimeout(() => {
      progress.timedOut = true
      controller.abort()
    }, this.timeoutMs)
    return { signal: controller.signal, stop: () => clearTimeout(timer) }
  }

  private request<T>(
    { url, body }: Outgoing,
    responseType: "arraybuffer" | "stream",
    progress: Progress,
    signal: AbortSignal
  ): Promise<AxiosResponse<T>> {
    const wire = url.protocol === "https:" ? https : http
    return this.axios.request<T>({
      url: url.href,
      method: body === undefined ? "GET" : "POST",
      data: body === undefined ? undefined : Buffer.from(body, "ascii"),
      headers: {
        Accept: "*/*",
        "User-Agent": "medusa-plugin-specter",
        ...(body === undefined ? {} : { "Content-Type": "application/x-www-form-urlencoded" }),
      },
      responseType,
      signal,
      maxRedirects: 0,
      maxContentLength: MAX_ANSWER_BYTES,
      maxBodyLength: Infinity,
      validateStatus: () => true,
      // The environment's proxy is not ours to use: it would see the key of every call.
      proxy: false,
      httpAgent: this.httpAgent,
      httpsAgent: this.httpsAgent,
      transport: {
        request(options: https.RequestOptions, onResponse: (response: http.IncomingMessage) => void) {
          const request = wire.request(options, (response) => {
            // The length of what is packed is not that of what is read.
            if (response.headers["content-encoding"]) {
              delete response.headers["content-length"]
            }
            onResponse(response)
          })
          watchConnection(request, progress)
          return request
        },
      },
    })
  }

  private toFailure(error: unknown, action: string, progress: Progress): SpecterError {
    const code = failureCode(error, progress)
    const what = describe(code, progress, this.timeoutMs)
    return new SpecterError({
      kind: progress.connected ? "unknown" : "not_received",
      action,
      code,
      message: `${action} got no answer from Specter: ${what}`,
    })
  }
}

function incoming<T>({ status, headers, data }: AxiosResponse<T>): Incoming<T> {
  const length = Number(headers["content-length"])
  return {
    status,
    contentType: String(headers["content-type"] ?? ""),
    location: headers["location"] ? String(headers["location"]) : undefined,
    length: headers["content-length"] !== undefined && Number.isFinite(length) ? length : undefined,
    content: data,
  }
}
