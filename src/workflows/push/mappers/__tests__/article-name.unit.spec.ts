import { articleName } from "../article-name"

describe("what an article is called", () => {
  it.each([
    ["Tröja", "Röd / M", "Tröja, Röd / M"],
    [" Tröja ", " Röd ", "Tröja, Röd"],
    ["Tröja", "Tröja", "Tröja"],
    ["Tröja", "TRÖJA", "Tröja"],
    ["Tröja", "", "Tröja"],
    ["Tröja", null, "Tröja"],
    ["Tröja", "Default", "Tröja"],
    ["Tröja", "Default variant", "Tröja"],
    ["Tröja", "default option value", "Tröja"],
    ["Tröja", "Default Title", "Tröja"],
    ["Tröja", "Default red", "Tröja, Default red"],
    ["", "Röd", "Röd"],
    [null, "Röd", "Röd"],
    [undefined, "Default", "Default"],
    [null, undefined, ""],
    [" ", " ", ""],
  ])("of the product %j and the variant %j: %j", (product, variant, expected) => {
    expect(articleName(product, variant)).toBe(expected)
  })
})
