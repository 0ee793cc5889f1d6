import { SETTINGS, settingsUpdateSchema } from "../../../../../modules/specter/settings"
import type { SettingField } from "../../../../lib/answers"
import { fieldErrors } from "../field-errors"

const FIELDS = Object.entries(SETTINGS).map(([key, setting]) => ({ key, ...setting }) as SettingField)

const found = (message: string) => {
  const { errors, rest } = fieldErrors(message, FIELDS)
  return {
    errors: errors.map(({ words: _words, ...error }) => error),
    ...(rest ? { rest } : {}),
  }
}

/** The store's own words, put together as Medusa does. */
function refusalOf(update: object): string {
  const { error } = settingsUpdateSchema.safeParse(update)
  return `Invalid request: ${error!.issues.map(({ message }) => message).join("; ")}`
}

test("A text that is too long and a number that is too big are told apart", () => {
  expect(found(refusalOf({ order_number_prefix: "x".repeat(21), poll_minutes: 1441 }))).toEqual({
    errors: [
      { key: "order_number_prefix", error: "too_long", limit: "20" },
      { key: "poll_minutes", error: "too_big", limit: "1440" },
    ],
  })
})

test.each([
  [{ poll_minutes: null }, { key: "poll_minutes", error: "required" }],
  [{ poll_minutes: 0 }, { key: "poll_minutes", error: "too_small", limit: "1" }],
  [{ freight_article_no: "  " }, { key: "freight_article_no", error: "required", limit: "1" }],
  [{ currency_code: "SEK" }, { key: "currency_code", error: "pattern" }],
  [
    { payment_codes: { pp_swish: { code: "x".repeat(11) } } },
    { key: "payment_codes", row: "pp_swish", error: "too_long", limit: "10" },
  ],
  [{ poll_minutes: 1.5 }, { key: "poll_minutes", error: "whole" }],
])("%j is said at its setting", (update, error) => {
  expect(found(refusalOf(update)).errors).toEqual([error])
})

test("What names no setting is kept in the store's words", () => {
  expect(found("Invalid request: Unrecognized fields: 'colour'")).toEqual({
    errors: [],
    rest: "Unrecognized fields: 'colour'",
  })
  expect(found("The database is away; try again")).toEqual({
    errors: [],
    rest: "The database is away; try again",
  })
})
