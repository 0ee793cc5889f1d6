import { plus, times } from "../decimal"

describe("exact decimals", () => {
  it("multiplies without rounding", () => {
    expect(times("0.1", "0.2")).toBe("0.02")
    expect(times("199.20", "3", "0.01")).toBe("5.9760")
    expect(times("-0.5", "0.5")).toBe("-0.25")
  })

  it("adds what has different numbers of decimals", () => {
    expect(plus("0.1", "0.2", "10")).toBe("10.3")
    expect(plus("-12.50", "2.255")).toBe("-10.245")
    expect(plus()).toBe("0")
  })
})
