import fc from "fast-check"
import { withArrayTexts } from "../array-text"

/** The array that PostgreSQL's words for one stand for; its manual, "Array Input and Output Syntax". */
function readArray(text: string): (string | null)[] {
  expect(text).toMatch(/^\{.*\}$/s)
  const elements = text.slice(1, -1).matchAll(/(?:"((?:[^"\\]|\\.)*)"|([^",{}\\\s]+))(?:,|$)/gsy)
  return [...elements].map(([, quoted, bare]) =>
    bare === undefined ? quoted.replace(/\\(.)/gs, "$1") : bare === "NULL" ? null : bare
  )
}

describe("lists in a statement's bindings", () => {
  it.each([
    [[], "{}"],
    [["TRÖJA-S", "", "NULL", null], '{"TRÖJA-S","","NULL",NULL}'],
    [['7" skiva', "a\\b", "{x, y}"], '{"7\\" skiva","a\\\\b","{x, y}"}'],
    [[1, -2.5, 1e21], "{1,-2.5,1e+21}"],
  ])("are written as PostgreSQL writes arrays: %j", (list, text) => {
    expect(withArrayTexts({ list })).toEqual({ list: text })
  })

  it("hold what was given, whatever the texts", () => {
    const texts = fc.array(fc.option(fc.string({ unit: "binary" })))
    fc.assert(
      fc.property(texts, (list) => expect(readArray(withArrayTexts({ list }).list as string)).toEqual(list))
    )
  })

  it("are left to the driver where they hold anything else, as is all that is no list", () => {
    const at = new Date(0)
    const bindings = {
      dates: [at],
      mixed: ["å", { ö: 1 }],
      missing: ["å", undefined],
      text: "[å]",
      at,
      none: null,
    }
    expect(withArrayTexts(bindings)).toEqual(bindings)
  })
})
