import { parseDecimal } from "../codecs/decimal"
import { findAll, firstOf, valueOf, valuesOf, type XmlElement } from "../codecs/xml"
import { unreadable, type Answer, type AnswerContext } from "./answer"

/** The XML of a batch. One without its list is an empty batch when it says that it succeeded. */
export function batchRoot(answer: Answer, listNames: string, context: AnswerContext): XmlElement | undefined {
  if (answer.form === "line" && answer.id === undefined) {
    return undefined
  }
  if (answer.form !== "xml") {
    throw unreadable(context.action, "it is no batch", answer.words)
  }
  if (findAll(answer.root, listNames).length > 0) {
    return answer.root
  }
  if (answer.isResult) {
    return undefined
  }
  throw unreadable(context.action, "it is no batch", `<${answer.root.name}>`)
}

/** A whole number anywhere in the document; undefined when there is none. */
export function countIn(root: XmlElement, names: string): number | undefined {
  const text = findAll(root, names)[0]?.text ?? valueOf(root, names)
  return text !== undefined && /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined
}

/** Reads the values of one row; what is malformed is left out and becomes the row's problem. */
export class RowReader {
  private readonly problems: string[] = []
  private readonly values: ReadonlyMap<string, string>

  constructor(element: XmlElement) {
    this.values = valuesOf(element)
  }

  text(names: string): string | undefined {
    return firstOf(this.values, names)
  }

  /** The number that identifies the row; a row without one is a problem. */
  identifier(names: string): string {
    const value = this.text(names) ?? ""
    if (value === "") {
      this.problems.push(`${names.split("|")[0]} is missing`)
    }
    return value
  }

  decimal(names: string): string | undefined {
    const value = this.text(names)
    if (value === undefined || value === "") {
      return undefined
    }
    const parsed = parseDecimal(value)
    if (parsed === undefined) {
      this.problems.push(`${names.split("|")[0]} is no number: ${value.slice(0, 50)}`)
    }
    return parsed
  }

  /** True for 1, true, yes or ja; undefined when it is missing. */
  flag(names: string): boolean | undefined {
    const value = this.text(names)
    return value === undefined ? undefined : /^(1|true|yes|ja)$/i.test(value)
  }

  /** Takes over another row's problem. */
  add(problem: string | undefined): void {
    if (problem !== undefined) {
      this.problems.push(problem)
    }
  }

  problem(): string | undefined {
    return this.problems.length > 0 ? this.problems.join("; ") : undefined
  }
}

/** The row without the properties that are undefined, so that it is equal to itself after storage as JSON. */
export function compact<T extends object>(row: T): T {
  const left: Partial<T> = {}
  for (const name of Object.keys(row) as (keyof T)[]) {
    if (row[name] !== undefined) {
      left[name] = row[name]
    }
  }
  return left as T
}
