import {
  type BatchObservableResult,
  metrics,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@medusajs/framework/opentelemetry/api"
import type { Exchange } from "../modules/specter/client"
import type { TransferKind, TransferState } from "../modules/specter-sync/states"

const SCOPE = "medusa-plugin-specter"

/** What came of a transfer once an attempt ended; `again`: it is tried again by itself. */
export type TransferOutcome = TransferState | "again"

export type LedgerFigures = {
  /** How long the oldest transfer that somebody asked for by itself (not with an export) has waited, in seconds. */
  oldest_waiting_seconds: number | null
  counts: { kind: TransferKind; state: TransferState; count: number }[]
}

let instruments: ReturnType<typeof createInstruments> | undefined

/** Made with the first figure: a store's `instrumentation.ts` has registered OpenTelemetry by then, or never does. */
const meters = () => (instruments ??= createInstruments())

function createInstruments() {
  const meter = metrics.getMeter(SCOPE)
  return {
    transfers: meter.createCounter("specter.transfers", {
      description: "Attempts to transfer something to Specter, by kind and outcome",
    }),
    calls: meter.createHistogram("specter.call.duration", {
      unit: "s",
      description: "Time until Specter answered, by action and outcome",
    }),
    batches: meter.createCounter("specter.batches", {
      description: "Batches of changes from Specter, by kind and outcome",
    }),
    batchRows: meter.createCounter("specter.batch.rows", {
      description: "Rows of Specter's batches, by kind and outcome",
    }),
    refusedCallbacks: meter.createCounter("specter.callbacks.refused", {
      description: "Callbacks with a wrong secret",
    }),
  }
}

export function countTransfer(kind: TransferKind, outcome: TransferOutcome): void {
  meters().transfers.add(1, { kind, outcome })
}

export function countBatch(
  kind: string,
  outcome: "applied" | "failed",
  rows: Record<string, number> = {}
): void {
  meters().batches.add(1, { kind, outcome })
  for (const [rowOutcome, count] of Object.entries(rows)) {
    meters().batchRows.add(count, { kind, outcome: rowOutcome })
  }
}

export function countRefusedCallback(): void {
  meters().refusedCallbacks.add(1)
}

/** One call: its time, and a span below whatever in the store made it. Holds neither what was sent nor the answer. */
export function measureCall({
  action,
  outcome,
  status,
  startedAt,
  durationMs,
  correlationId,
}: Exchange): void {
  meters().calls.record(durationMs / 1000, { action, outcome })
  const span = trace.getTracer(SCOPE).startSpan(`specter ${action}`, {
    kind: SpanKind.CLIENT,
    startTime: startedAt,
    attributes: {
      "specter.action": action,
      "specter.outcome": outcome,
      "specter.correlation_id": correlationId,
      "http.response.status_code": status,
    },
  })
  if (outcome !== "ok") {
    span.setStatus({ code: SpanStatusCode.ERROR, message: outcome })
  }
  span.end(new Date(startedAt.getTime() + durationMs))
}

/** Figures of the ledger, read whenever they are collected. */
export function observeLedger(read: () => Promise<LedgerFigures>): void {
  const meter = metrics.getMeter(SCOPE)
  const oldest = meter.createObservableGauge("specter.transfers.oldest_waiting", {
    unit: "s",
    description: "How long the oldest transfer has waited",
  })
  const now = meter.createObservableGauge("specter.transfers.now", {
    description: "Transfers by kind and state",
  })
  const observe = async (result: BatchObservableResult) => {
    const { oldest_waiting_seconds, counts } = await read()
    result.observe(oldest, oldest_waiting_seconds ?? 0)
    for (const { kind, state, count } of counts) {
      result.observe(now, count, { kind, state })
    }
  }
  meter.addBatchObservableCallback(observe, [oldest, now])
}
