import fc from "fast-check"
import { parseDecimal, toFixedPlaces } from "../decimal"

describe("Specter's decimals", () => {
  it.each([
    ["12,50", "12.50"],
    ["12.5", "12.5"],
    ["1 234,50", "1234.50"],
    ["12\u00a0345\u00a0678", "12345678"],
    ["-0,5", "-0.5"],
    ["+7", "7"],
    [" 007 ", "7"],
    [",5", "0.5"],
    ["5,", "5"],
    ["-0,00", "0.00"],
  ])("reads %p as %p", (text, expected) => {
    expect(parseDecimal(text)).toBe(expected)
  })

  it.each([
    "",
    " ",
    "abc",
    "1,2,3",
    "1.234,50",
    "1e5",
    "0x10",
    "12 34",
    "--1",
    "-",
    ",",
    "NaN",
    "9".repeat(21),
  ])("does not read %p", (text) => {
    expect(parseDecimal(text)).toBeUndefined()
  })

  it("reads back what it wrote, whatever the number", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.nat(999), (whole, fraction) => {
        const text = `${whole},${String(fraction).padStart(3, "0")}`
        const parsed = parseDecimal(text)
        expect(parsed).toBeDefined()
        expect(parseDecimal(parsed!)).toBe(parsed)
      })
    )
  })

  it.each([
    ["0.25", 3, "0.250"],
    ["0.2505", 3, "0.251"],
    ["0.0004", 3, "0.000"],
    ["-0.0004", 3, "0.000"],
    ["-1.9995", 3, "-2.000"],
    ["9.9995", 3, "10.000"],
    ["12", 0, "12"],
    ["12.5", 0, "13"],
    ["0.3333333", 3, "0.333"],
  ])("writes %p with %p places as %p", (value, places, expected) => {
    expect(toFixedPlaces(value, places)).toBe(expected)
  })
})
