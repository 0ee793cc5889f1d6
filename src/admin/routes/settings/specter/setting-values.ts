import type { SettingField, SettingValues } from "../../../lib/answers"

/** What a payment provider stands for in Specter. */
export type PaymentCode = { code: string; prepaid?: boolean; merchant_id?: string }

export type Change = { field: SettingField; before: unknown; after: unknown }

/** The catalogue's settings as the form holds them; what the server adds to them is left out. */
export function formValues(settings: SettingValues, fields: SettingField[]): SettingValues {
  return Object.fromEntries(fields.map(({ key }) => [key, settings[key]]))
}

/** What the merchant has changed, in the catalogue's order. */
export function changesIn(fields: SettingField[], before: SettingValues, after: SettingValues): Change[] {
  return fields
    .map((field) => ({ field, before: toSend(before[field.key]), after: toSend(after[field.key]) }))
    .filter((change) => !isSame(change.before, change.after))
}

/** The changes that the merchant is asked to confirm. */
export const riskyOf = (changes: Change[]) =>
  changes.filter(({ field, after }) => field.warning !== undefined && field.warning.on === after)

/** Text without outer spaces; a mapping without the rows whose code was left empty. */
function toSend(value: unknown): unknown {
  if (typeof value === "string") {
    return value.trim()
  }
  if (value === null || typeof value !== "object") {
    return value
  }
  const rows = Object.entries(value).map(([id, row]) => [id, rowToSend(row)] as const)
  return Object.fromEntries(rows.filter(([, row]) => (isPaymentCode(row) ? row.code : row) !== ""))
}

const rowToSend = (row: unknown) => (isPaymentCode(row) ? withoutBlanks(row) : String(row).trim())

export const isPaymentCode = (value: unknown): value is PaymentCode =>
  value !== null && typeof value === "object" && "code" in value

function withoutBlanks({ code, prepaid, merchant_id = "" }: PaymentCode): PaymentCode {
  const merchant = merchant_id.trim()
  return {
    code: code.trim(),
    ...(prepaid ? { prepaid } : {}),
    ...(merchant ? { merchant_id: merchant } : {}),
  }
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") {
    return one === other
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...keys].every((key) =>
    isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key])
  )
}
