import type { SettingField } from "../../../lib/answers"

/** What is wrong with a setting, for a translation: its key under `specter.settings.error` and what fills it. */
export type FieldError = {
  key: string
  error: "required" | "too_long" | "too_small" | "too_big" | "other"
  limit?: string
  words: string
}

/**
 * Finds the settings that the store's refusal of a save is about; `rest` is what names none of them. Medusa puts up to
 * three complaints into one line: `Invalid request: Value for field 'poll_minutes' too big, expected at most: '1440'; …`.
 */
export function fieldErrors(
  message: string,
  fields: SettingField[]
): { errors: FieldError[]; rest?: string } {
  const complaints = message
    .replace(/^Invalid request: /, "")
    .split(/; (?=Value for field|Field '|Expected|Unrecognized|Invalid|must )/)
  const read = complaints.map((words) => ({ words, field: fieldOf(words, fields) }))
  const errors = read.flatMap(({ words, field }) =>
    field ? [{ key: field.key, ...kindOf(words, field), words }] : []
  )
  const rest = read.flatMap(({ words, field }) => (field ? [] : [words])).join("; ")
  return { errors, ...(rest ? { rest } : {}) }
}

/** A mapping's complaint names the row behind the setting: `payment_codes, pp_swish, code`. */
function fieldOf(words: string, fields: SettingField[]): SettingField | undefined {
  const path = /[fF]ield '([^']+)'/.exec(words)?.[1]
  return fields.find(({ key }) => key === path?.split(", ")[0])
}

function kindOf(words: string, { kind }: SettingField): Pick<FieldError, "error" | "limit"> {
  const limit = /expected at (?:most|least): '([^']+)'/.exec(words)?.[1]
  if (words.includes("too big")) {
    return { error: kind === "number" ? "too_big" : "too_long", limit }
  }
  if (words.includes("too small")) {
    return kind === "number" ? { error: "too_small", limit } : { error: "required" }
  }
  return { error: /is required|got: '(null|undefined|NaN)'/.test(words) ? "required" : "other" }
}
