import type { Exchange } from "./client"

const WRITE_EVERY_MS = 500
const MOST_WAITING = 1_000
const LONGEST_REQUEST = 16_000

export type ExchangeRow = {
  action: string
  outcome: string
  status: number | null
  started_at: Date
  duration_ms: number
  request: string
  answer: string | null
  correlation_id: string | null
}

/**
 * Collects what was said to Specter and writes it a few times a second: a call is not to wait for its own record. When
 * the database is away, at most 1,000 are kept; the ledger, not this log, says what came of a transfer.
 */
export class ExchangeLog {
  private waiting: ExchangeRow[] = []
  private timer?: NodeJS.Timeout

  constructor(private readonly write: (rows: ExchangeRow[]) => Promise<void>) {}

  add({ action, outcome, status, startedAt, durationMs, request, answer, correlationId }: Exchange): void {
    this.waiting.push({
      action,
      outcome,
      status: status ?? null,
      started_at: startedAt,
      duration_ms: durationMs,
      request: request.slice(0, LONGEST_REQUEST),
      answer: answer ?? null,
      correlation_id: correlationId ?? null,
    })
    this.waiting.splice(0, this.waiting.length - MOST_WAITING)
    this.timer ??= setTimeout(() => void this.flush(), WRITE_EVERY_MS).unref()
  }

  /** Writes what waits. Never throws: `write` tells its own failures. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const rows = this.waiting
    this.waiting = []
    if (rows.length) {
      await this.write(rows)
    }
  }
}
