import type { OrderRow } from "../../../modules/specter/client"
import { defaultSettings } from "../../../modules/specter/settings"
import { serviceArticles } from "../service-articles"

const row = (articleNo: string, vatPercent = 25): OrderRow => ({
  articleNo,
  name: "Rad",
  quantity: "1",
  priceExclVat: "79.20",
  vatPercent,
})

describe("the articles of rows that stand for no goods", () => {
  it("are freight, discount and credit, each once, without stock and price", () => {
    const rows = [row("A-1"), row("FRAKT"), row("FRAKT", 12), row("RABATT"), row("PRESENTKORT", 0)]
    expect(serviceArticles(rows, defaultSettings())).toEqual([
      { articleNo: "FRAKT", name: "Frakt", vatPercent: "12", priceExclVat: "0.00", keepStock: false },
      { articleNo: "RABATT", name: "Rabatt", vatPercent: "25", priceExclVat: "0.00", keepStock: false },
      {
        articleNo: "PRESENTKORT",
        name: "Presentkort och tillgodohavande",
        vatPercent: "0",
        priceExclVat: "0.00",
        keepStock: false,
      },
    ])
  })

  it("are the merchant's own numbers, and one for rows without SKU", () => {
    const settings = {
      ...defaultSettings(),
      freight_article_no: "FRÄMST",
      article_no_for_rows_without_sku: "ÖVRIGT",
    }
    const numbers = serviceArticles([row("ÖVRIGT"), row("FRÄMST"), row("FRAKT")], settings)
    expect(numbers.map(({ articleNo, name }) => [articleNo, name])).toEqual([
      ["ÖVRIGT", "Övrigt"],
      ["FRÄMST", "Frakt"],
    ])
  })

  it("are none for goods, for rows without a number, and for numbers that only look like something of JavaScript's", () => {
    const rows = [row("A-1"), row(""), row("constructor"), row("toString"), row("__proto__")]
    expect(serviceArticles(rows, defaultSettings())).toEqual([])
  })

  it("have one name when the merchant uses one number for several", () => {
    const settings = { ...defaultSettings(), freight_article_no: "X", discount_article_no: "X" }
    expect(serviceArticles([row("X")], settings)).toMatchObject([{ articleNo: "X", name: "Frakt" }])
  })
})
