import type { SettingField } from "../../../../lib/answers"
import { fieldErrors } from "../field-errors"

const words = { sv: "–", en: "–" }
const field = (key: string, kind: SettingField["kind"]): SettingField => ({
  key,
  kind,
  group: "orders",
  label: words,
  help: words,
  default: null,
})
const FIELDS = [
  field("poll_minutes", "number"),
  field("order_number_prefix", "text"),
  field("payment_codes", "mapping"),
]

const found = (message: string) => {
  const { errors, rest } = fieldErrors(message, FIELDS)
  return {
    errors: errors.map(({ key, error, limit }) => ({ key, error, ...(limit ? { limit } : {}) })),
    rest,
  }
}

test("A text that is too long and a number that is too big are told apart", () => {
  expect(
    found(
      "Invalid request: Value for field 'order_number_prefix' too big, expected at most: '20'; " +
        "Value for field 'poll_minutes' too big, expected at most: '1440'"
    )
  ).toEqual({
    errors: [
      { key: "order_number_prefix", error: "too_long", limit: "20" },
      { key: "poll_minutes", error: "too_big", limit: "1440" },
    ],
    rest: undefined,
  })
})

test("An emptied number must be filled in", () => {
  expect(
    found("Invalid request: Expected type: 'number' for field 'poll_minutes', got: 'null'").errors
  ).toEqual([{ key: "poll_minutes", error: "required" }])
})

test("A row of a mapping leads to its setting", () => {
  const message =
    "Invalid request: Value for field 'payment_codes, pp_swish, code' too big, expected at most: '10'"
  expect(found(message).errors).toEqual([{ key: "payment_codes", error: "too_long", limit: "10" }])
})

test("What names no setting is kept in the store's words", () => {
  expect(found("Invalid request: must be a currency code; Unrecognized fields: 'colour'")).toEqual({
    errors: [],
    rest: "must be a currency code; Unrecognized fields: 'colour'",
  })
})
