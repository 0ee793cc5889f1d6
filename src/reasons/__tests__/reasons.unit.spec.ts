import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { reasonsEn } from "../en"
import type { Reason, ReasonCode } from "../reason"
import { renderReason } from "../render-reason"
import { reasonsSv } from "../sv"

const CODES = Object.keys(reasonsEn) as ReasonCode[]
const SOURCES = path.join(__dirname, "../..")

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort()

/** The plugin's own code, without its tests and without the texts themselves. */
function sourceText(folder = SOURCES): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "__tests__" && name !== "reasons" && name !== "i18n")
    .map((entry) => {
      const entryPath = path.join(folder, entry.name)
      return entry.isDirectory()
        ? sourceText(entryPath)
        : /\.tsx?$/.test(entry.name)
          ? readFileSync(entryPath, "utf8")
          : ""
    })
    .join("\n")
}

describe("the reasons", () => {
  it("are the same in both languages", () => {
    expect(Object.keys(reasonsSv).sort()).toEqual([...CODES].sort())
  })

  it.each(CODES)("%s has the same placeholders in both languages, and words for what to do", (code) => {
    expect(placeholders(reasonsSv[code].text)).toEqual(placeholders(reasonsEn[code].text))
    expect(placeholders(reasonsSv[code].todo)).toEqual(placeholders(reasonsEn[code].todo))
    for (const words of [reasonsEn[code], reasonsSv[code]]) {
      expect(words.text).toMatch(/\S.*[.:}]$|\.$/)
      expect(words.todo).toMatch(/\S.*\.$/)
    }
    expect(reasonsSv[code].text).not.toBe(reasonsEn[code].text)
  })

  // That every reason given has words, the type `ReasonCode` says.
  it("are all given somewhere", () => {
    const source = sourceText()
    expect(CODES.filter((code) => !source.includes(`"${code}"`))).toEqual([])
  })
})

describe("a reason in words", () => {
  const reason: Reason = { code: "order_total_mismatch", data: { total: "1 249,00 kr", rows: "1 250,00 kr" } }

  it("has its placeholders filled in, in English unless asked otherwise", () => {
    expect(renderReason(reason)).toEqual({
      text: "The order's total is 1 249,00 kr, but its rows come to 1 250,00 kr.",
      todo: reasonsEn.order_total_mismatch.todo,
    })
    expect(renderReason(reason, "sv").text).toBe(
      "Orderns summa är 1 249,00 kr, men dess rader blir 1 250,00 kr."
    )
  })

  it("shows a dash for what is not known", () => {
    expect(renderReason({ code: "order_total_mismatch" }).text).toBe(
      "The order's total is –, but its rows come to –."
    )
    expect(renderReason({ code: "unexpected_error", data: {} }, "sv").text).toBe(
      "Något gick fel i butiken: –"
    )
  })

  it("fills in text as it is, whatever it looks like", () => {
    const message = "$& {{message}} $1 <b>å</b>"
    expect(renderReason({ code: "unexpected_error", data: { message } }).text).toBe(
      `Something went wrong in the store: ${message}`
    )
  })

  it("leaves no placeholder unfilled in any reason", () => {
    for (const code of CODES) {
      for (const language of ["en", "sv"] as const) {
        const { text, todo } = renderReason({ code }, language)
        expect(text + todo).not.toMatch(/\{\{|\}\}/)
      }
    }
  })
})
