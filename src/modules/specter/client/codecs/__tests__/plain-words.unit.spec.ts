import { pageWords, plainWords } from "../plain-words"
import { parseSemicolonLine, splitRows } from "../semicolon"

describe("Specter's words", () => {
  it("are plain text on one line", () => {
    expect(plainWords("Artikeln <b>saknas</b>.<br>\r\n F&ouml;rs&#246;k igen &amp; igen")).toBe(
      "Artikeln saknas . Försök igen & igen"
    )
  })

  it("hold no HTML, written as such or as references", () => {
    expect(plainWords("a &lt;script&gt;alert(1)&lt;/script&gt; b")).not.toMatch(/<[^>]+>/)
  })

  it("are at most 500 characters", () => {
    expect(plainWords("ö".repeat(600))).toHaveLength(500)
  })

  it("leave arithmetic alone", () => {
    expect(plainWords("antal 2 < 3 och 5 > 4")).toBe("antal 2 < 3 och 5 > 4")
  })

  it("mask before they are cut, so that no half of a secret is left", () => {
    const hide = (text: string) => text.split("hemligt").join("***")
    expect(plainWords(`${"x".repeat(496)}hemligt`, hide)).toBe(`${"x".repeat(496)}***`)
  })

  it("take a page's title and its first text", () => {
    const page =
      "<html><head><title>500 Fel</title><style>b{}</style></head><body><h1>VBScript</h1> rad 12</body></html>"
    expect(pageWords(page)).toBe("500 Fel: VBScript rad 12")
  })

  it.each(["<", "<title", "<head>", "<!--", "<style>", "&#1", "<a "])(
    "do not hang on %p repeated",
    (piece) => {
      const started = Date.now()
      pageWords(piece.repeat(2_000_000))
      expect(Date.now() - started).toBeLessThan(2_000)
    }
  )
})

describe("a line of Specter's", () => {
  it.each([
    ["1;5001;Kunden sparad", { ok: true, second: "5001", message: "Kunden sparad" }],
    ["1;5001", { ok: true, second: "5001", message: "" }],
    [" 1\r\n", { ok: true, second: undefined, message: "" }],
    ["1;;Klart", { ok: true, second: undefined, message: "Klart" }],
    [
      "0;99;En annan; med semikolon\r\noch rad",
      { ok: false, second: "99", message: "En annan; med semikolon\r\noch rad" },
    ],
  ])("%p is read with its parts", (text, expected) => {
    expect(parseSemicolonLine(text)).toEqual(expected)
  })

  it.each(["", "2;1;x", "10;1;x", "specterId;articleNo", "hej", "1,5001"])("%p is none", (text) => {
    expect(parseSemicolonLine(text)).toBeUndefined()
  })

  it("may be one of many rows, parted by CR, LF or both", () => {
    expect(splitRows("a\rb\r\nc\n\n d\r")).toEqual(["a", "b", "c", " d"])
  })
})
