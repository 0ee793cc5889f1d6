import type { z } from "@medusajs/framework/zod"
import { toLatin1, type Pair } from "../codecs/latin1"
import { SpecterError, type FieldProblem } from "../errors"
import type { WireNames } from "../wire-names"

/** Something the merchant should know of what was sent: `value` is what Specter got instead of `original`. */
export type Note = {
  code: "text_cut" | "characters_replaced"
  field: string
  value: string
  original?: string
}

/** A message as pairs of wire name and value, and what its key is computed over. */
export type Encoded = { query: Pair[]; body: Pair[]; keyValue: string; notes: Note[] }

export function invalidMessage(action: string, problems: FieldProblem[]): SpecterError {
  const list = problems.map(({ field, problem }) => `${field}: ${problem}`).join("; ")
  return new SpecterError({ kind: "invalid", action, problems, message: `${action} was not sent: ${list}` })
}

/** The message when it fits its schema; throws a `SpecterError` of kind `invalid` that names each field. */
export function checked<T>(schema: z.ZodType<T>, message: unknown, action: string, prefix = ""): T {
  const result = schema.safeParse(message)
  if (result.success) {
    return result.data
  }
  const problems = result.error.issues.map((issue) => ({
    field: prefix + issue.path.join("."),
    problem: issue.message,
  }))
  throw invalidMessage(action, problems)
}

/** Collects the pairs of a message, fits text to what Specter can hold, and notes what that changed. */
export class Form {
  readonly pairs: Pair[] = []
  readonly notes: Note[] = []
  readonly problems: FieldProblem[] = []

  /** @param suffix Stands after each wire name: `_1` for the first row. @param path Stands before each field of ours. */
  constructor(
    private readonly suffix = "",
    private readonly path = ""
  ) {}

  /** Adds free text, cut to `max` characters, and answers what is sent. Undefined is left out. */
  text(wireName: string, field: string, value: string | undefined, max = Infinity): string {
    if (value === undefined) {
      return ""
    }
    const sent = this.fit(field, value, max)
    this.plain(wireName, sent)
    return sent
  }

  /** Adds a number or reference that others look things up by: it is never cut, and never sent with a `?` for a character. */
  identifier(wireName: string, field: string, value: string | undefined, max = Infinity): string {
    if (value === undefined) {
      return ""
    }
    const { text, replaced } = toLatin1(value)
    const lost = replaced.filter(({ to }) => to === "?").map(({ from }) => from)
    if (lost.length > 0) {
      this.problem(field, `holds characters that Specter cannot store: ${lost.join(" ")}`)
    } else if (text === "") {
      this.problem(field, "is empty")
    } else if (text.length > max) {
      this.problem(field, `is longer than ${max} characters`)
    }
    return this.text(wireName, field, value)
  }

  /** Adds a value that is known to be plain: a number, a date, a code. Undefined is left out. */
  plain(wireName: string, value: string | undefined): void {
    if (value !== undefined) {
      this.pairs.push([wireName + this.suffix, value])
    }
  }

  /** Adds 1 or 0. Undefined is left out. */
  flag(wireName: string, value: boolean | undefined): void {
    this.plain(wireName, value === undefined ? undefined : value ? "1" : "0")
  }

  /** Adds parameters of the merchant's own; one that another field sends already is a problem. */
  extra(extra: Record<string, string> | undefined, names: WireNames): void {
    const taken = new Set(
      [...this.pairs.map(([name]) => name), ...commonNames(names)].map((name) => name.toLowerCase())
    )
    for (const [name, value] of Object.entries(extra ?? {})) {
      if (taken.has((name + this.suffix).toLowerCase()) || taken.has(name.toLowerCase())) {
        this.problem(`extra.${name}`, "is sent already by another field")
      }
      this.text(name, `extra.${name}`, value)
    }
  }

  problem(field: string, problem: string): void {
    this.problems.push({ field: this.path + field, problem })
  }

  /** Takes over another form's pairs, notes and problems. */
  append(other: Form): void {
    this.pairs.push(...other.pairs)
    this.notes.push(...other.notes)
    this.problems.push(...other.problems)
  }

  /** Throws a `SpecterError` of kind `invalid` when a field had a problem. */
  refuseProblems(action: string): void {
    if (this.problems.length > 0) {
      throw invalidMessage(action, this.problems)
    }
  }

  private fit(field: string, value: string, max: number): string {
    const { text, replaced } = toLatin1(value)
    // Cut after replacing, since `…` becomes three characters; a space left at the end would break the key.
    const sent = text.length > max ? text.slice(0, max).trimEnd() : text
    const note = { field: this.path + field, value: sent, original: value }
    if (replaced.length > 0) {
      this.notes.push({ code: "characters_replaced", ...note })
    }
    if (sent.length < text.length) {
      this.notes.push({ code: "text_cut", ...note })
    }
    return sent
  }
}

function commonNames(names: WireNames): string[] {
  return [
    names["fields.action"],
    names["fields.sbmId"],
    names["fields.apiUserId"],
    names["fields.useXml"],
    names["fields.key"],
  ]
}
