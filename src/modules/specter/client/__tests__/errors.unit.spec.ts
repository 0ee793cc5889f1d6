import {
  isDuplicateOrderRefusal,
  isMissingOrderRefusal,
  isSpecterError,
  resolveWireNames,
  SpecterError,
} from ".."

const refusal = (words: string, code = "12") =>
  new SpecterError({ kind: "refused", action: "newOrderSubmit", code, words, message: words })

describe("a Specter error", () => {
  it("is known again after serialisation, with all its facts", () => {
    const error = new SpecterError({
      kind: "batch_open",
      action: "getOrdersExternalNeedUpdate",
      code: "99",
      words: "En annan batch är öppen",
      openBatchNo: "abc",
      message: "refused",
    })
    const plain: unknown = JSON.parse(JSON.stringify(error))
    expect(isSpecterError(plain)).toBe(true)
    expect(plain).toEqual({
      name: "SpecterError",
      kind: "batch_open",
      action: "getOrdersExternalNeedUpdate",
      code: "99",
      words: "En annan batch är öppen",
      openBatchNo: "abc",
      message: "refused",
    })
    expect(error).toBeInstanceOf(Error)
    expect(String(error)).toBe("SpecterError: refused")
    expect(Object.keys(error)).not.toContain("httpStatus")
  })

  it.each([
    undefined,
    null,
    "x",
    new Error("x"),
    {},
    { name: "SpecterError" },
    { name: "SpecterError", kind: "odd", action: "x" },
  ])("is not %p", (value) => {
    expect(isSpecterError(value)).toBe(false)
  })
})

describe("a refusal as a duplicate", () => {
  it.each([
    "externalOrderNo WEB-1042 already exists",
    "Ordern finns redan",
    "An order with this external order number exists",
    "Det finns redan en order med detta nummer",
    "Order WEB-1042 finns redan registrerad",
    "Duplicate externalOrderNo",
    "externalOrderNo används redan",
    "Order already exists",
  ])("is read from %p", (words) => {
    expect(isDuplicateOrderRefusal(refusal(words))).toBe(true)
    expect(isDuplicateOrderRefusal(JSON.parse(JSON.stringify(refusal(words))))).toBe(true)
  })

  it.each([
    "Artikeln FRAKT finns inte",
    "externalOrderNo is missing",
    "externalOrderNo är för långt",
    "Customer does not exist, order not created",
    "Kunden finns redan",
    "",
  ])("is not read from %p", (words) => {
    expect(isDuplicateOrderRefusal(refusal(words))).toBe(false)
  })

  it("is only read from a refused order", () => {
    const words = "Order already exists"
    const other = new SpecterError({ kind: "refused", action: "newInvoiceSubmit", words, message: words })
    const unknown = new SpecterError({ kind: "unknown", action: "newOrderSubmit", words, message: words })
    expect(isDuplicateOrderRefusal(other)).toBe(false)
    expect(isDuplicateOrderRefusal(unknown)).toBe(false)
  })

  it("follows the merchant's own codes and pattern", () => {
    const names = resolveWireNames({
      "codes.duplicateOrder": "31, 32",
      "patterns.duplicateOrder": "upprepad",
    })
    expect(isDuplicateOrderRefusal(refusal("nej", "32"), names)).toBe(true)
    expect(isDuplicateOrderRefusal(refusal("Upprepad beställning"), names)).toBe(true)
    expect(isDuplicateOrderRefusal(refusal("Order already exists"), names)).toBe(false)
  })
})

describe("a refusal of a removal as there is no such order", () => {
  const removal = (words: string) =>
    new SpecterError({ kind: "refused", action: "removeOrderSubmit", words, message: words })

  it.each([
    "Ordern 7009 finns inte",
    "Ordern finns ej.",
    "Order nr 7009 hittades inte",
    "Ordern med nummer 7009 kunde inte hittas",
    "Ordern är redan borttagen",
    "Okänd order 7009",
    "Order '7009' does not exist",
    "Order not found",
    "No such order",
  ])("is read from %p", (words) => {
    expect(isMissingOrderRefusal(removal(words))).toBe(true)
    expect(isMissingOrderRefusal(JSON.parse(JSON.stringify(removal(words))))).toBe(true)
  })

  it.each([
    "Okänd action: åtgärden finns ej",
    "Okänd orderåtgärd",
    "Unknown order action",
    "Fältet orderId saknas",
    "Fältet orderId finns inte",
    "Ordern 7009 är levererad eller fakturerad och kan inte tas bort",
    "Orderns kund finns inte",
    "",
  ])("is not read from %p", (words) => {
    expect(isMissingOrderRefusal(removal(words))).toBe(false)
  })

  it("is only read from a refused removal, and follows the merchant's own pattern", () => {
    expect(isMissingOrderRefusal(refusal("Ordern 7009 finns inte"))).toBe(false)
    const names = resolveWireNames({ "patterns.missingOrder": "borta" })
    expect(isMissingOrderRefusal(removal("Den är borta"), names)).toBe(true)
  })
})
