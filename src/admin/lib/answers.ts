import type { TransferKind, TransferState } from "../../modules/specter-sync/states"
import type { Setting, SettingGroup } from "../../modules/specter/setting-kinds"

export type { SettingGroup, TransferKind, TransferState }

/** A reason as the routes answer with it: its code, what fills its text, and its words in English. */
export type ReasonAnswer = { code: string; data?: Record<string, string>; text: string; todo: string }

export type Page<Name extends string, Row> = { count: number; offset: number; limit: number } & Record<
  Name,
  Row[]
>

export type Transfer = {
  id: string
  kind: TransferKind
  subject_id: string
  /** The product of a variant, the order of a fulfillment. */
  parent_id: string | null
  label: string | null
  state: TransferState
  specter_number: string | null
  reason: ReasonAnswer | null
  /** Specter's own words. */
  words: string | null
  failure_kind: string | null
  notes: ReasonAnswer[]
  /** The order was changed after its transfer. */
  outdated: boolean
  attempts: number
  due_at: string | null
  sent_at: string | null
  created_at: string
  updated_at: string
}

/** An option of the plugin that is missing or odd, in English. */
export type OptionProblem = { option: string; problem: string }

export type Connection = {
  on: boolean
  /** What keeps the plugin off. */
  problems: OptionProblem[]
  warnings: OptionProblem[]
  sbm_id: string | null
  base_url: string | null
  public_url: string | null
  callbacks_registered: boolean
  callbacks_registered_at: string | null
  /** Callbacks with a wrong secret since the store started. */
  callbacks_refused: number
  last_success_at: string | null
  last_failure_at: string | null
  last_failure: { action?: string; kind?: string; answer?: string } | null
  tested_at: string | null
}

export type Pause = {
  /** The account was refused, or Specter does not answer. */
  cause: "account" | "outage"
  paused_at: string | null
  probe_at: string | null
  words: string | null
}

export type BatchKind = "stock" | "articles" | "orders"
export type BatchState = "fetched" | "applied" | "acknowledged" | "failed"

export type Batch = {
  id: string
  kind: BatchKind
  batch_no: string
  state: BatchState
  asked_at: string
  applied_at: string | null
  acknowledged_at: string | null
  duration_ms: number | null
  rows: number
  changed: number
  unchanged: number
  unmatched: number
  problems: number
  attempts: number
  error: string | null
  created_at: string
  updated_at: string
}

export type BatchRemark = {
  /** The article number, or Specter's order number. */
  subject: string
  outcome: "unmatched" | "problem" | "noted"
  reason: ReasonAnswer
}

export type RunType = "products" | "customers" | "stock" | "stock_update" | "article_import"
export type RunState = "running" | "done" | "failed"

export type RunSummary = {
  id: string
  type: RunType
  state: RunState
  created_at: string
  finished_at: string | null
}

/** A run that has just been asked for; the same one is given back while it is under way. */
export type StartedRun = { id: string; type: RunType; already_running: boolean }

export type Run = RunSummary & {
  done: number
  total: number
  outcome: Partial<Record<TransferState, number>> & Record<string, number | undefined>
  error: string | null
  problems: Transfer[]
}

export type Pull = {
  kind: BatchKind
  wanted: boolean
  last_pulled_at: string | null
  retry_at: string | null
  error: string | null
}

export type Status = {
  connection: Connection
  pause: Pause | null
  health: {
    /** What is wrong, for monitors; `pull_failing`: fetching changes has failed several times in a row. */
    reasons: string[]
    /** Of what waits, exports aside, the longest wait; null when nothing does. */
    oldest_waiting_seconds: number | null
    callbacks_given_up: number
  }
  counts: { kind: TransferKind; state: TransferState; count: number }[]
  batches: Batch[]
  pulls: Pull[]
  runs: RunSummary[]
}

export type ConnectionTest =
  | { ok: true; callbacks_registered: boolean; reason: null; words: null }
  | { ok: false; reason: ReasonAnswer; words: string | null }

/** A setting of the catalogue: all that the form needs to show it. */
export type SettingField = { key: string } & Omit<Setting, "schema">

export type SettingValues = Record<string, unknown>

export type OrderTransfer = {
  order_id: string
  state: TransferState | null
  transferred: boolean
  can_transfer: boolean
  /** The number that Specter knows the store's order by. */
  external_order_no: string
  specter_order_number: string | null
  invoice: { number: string | null } | null
  is_klarna: boolean
  /** Specter has a version that is older than the order. */
  outdated: boolean
  reason: ReasonAnswer | null
  words: string | null
  transfer: Transfer | null
  /** Its removal, deliveries and invoice. */
  related: Transfer[]
  /** As Specter last told it, in its own words. */
  specter_status: { id: string | null; name: string | null; delivery: string | null }
  tracking_numbers: string[]
  /** What Specter has changed, and what the store could not follow. */
  notes: ReasonAnswer[]
}

export type OrderPreview = {
  customer: Record<string, unknown> | null
  order: Record<string, unknown> | null
  problems: ReasonAnswer[]
  notes: ReasonAnswer[]
}

export type Exchange = {
  id: string
  action: string
  /** `ok`, or the kind of failure. */
  outcome: string
  /** HTTP status; null when no answer came. */
  status: number | null
  started_at: string
  duration_ms: number
  /** Masked: keys and secrets never leave the store. */
  request: string
  answer: string | null
  /** The transfer that the call was made for. */
  correlation_id: string | null
}

export type DayStats = {
  /** `2026-01-31` */
  date: string
  sent: number
  rejected: number
  failed: number
  skipped: number
  /** From the wish to Specter's answer. */
  median_seconds: number | null
}

export type VariantArticle = {
  variant_id: string
  title: string | null
  sku: string | null
  transfer: Transfer | null
  /** What Specter last said is in stock, and when. */
  stock_figure: string | number | null
  stock_at: string | null
}

export type CustomerTransfer = { specter_number: string | null; transfer: Transfer | null }
