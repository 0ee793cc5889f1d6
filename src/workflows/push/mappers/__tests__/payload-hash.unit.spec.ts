import { isDeepStrictEqual } from "node:util"
import fc from "fast-check"
import { payloadHash } from "../payload-hash"

describe("a payload's hash", () => {
  it("is the same however the keys are ordered, and whether what is missing is named or not", () => {
    const one = payloadHash({ name: "Tröja Älv", price: "79.20", row: { a: 1, b: [1, 2] } })
    expect(one).toBe(
      payloadHash({ row: { b: [1, 2], a: 1 }, comment: undefined, price: "79.20", name: "Tröja Älv" })
    )
    expect(one).toMatch(/^[0-9a-f]{64}$/)
  })

  it("is another for any other content", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const plain = [a, b].map((value) => JSON.parse(JSON.stringify(value)))
        expect(payloadHash(a) === payloadHash(b)).toBe(isDeepStrictEqual(plain[0], plain[1]))
      })
    )
  })

  it("tells the order of a list", () => {
    expect(payloadHash([1, 2])).not.toBe(payloadHash([2, 1]))
  })
})
