import { encodeForm, encodeText, toLatin1, type Pair } from "./codecs/latin1"
import type { SpecterFailureKind } from "./errors"

const MAX_ANSWER = 4_000

/** One call as it went, for the record. It holds no secret. */
export type Exchange = {
  /** The wire name of the action, or `openDocument`. */
  action: string
  startedAt: Date
  durationMs: number
  /** The address with its query, and the body on a line of its own, as sent but with secrets as `***`. */
  request: string
  /** The HTTP status; missing when no answer came. */
  status?: number
  /** The answer's text, at most 4,000 characters. */
  answer?: string
  outcome: "ok" | SpecterFailureKind
  correlationId?: string
}

export type Observe = (exchange: Exchange) => void

/** Makes a function that masks these secrets in a text, plain or percent-encoded. */
export function hiding(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter((secret) => secret !== "")
    .flatMap((secret) => [
      secret,
      encodeText(toLatin1(secret).text),
      encodeURIComponent(toLatin1(secret).text),
    ])
  const longestFirst = [...new Set(forms)].sort((one, other) => other.length - one.length)
  return (text) => longestFirst.reduce((masked, form) => masked.split(form).join("***"), text)
}

/** A form as text, with what `mask` makes of each value; `***` stays readable. */
export function maskedForm(pairs: readonly Pair[], mask: (pair: Pair) => string): string {
  return pairs
    .map((pair) => {
      const value = mask(pair)
      return value === pair[1] ? encodeForm([pair]) : `${encodeText(pair[0])}=${value}`
    })
    .join("&")
}

/** Times one exchange and hands it to the observer, once. */
export class ExchangeRecord {
  private readonly startedAt = new Date()
  private status?: number
  private answer?: string
  private ended = false

  constructor(
    private readonly observe: Observe | undefined,
    private readonly call: { action: string; request: string; correlationId?: string }
  ) {}

  /** @param answer With secrets masked. */
  answered(status: number, answer?: string): void {
    this.status = status
    this.answer = answer?.slice(0, MAX_ANSWER)
  }

  end(outcome: Exchange["outcome"]): void {
    if (this.ended) {
      return
    }
    this.ended = true
    const { action, request, correlationId } = this.call
    this.notify({
      action,
      startedAt: this.startedAt,
      durationMs: Date.now() - this.startedAt.getTime(),
      request,
      ...(this.status === undefined ? {} : { status: this.status }),
      ...(this.answer === undefined ? {} : { answer: this.answer }),
      outcome,
      ...(correlationId === undefined ? {} : { correlationId }),
    })
  }

  /** An observer that fails must not turn an order that was made into a failure. */
  private notify(exchange: Exchange): void {
    try {
      this.observe?.(exchange)
    } catch (error) {
      process.emitWarning(`The observer of Specter exchanges failed: ${String(error)}`, "SpecterWarning")
    }
  }
}
