import fc from "fast-check"
import { BATCH_NO } from "../../__tests__/examples"
import { decodeAnswer } from "../../codecs/answer-text"
import { isSpecterError, SpecterError, type SpecterFailure } from "../../errors"
import { resolveWireNames } from "../../wire-names"
import { parseArticles } from "../article-batch"
import { parseOrders } from "../order-batch"
import { parseStock } from "../stock-batch"

function failureOf(parse: () => unknown): SpecterFailure {
  try {
    parse()
  } catch (error) {
    if (isSpecterError(error)) {
      return error
    }
    throw error
  }
  throw new Error("it was read")
}

const row = (id: string, articleNo: string, figure: string) => `${id};${articleNo};${figure};${BATCH_NO}`

describe("a stock batch as text", () => {
  it("has a row an article, parted by CR", () => {
    const raw = [
      "specterId;articleNo;noItemsAvailable;batchNo",
      row("17", "00123", "0,5"),
      row("18", "TRÖJA-S", "1 200"),
    ]
    expect(parseStock(raw.join("\r"))).toEqual({
      sites: [
        {
          rows: [
            { articleNo: "00123", available: "0.5" },
            { articleNo: "TRÖJA-S", available: "1200" },
          ],
        },
      ],
    })
  })

  it("is a batch without a header too, also when Specter's own number is 1 or 0", () => {
    expect(parseStock(row("1", "A1", "-2")).sites[0].rows).toEqual([{ articleNo: "A1", available: "-2" }])
    expect(parseStock([row("0", "A1", "3"), row("2", "B", "4")].join("\r\n")).sites[0].rows).toHaveLength(2)
  })

  it("takes the columns' order from the header", () => {
    const raw = `BatchNo;NoItemsAvailable;ArticleNo\r${BATCH_NO};7,25;A1\r`
    expect(parseStock(raw).sites[0].rows).toEqual([{ articleNo: "A1", available: "7.25" }])
  })

  it("has no figure where the column's name stands, or nothing", () => {
    const raw = [row("1", "A1", "noItemsAvailable"), row("2", "A2", "")].join("\r")
    expect(parseStock(raw).sites[0].rows).toEqual([{ articleNo: "A1" }, { articleNo: "A2" }])
  })

  it("keeps semicolons in an article number", () => {
    expect(parseStock(row("1", "A;1;B", "3")).sites[0].rows).toEqual([{ articleNo: "A;1;B", available: "3" }])
  })

  it("has a malformed row's problem on that row", () => {
    const raw = [row("1", "A1", "många"), row("2", "", "1"), row("3", "A3", "3")].join("\r")
    expect(parseStock(raw).sites[0].rows).toEqual([
      { articleNo: "A1", problem: "the figure is no number: många" },
      { articleNo: "", available: "1", problem: "articleNo is missing" },
      { articleNo: "A3", available: "3" },
    ])
  })

  it("is empty with a header alone, or a plain success", () => {
    expect(parseStock("specterId;articleNo;noItemsAvailable;batchNo\r")).toEqual({ sites: [] })
    expect(parseStock("1;;Inget att hämta")).toEqual({ sites: [] })
  })

  it("is not read when it was cut off, wherever that was", () => {
    const raw = [row("17", "A1", "15"), row("18", "A2", "25")].join("\r")
    const whole = parseStock(raw)
    // One byte, `1`, is a success of its own: there only HTTP's length can tell.
    for (let length = 2; length < raw.length; length++) {
      const cut = raw.slice(0, length).replace(/\r$/, "")
      if (cut !== row("17", "A1", "15")) {
        expect([length, failureOf(() => parseStock(cut)).kind]).toEqual([length, "unknown"])
      }
    }
    expect(whole.sites[0].rows).toHaveLength(2)
  })
})

describe("a stock batch as XML", () => {
  const siteXml = (attributes: string, articles: string) =>
    `<stockChanges><stock ${attributes}><articles>${articles}</articles></stock></stockChanges>`
  const article = (no: string, figure: string) =>
    `<article><articleNo><![CDATA[${no}]]></articleNo><noItemsAv>${figure}</noItemsAv></article>`

  it("has one site a warehouse, one of the same number twice becoming one", () => {
    const raw = `<?xml version="1.0" encoding="iso-8859-1"?><root>${siteXml('stocksiteid="1" name="Örebro"', article("A1", "0,5"))}${siteXml('stocksiteid="2"', article("A1", "3") + article("A2", "4"))}${siteXml('stocksiteid="1"', article("A3", "5"))}</root>`
    expect(parseStock(raw).sites).toEqual([
      {
        site: "1",
        name: "Örebro",
        rows: [
          { articleNo: "A1", available: "0.5" },
          { articleNo: "A3", available: "5" },
        ],
      },
      {
        site: "2",
        rows: [
          { articleNo: "A1", available: "3" },
          { articleNo: "A2", available: "4" },
        ],
      },
    ])
  })

  it("may have any root, any letter case, attributes for elements and no warehouse", () => {
    const raw =
      '<ANY><ARTICLES><Article ArticleNo="00123" noitemsav="7"/><article><articleNo/></article></ARTICLES></ANY>'
    expect(parseStock(raw).sites).toEqual([
      {
        rows: [
          { articleNo: "00123", available: "7" },
          { articleNo: "", problem: "articleNo is missing" },
        ],
      },
    ])
  })

  it("has no figure where the literal word stands", () => {
    expect(parseStock(siteXml("", article("A1", "noItemsAvailable"))).sites[0].rows).toEqual([
      { articleNo: "A1" },
    ])
  })

  it("is empty when it has no articles, or only says that it succeeded", () => {
    expect(parseStock("<r><stockChanges/></r>")).toEqual({ sites: [] })
    expect(parseStock("<r><APIresponse><result>1</result></APIresponse></r>")).toEqual({ sites: [] })
  })

  it("follows the merchant's own name for the warehouse", () => {
    const names = resolveWireNames({ "answers.stock.siteId": "lager" })
    expect(parseStock(siteXml('lager="7" id="1"', article("A1", "1")), names).sites[0].site).toBe("7")
  })
})

describe("an article batch", () => {
  it("has prices, weight, texts and the limit", () => {
    const raw = `<root><articles><article buyPrice="40,00" priceExclVat="1 079,20" barCode="073" productWeight="0,250" vatPercent="25" articleGroupId="7" articleGroupName="Tröjor &amp; koftor">
      <articleNo>00123</articleNo><name><![CDATA[Tröja <röd> & fin]]></name><webDescription><![CDATA[<p>Mjuk</p>]]></webDescription><webShortDescription/></article></articles>
      <responseMaxLimit>500</responseMaxLimit></root>`
    expect(parseArticles(raw)).toEqual({
      limit: 500,
      rows: [
        {
          articleNo: "00123",
          name: "Tröja <röd> & fin",
          barcode: "073",
          priceExclVat: "1079.20",
          buyPrice: "40.00",
          weightKg: "0.250",
          vatPercent: "25",
          articleGroupId: "7",
          articleGroupName: "Tröjor & koftor",
          description: "<p>Mjuk</p>",
          shortDescription: "",
        },
      ],
    })
  })

  it("has a malformed value's problem on its row, and the row's other values", () => {
    const raw =
      '<r><articles><article buyPrice="dyr" priceExclVat="1,5"><articleNo>A1</articleNo></article><article removed="1"><name>x</name></article></articles></r>'
    expect(parseArticles(raw).rows).toEqual([
      { articleNo: "A1", priceExclVat: "1.5", problem: "buyPrice is no number: dyr" },
      { articleNo: "", name: "x", removed: true, problem: "articleNo is missing" },
    ])
  })

  it("is empty without articles", () => {
    expect(parseArticles("<r><articles/><responseMaxLimit>500</responseMaxLimit></r>")).toEqual({
      rows: [],
      limit: 500,
    })
    expect(parseArticles("1;0;Inget nytt")).toEqual({ rows: [] })
  })

  it("reads 10,000 articles in a few seconds", () => {
    const article =
      '<article buyPrice="40,00"><articleNo>A&amp;1</articleNo><name><![CDATA[Tröja]]></name></article>'
    const started = Date.now()
    expect(parseArticles(`<r><articles>${article.repeat(10_000)}</articles></r>`).rows).toHaveLength(10_000)
    expect(Date.now() - started).toBeLessThan(5_000)
  })
})

describe("an order batch", () => {
  it("has status, deliveries and rows", () => {
    const raw = `<root><orders><order orderNo="7001" externalOrderNo="WEB-1042"><orderstatus statusId="3" statusName="Delvis levererad" deliveryStatus="D"/>
      <deliveries updated="1"><delivery trackingNo="RR1SE"><rows><row articleNo="A1" noOfItems="1,5"/></rows></delivery><delivery/></deliveries>
      <rows><row articleNo="A1" noOfItems="2" priceExclVat="79,20" vatPercent="25"><name>Tröja</name></row></rows></order>
      <order orderNo="7002"><orderstatus statusId="5"/></order></orders><moreInfoToFetch>12</moreInfoToFetch></root>`
    expect(parseOrders(raw)).toEqual({
      moreToFetch: 12,
      rows: [
        {
          orderNo: "7001",
          externalOrderNo: "WEB-1042",
          statusId: "3",
          statusName: "Delvis levererad",
          deliveryStatus: "D",
          deliveriesUpdated: true,
          deliveries: [{ trackingNo: "RR1SE", rows: [{ articleNo: "A1", noOfItems: "1.5" }] }, {}],
          rows: [{ articleNo: "A1", name: "Tröja", noOfItems: "2", priceExclVat: "79.20", vatPercent: "25" }],
        },
        { orderNo: "7002", statusId: "5", deliveries: [] },
      ],
    })
  })

  it("tells an order without rows from one whose rows are not told", () => {
    const [none, untold] = parseOrders(
      '<r><orders><order orderNo="1"><rows/></order><order orderNo="2"/></orders></r>'
    ).rows
    expect(none.rows).toEqual([])
    expect(untold.rows).toBeUndefined()
  })

  it("has a malformed order's problem on that order", () => {
    const raw =
      '<r><orders><order><rows><row articleNo="A1" noOfItems="x"/></rows></order><order orderNo="2"/></orders></r>'
    expect(parseOrders(raw).rows.map(({ problem }) => problem)).toEqual([
      "orderNo is missing; row 1: noOfItems is no number: x",
      undefined,
    ])
  })
})

const parsers = [
  ["stock", parseStock],
  ["article", parseArticles],
  ["order", parseOrders],
] as const

describe.each(parsers)("an answer in place of the %s batch", (_, parse) => {
  it.each([
    ["empty", ""],
    ["blank", " \r\n "],
    ["a page", "<!DOCTYPE html><html><title>Fel</title><body>Microsoft VBScript fel</body></html>"],
    ["a page that is no XML", "<p>Microsoft VBScript<br>fel '800a000d'"],
    ["cut XML", "<root><articles><article><articleNo>A1</articleNo></article><article><arti"],
    [
      "an entity bomb",
      '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><r><articles>&b;</articles></r>',
    ],
    ["another document", "<feed><entry/></feed>"],
    ["words", "Service unavailable"],
    ["an odd result", "<r><APIresponse><result>2</result></APIresponse></r>"],
  ])("is an unknown failure when it is %s", (__, raw) => {
    const failure = failureOf(() => parse(raw))
    expect(failure.kind).toBe("unknown")
    expect(failure.message.length).toBeLessThan(1_000)
  })

  it("is a refusal in both forms", () => {
    expect(failureOf(() => parse("0;12;Ej till&aring;tet"))).toMatchObject({
      kind: "refused",
      code: "12",
      words: "Ej tillåtet",
    })
    const xml =
      "<x><APIresponse><result>0</result><code>12</code><message><![CDATA[Ej tillåtet]]></message></APIresponse></x>"
    expect(failureOf(() => parse(xml))).toMatchObject({ kind: "refused", code: "12", words: "Ej tillåtet" })
  })

  it("throws nothing but a Specter error, whatever its bytes are", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.constantFrom("", "<r>", "0;99;", "1;2;3;"),
        (bytes, start) => {
          try {
            parse(decodeAnswer(Buffer.concat([Buffer.from(start), bytes])))
          } catch (error) {
            expect(error).toBeInstanceOf(SpecterError)
          }
        }
      ),
      { numRuns: 500 }
    )
  })

  it("throws nothing but a Specter error, whatever it is", () => {
    const piece = fc.oneof(
      fc.constantFrom("0;", "1;", ";", "\r", BATCH_NO, "articleNo", "noItemsAvailable", "batchNo", "99", "'"),
      fc.constantFrom(
        "<r>",
        "</r>",
        "<stock id='1'>",
        "</stock>",
        "<article>",
        "<article articleNo='1'/>",
        "</article>"
      ),
      fc.constantFrom(
        "<articles>",
        "</articles>",
        "<orders>",
        "</orders>",
        "<order/>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "&#1;"
      ),
      fc.string({ unit: "binary", maxLength: 6 })
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        try {
          parse(pieces.join(""))
        } catch (error) {
          expect(error).toBeInstanceOf(SpecterError)
        }
      }),
      { numRuns: 1000 }
    )
  })
})
