/**
 * What became of a call that did not succeed.
 *
 * - `not_received`: Specter did not get it; sending again is safe.
 * - `unknown`: it may have been carried out.
 * - `batch_open`: another batch is open, see `openBatchNo`.
 * - `account`: Specter refuses the key, the account, the user or the licence.
 * - `refused`: Specter refuses the data.
 * - `invalid`: our own message breaks its schema; nothing was sent.
 */
export const SPECTER_FAILURE_KINDS = [
  "not_received",
  "unknown",
  "batch_open",
  "account",
  "refused",
  "invalid",
] as const

export type SpecterFailureKind = (typeof SPECTER_FAILURE_KINDS)[number]

/** A field of our own message that cannot be sent, for example `{ field: "rows.0.quantity", problem: "…" }`. */
export type FieldProblem = { field: string; problem: string }

/** A failure as plain data: what is left of a `SpecterError` after serialisation. */
export type SpecterFailure = {
  name: "SpecterError"
  message: string
  kind: SpecterFailureKind
  /** The wire name of the action, for example `newOrderSubmit`. */
  action: string
  /** Specter's code for a refusal, Node's (`ECONNREFUSED` …) or `TIMEOUT`, `TOO_LARGE` for a failed transport. */
  code?: string
  /** Specter's own words as plain text, at most 500 characters. */
  words?: string
  openBatchNo?: string
  httpStatus?: number
  /** Only with `invalid`. */
  problems?: FieldProblem[]
}

/**
 * The only error the client throws for what can go wrong with a call. All facts are own enumerable
 * properties, the message too: a workflow engine that serialises an error loses its class.
 */
export class SpecterError extends Error implements SpecterFailure {
  declare readonly name: "SpecterError"
  declare readonly message: string
  declare readonly kind: SpecterFailureKind
  declare readonly action: string
  declare readonly code?: string
  declare readonly words?: string
  declare readonly openBatchNo?: string
  declare readonly httpStatus?: number
  declare readonly problems?: FieldProblem[]

  constructor(failure: Omit<SpecterFailure, "name">) {
    super(failure.message)
    const facts: SpecterFailure = { ...failure, name: "SpecterError" }
    for (const [property, value] of Object.entries(facts)) {
      if (value !== undefined) {
        Object.defineProperty(this, property, {
          value,
          enumerable: true,
          configurable: true,
          writable: true,
        })
      }
    }
  }
}

/** True for a `SpecterError` and for the plain object that serialisation makes of one. */
export function isSpecterError(value: unknown): value is SpecterFailure {
  if (typeof value !== "object" || value === null) {
    return false
  }
  const { name, kind, action } = value as Record<string, unknown>
  return (
    name === "SpecterError" &&
    typeof action === "string" &&
    SPECTER_FAILURE_KINDS.some((known) => known === kind)
  )
}
