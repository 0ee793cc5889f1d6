import type { SettingField } from "../../../lib/answers"

/** What is wrong with a setting, for a translation: its key under `specter.settings.error` and what fills it. */
export type FieldError = {
  key: string
  /** Of a mapping: the thing of the store's whose row it is. */
  row?: string
  error: "required" | "too_long" | "too_small" | "too_big" | "whole" | "pattern" | "other"
  limit?: string
  words: string
}

/**
 * Finds the settings that the store's refusal of a save is about; `rest` is what names none of them. Medusa puts up to
 * three complaints into one line: `Invalid request: poll_minutes: Too big: expected number to be <=1440; …`.
 */
export function fieldErrors(
  message: string,
  fields: SettingField[]
): { errors: FieldError[]; rest?: string } {
  const complaints = message.replace(/^Invalid request: /, "").split(/; (?=[a-z_]+[^ :]*: |Unrecognized )/)
  const read = complaints.map((words) => ({ words, field: fieldOf(words, fields) }))
  const errors = read.flatMap(({ words, field }) => (field ? [errorOf(words, field)] : []))
  const rest = read.flatMap(({ words, field }) => (field ? [] : [words])).join("; ")
  return { errors, ...(rest ? { rest } : {}) }
}

/** A mapping's complaint names the row behind the setting: `payment_codes.pp_swish.code: …`. */
const pathOf = (complaint: string) => /^([^ :]+): /.exec(complaint)?.[1].split(".") ?? []

function fieldOf(complaint: string, fields: SettingField[]): SettingField | undefined {
  const [key] = pathOf(complaint)
  return fields.find((field) => field.key === key)
}

function errorOf(complaint: string, field: SettingField): FieldError {
  const [key, row] = pathOf(complaint)
  const words = complaint.slice(complaint.indexOf(": ") + 2)
  const limit = /[<>]=?(\d+)/.exec(words)?.[1]
  return { key, error: kindOf(words, field), words, ...(row ? { row } : {}), ...(limit ? { limit } : {}) }
}

function kindOf(words: string, { kind, hint }: SettingField): FieldError["error"] {
  if (words === hint?.en) {
    return "pattern"
  }
  if (words.startsWith("Too big")) {
    return kind === "number" ? "too_big" : "too_long"
  }
  if (words.startsWith("Too small")) {
    return kind === "number" ? "too_small" : "required"
  }
  if (/received (null|undefined|NaN)/.test(words)) {
    return "required"
  }
  return words.includes("expected int") ? "whole" : "other"
}
