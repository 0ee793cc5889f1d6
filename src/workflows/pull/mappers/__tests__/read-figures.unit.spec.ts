import fc from "fast-check"
import type { StockRow } from "../../../../modules/specter/client"
import { type ArticleFigures, readFigures, wholeNumber } from "../read-figures"

const row = (available: string, articleNo = "TRÖJA-S"): StockRow => ({ articleNo, available })

const codesOf = ({ remarks }: ReturnType<typeof readFigures>) =>
  remarks.map(({ subject, reason }) => [subject, reason.code])

const sold = (articles: ArticleFigures[]) => articles.map(({ figure }) => wholeNumber(figure))

describe("a stock batch as figures by article", () => {
  it("without stock sites has one figure for all of them", () => {
    const { articles, remarks } = readFigures([{ rows: [row("7"), row("2", "BLÅ HÄST")] }], {})
    expect(articles).toEqual([
      { articleNo: "TRÖJA-S", figure: "7" },
      { articleNo: "BLÅ HÄST", figure: "2" },
    ])
    expect(sold(articles)).toEqual([7, 2])
    expect(remarks).toEqual([])
  })

  it("tells once of a figure that the store cannot count", () => {
    const read = readFigures([{ rows: [row("-3"), row("2.5", "METERVARA-Ö")] }], {})
    expect(read.articles).toEqual([
      { articleNo: "TRÖJA-S", figure: "-3" },
      { articleNo: "METERVARA-Ö", figure: "2.5" },
    ])
    expect(sold(read.articles)).toEqual([0, 2])
    expect(codesOf(read)).toEqual([
      ["TRÖJA-S", "stock_figure_negative"],
      ["METERVARA-Ö", "stock_figure_fraction"],
    ])
  })

  it("keeps stock sites apart, and tells of those that the store goes by", () => {
    const sites = [
      { site: "1", rows: [row("0.5")] },
      { site: "2", rows: [row("-4")] },
    ]
    const bySite = new Map([
      ["1", 0],
      ["2", 0],
    ])
    const all = readFigures(sites, {})
    expect(all.articles).toEqual([{ articleNo: "TRÖJA-S", figure: "-3.5", bySite }])
    expect(sold(all.articles)).toEqual([0])
    expect(codesOf(all)).toEqual([["TRÖJA-S", "stock_figure_negative"]])
    expect(codesOf(readFigures(sites, { sloc_1: "1" }))).toEqual([["TRÖJA-S", "stock_figure_fraction"]])
    expect(codesOf(readFigures(sites, { sloc_1: "*" }))).toEqual([["TRÖJA-S", "stock_figure_negative"]])
  })

  it("tells of a missing figure only where no site that the store goes by has one", () => {
    const sites = [
      { site: "1", rows: [row("4")] },
      { site: "2", rows: [{ articleNo: "Tröja-s" }] },
    ]
    expect(codesOf(readFigures(sites, {}))).toEqual([])
    expect(codesOf(readFigures(sites, { sloc_1: "*" }))).toEqual([])
    expect(codesOf(readFigures(sites, { sloc_1: "1", sloc_2: "2" }))).toEqual([])
    expect(codesOf(readFigures(sites, { sloc_2: "2" }))).toEqual([["Tröja-s", "stock_figure_missing"]])
  })

  it("goes by what a site says last of an article, whatever its case and spaces", () => {
    const { articles } = readFigures([{ site: "1", rows: [row("4"), row("9", " tröja-s")] }], {})
    expect(articles).toEqual([{ articleNo: "TRÖJA-S", figure: "9", bySite: new Map([["1", 9]]) }])
    expect(sold(articles)).toEqual([9])
  })

  it("leaves out what has no figure or no number, and tells it", () => {
    const rows = [{ articleNo: "TRÖJA-S" }, { articleNo: "", problem: "articleNo is missing" }]
    const read = readFigures([{ rows }], {})
    expect(read.articles).toEqual([])
    expect(codesOf(read)).toEqual([
      ["TRÖJA-S", "stock_figure_missing"],
      ["", "batch_row_unreadable"],
    ])
  })

  it("sums up whatever sites there are, and never sells less than nothing", () => {
    const figures = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(figures, (hundredths) => {
        const sites = hundredths.map((figure, index) => ({
          site: String(index),
          rows: [row((figure / 100).toFixed(2))],
        }))
        const [article] = readFigures(sites, {}).articles
        const sum = hundredths.reduce((total, figure) => total + figure, 0)
        expect(wholeNumber(article.figure)).toBe(Math.max(0, Math.floor(sum / 100)))
        expect(Math.round(Number(article.figure) * 100)).toBe(sum)
        expect([...article.bySite!.values()]).toEqual(
          hundredths.map((figure) => Math.max(0, Math.floor(figure / 100)))
        )
      })
    )
  })
})
