import { decimal, parseDecimal, plus, rounded, times, toShortText, toText } from "../decimal"

describe("decimal", () => {
  it("reads commas and points and nothing else", () => {
    expect(toText(decimal("12,50"))).toBe("12.50")
    expect(toText(decimal("-.5"))).toBe("-0.5")
    expect(toText(decimal("79.200"))).toBe("79.200")
    expect(["", ".", "1e3", "1 000", "1,2,3", "sju", "NaN"].map(parseDecimal)).toEqual(
      Array(7).fill(undefined)
    )
    expect(() => decimal("sju")).toThrow(RangeError)
  })

  it("adds and multiplies exactly", () => {
    expect(toText(plus(decimal("0.1"), decimal("0.2")))).toBe("0.3")
    expect(toText(times(decimal("1.005"), decimal("-100")))).toBe("-100.500")
  })

  it("rounds halves away from zero", () => {
    const cases = ["1.005", "-1.005", "1.00499", "-0.004", "7"]
    expect(cases.map((text) => toText(rounded(decimal(text), 2)))).toEqual([
      "1.01",
      "-1.01",
      "1.00",
      "0.00",
      "7.00",
    ])
  })

  it("leaves out decimals that say nothing", () => {
    expect(["7.00", "0.50", "100", "-0.10"].map((text) => toShortText(decimal(text)))).toEqual([
      "7",
      "0.5",
      "100",
      "-0.1",
    ])
  })
})
