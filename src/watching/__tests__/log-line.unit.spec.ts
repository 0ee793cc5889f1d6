import { logLine } from "../log-line"

describe("A line of the log", () => {
  it("is words with the fields behind them", () => {
    const fields = { kind: "order", ms: 12, ok: true, correlation: "strf_1" }
    expect(logLine("Specter: called", fields)).toBe(
      "Specter: called kind=order ms=12 ok=true correlation=strf_1"
    )
  })

  it("quotes what a machine would take apart", () => {
    expect(logLine("Specter: artikel", { sku: 'TRÖJA "S"', words: "a=b" })).toBe(
      'Specter: artikel sku="TRÖJA \\"S\\"" words="a=b"'
    )
  })

  it("stays one line", () => {
    expect(logLine("Specter:", { words: "rad 1\nrad 2" })).toBe('Specter: words="rad 1\\nrad 2"')
  })

  it("leaves out what has no value", () => {
    expect(logLine("Specter:", { a: undefined, b: null, c: "", d: 0 })).toBe("Specter: d=0")
  })
})
