import { Answer, refusal } from "./answers"
import { parseDecimal } from "./decimal"
import { Fields } from "./latin1-form"

/** A request's fault, thrown by an action before it has changed anything. Only code 99 is Specter's own; the rest is invented. */
export class Refused extends Error {
  constructor(readonly answer: Answer) {
    super("refused")
  }
}

export const refuse = (code: string, message: string): never => {
  throw new Refused(refusal(code, message))
}

export const codes = {
  account: "1",
  field: "10",
  request: "11",
  duplicateOrder: "12",
  noArticle: "13",
  noCustomer: "14",
  articleExists: "15",
  noBatch: "16",
  noOrder: "17",
  tooLong: "18",
  cannotBeDone: "19",
  otherBatchOpen: "99",
} as const

/** The field's text; refused when it is missing or empty. */
export function mandatory(fields: Fields, name: string): string {
  return fields.text(name) || refuse(codes.field, `Fältet ${name} saknas`)
}

const invalid = (name: string) => refuse(codes.field, `Fältet ${name} är ogiltigt`)

/** A number, with comma or point, that must be there. */
export function mandatoryDecimal(fields: Fields, name: string): string {
  const text = mandatory(fields, name)
  return parseDecimal(text) ? text.trim().replace(",", ".") : invalid(name)
}

/** A number that may be absent. */
export function checkDecimal(fields: Fields, name: string) {
  if (fields.text(name) !== "" && !parseDecimal(fields.text(name))) {
    invalid(name)
  }
}

/** A text that must be one of these, or absent. */
export function checkOneOf(fields: Fields, name: string, allowed: string[]) {
  if (fields.text(name) !== "" && !allowed.includes(fields.text(name))) {
    invalid(name)
  }
}

/** YYYY-MM-DD of a day that exists, or absent. */
export function checkDate(fields: Fields, name: string) {
  const text = fields.text(name)
  const day = new Date(`${text}T00:00:00Z`)
  if (text !== "" && (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)) {
    invalid(name)
  }
}

export function checkLength(fields: Fields, limits: Record<string, number>) {
  for (const [name, limit] of Object.entries(limits)) {
    if (fields.text(name).length > limit) {
      refuse(codes.tooLong, `Fältet ${name} är för långt (högst ${limit} tecken)`)
    }
  }
}

export const languages = ["SE", "EN", "NO", "FI", "DA", "DE", "ES"]

/** The texts of the named fields that came. */
export function textsOf<Name extends string>(
  fields: Fields,
  names: readonly Name[],
  suffix = ""
): { [name in Name]?: string } {
  const texts: { [name in Name]?: string } = {}
  for (const name of names) {
    const value = fields.find(name + suffix)
    if (value !== undefined) {
      texts[name] = value
    }
  }
  return texts
}
