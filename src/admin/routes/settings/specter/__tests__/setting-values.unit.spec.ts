import type { SettingField } from "../../../../lib/answers"
import { changesIn, riskyOf } from "../setting-values"

const words = { sv: "–", en: "–" }
const field = (key: string, rest: Partial<SettingField> = {}): SettingField => ({
  key,
  kind: "text",
  group: "orders",
  label: words,
  help: words,
  default: null,
  ...rest,
})

const changed = (before: unknown, after: unknown) =>
  changesIn([field("it")], { it: before }, { it: after }).map(({ before, after }) => [before, after])

test("Only what differs is a change, whatever the order of a mapping's rows", () => {
  expect(changed("FRAKT", "FRAKT")).toEqual([])
  expect(changed(false, true)).toEqual([[false, true]])
  expect(changed({ a: "1", b: "2" }, { b: "2", a: "1" })).toEqual([])
  expect(changed({ a: { code: "SW" } }, { a: { code: "SW", prepaid: true } })).toEqual([
    [{ a: { code: "SW" } }, { a: { code: "SW", prepaid: true } }],
  ])
})

test("Outer spaces and rows that were left empty are no change", () => {
  expect(changed("WEB-", " WEB- ")).toEqual([])
  expect(changed({}, { a: "  ", b: { code: "", merchant_id: "7" } })).toEqual([])
  expect(changed({ a: { code: "SW" } }, { a: { code: "SW", merchant_id: "", prepaid: false } })).toEqual([])
})

test("A row that was emptied is taken out", () => {
  expect(changed({ a: "1", b: "2" }, { a: "", b: "2" })).toEqual([[{ a: "1", b: "2" }, { b: "2" }]])
})

test("Only the value that a setting warns of is to be confirmed", () => {
  const risky = field("delete_order", { kind: "flag", warning: { ...words, on: true } })
  const harmless = field("import_products", { kind: "flag" })
  const both = (value: boolean) =>
    riskyOf(
      changesIn(
        [risky, harmless],
        { delete_order: !value, import_products: !value },
        { delete_order: value, import_products: value }
      )
    ).map(({ field }) => field.key)
  expect(both(true)).toEqual(["delete_order"])
  expect(both(false)).toEqual([])
})
