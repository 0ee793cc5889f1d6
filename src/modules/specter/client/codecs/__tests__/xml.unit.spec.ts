import fc from "fast-check"
import { atOnce } from "../in-pieces"
import { childrenOf, findAll, parseXml, parseXmlInPieces, valueOf, type XmlElement, XmlProblem } from "../xml"

const LIST = "articles|list"
const ROW = "article|row"

const REFUSED = [
  ["a document type", "<!DOCTYPE r><r/>"],
  ["entities", '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>'],
  ["an entity inside", '<r><!ENTITY a "b"></r>'],
  ["external entities", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'],
  ["a cut document", "<r><a>1</a><a>2"],
  ["a cut CDATA", "<r><![CDATA[abc"],
  ["a cut comment", "<r><!-- abc"],
  ["two roots", "<a/><b/>"],
  ["an element within a value", '<r><a b="å<c/>"/></r>'],
  ["a text after the root", "<a/>å"],
  ["an ampersand that is none", "<r>Kött & Bröd</r>"],
  ["no element", "just text"],
  ["nesting without end", `${"<a>".repeat(5000)}${"</a>".repeat(5000)}`],
]

/** A document whose rows are handed over, and the number of pieces that it was read in. */
function streamed(text: string) {
  const rows: XmlElement[] = []
  const work = parseXmlInPieces(text, { list: LIST, row: ROW, take: (row) => rows.push(row) })
  let pieces = 0
  const counted = (function* () {
    for (let step = work.next(); ; step = work.next(), pieces += 1) {
      if (step.done) {
        return step.value
      }
      yield
    }
  })()
  const root = atOnce(counted)
  return { root, rows, pieces }
}

describe("Specter's XML", () => {
  it("keeps every value as text", () => {
    const root = parseXml('<r><articleNo>00123</articleNo><a n="1e5"/><b>true</b></r>')
    expect(valueOf(root, "articleNo")).toBe("00123")
    expect(valueOf(childrenOf(root, "a")[0], "n")).toBe("1e5")
    expect(valueOf(root, "b")).toBe("true")
  })

  it("ignores letter case in names and finds attributes and elements alike", () => {
    const root = parseXml('<Root><Article ARTICLENO="A1"><NoItemsAV>5</NoItemsAV></Article></Root>')
    const [article] = findAll(root, "article")
    expect(valueOf(article, "articleNo")).toBe("A1")
    expect(valueOf(article, "noItemsAv")).toBe("5")
  })

  it("reads CDATA as it stands and resolves references elsewhere", () => {
    const root = parseXml("<r><a><![CDATA[<b>&amp;</b>]]></a><b> &lt;&amp;&#229;&#xE4; </b></r>")
    expect(valueOf(root, "a")).toBe("<b>&amp;</b>")
    expect(valueOf(root, "b")).toBe("<&åä")
  })

  it("resolves a reference once only", () => {
    expect(parseXml("<r>&amp;lt;</r>").text).toBe("&lt;")
  })

  it("reads more references than a list of 500 articles can have", () => {
    const root = parseXml(`<r>${"<a>&amp;&#229;</a>".repeat(20_000)}</r>`)
    expect(root.children).toHaveLength(20_000)
    expect(root.children[19_999].text).toBe("&å")
  })

  it("bears with a batch full of oddities, and soon: each costs little more than a letter", () => {
    expect(parseXml(`<r>${"Kött &krona; Bröd".repeat(20_000)}</r>`).text).toHaveLength(340_000)
    const begun = process.cpuUsage()
    expect(parseXml(`<r><a ${"?".repeat(1_000_000)}="1"/></r>`).children).toHaveLength(1)
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(2_000)
  })

  it("allows a DOCTYPE in CDATA, where it is text", () => {
    expect(parseXml("<r><![CDATA[<!DOCTYPE html><p>x</p>]]></r>").text).toBe("<!DOCTYPE html><p>x</p>")
  })

  it("reads names that would harm objects as names", () => {
    const root = parseXml('<r __proto__="1"><constructor>a</constructor><__proto__><x>2</x></__proto__></r>')
    expect(valueOf(root, "__proto__")).toBe("1")
    expect(valueOf(root, "constructor")).toBe("a")
    expect(childrenOf(root, "__proto__")[0].children[0].text).toBe("2")
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  it.each([
    ["a control character", "a\u0001b", "a\u0001b"],
    ["a reference that nobody knows", "&krona;", "&krona;"],
    ["a reference to no character", "&#0;&#x110000;", "&#0;&#x110000;"],
    ["the end of a CDATA that never began", "a]]>b", "a]]>b"],
    ["HTML's references for Swedish", "&aring;&Auml;&ouml;&nbsp;x", "åÄö x"],
  ])("leaves %s as it stands", (_, text, read) => {
    expect(parseXml(`<r><a>${text}</a></r>`).children[0].text).toBe(read)
  })

  it.each([
    '<?xml encoding="ISO-8859-1"?>',
    "<?xml version='1.0' standalone='yes' encoding='utf-16'?>",
    '\r\n<?XML version="1.0" ?>\r\n',
  ])("reads what comes after the prolog %p", (prolog) => {
    expect(parseXml(`${prolog}<r>å</r>`).text).toBe("å")
  })

  it.each(REFUSED)("refuses %s, whether it is read whole or streams past", (_, text) => {
    expect(() => parseXml(text)).toThrow(XmlProblem)
    expect(() => streamed(text)).toThrow(XmlProblem)
    expect(() => streamed(`<articles><article>${text}`)).toThrow(XmlProblem)
  })

  it("throws nothing but its own problem, whatever the text", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "<",
        ">",
        "</",
        "/>",
        "<a",
        "<a>",
        "</a>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?xml",
        "?>",
        "&"
      ),
      fc.constantFrom("&#0;", "&#x110000;", "&lt;", " b='c'", ' b="', "=", "<!DOCTYPE", "constructor", "å"),
      fc.string({ maxLength: 8 })
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          parseXml(pieces.join(""))
        } catch (error) {
          expect(error).toBeInstanceOf(XmlProblem)
        }
      }),
      { numRuns: 1000 }
    )
  })

  it.each(["<", "<a>", "<a ", "<a b=", "&", "<![CDATA[", "<!--", "<?", "</", "<a>&#", "<a b='"])(
    "does not hang on %p repeated half a million times",
    (piece) => {
      const started = Date.now()
      expect(() => parseXml(piece.repeat(500_000))).toThrow(XmlProblem)
      expect(() => streamed(piece.repeat(500_000))).toThrow(XmlProblem)
      expect(Date.now() - started).toBeLessThan(5_000)
    }
  )
})

describe("a batch that streams past", () => {
  const document = fc.letrec<{ element: string; inside: string }>((tie) => ({
    element: fc
      .tuple(
        fc.constantFrom("list", "Articles", "row", "article", "a"),
        fc.array(tie("inside"), { maxLength: 4 })
      )
      .map(([name, inside]) => `<${name} n="å">${inside.join("")}</${name}>`),
    inside: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom("ö", "&#229;", "<![CDATA[<row>]]>"),
      tie("element")
    ),
  }))

  it("has the rows that its tree would have, and they are kept nowhere", () => {
    fc.assert(
      fc.property(document.element, (text) => {
        const whole = parseXml(text)
        const { root, rows } = streamed(text)
        const expected = findAll(whole, LIST).flatMap((list) => findAll(list, ROW))
        expect(rows).toEqual(expected)
        expect(findAll(root, LIST).flatMap((list) => findAll(list, ROW))).toEqual([])
      })
    )
  })

  it("keeps all else", () => {
    const { root, rows } = streamed(
      "<root><row>no list's</row><list>x<row>1</row>y<b>2</b></list><responseMaxLimit>500</responseMaxLimit></root>"
    )
    expect(rows.map(({ text }) => text)).toEqual(["1"])
    expect(childrenOf(root, "row")[0].text).toBe("no list's")
    expect(valueOf(root, "responseMaxLimit")).toBe("500")
    expect(valueOf(childrenOf(root, "list")[0], "b")).toBe("2")
  })

  it("is read in pieces, whatever stands where one ends", () => {
    const row = "<row n='1'>å\r\n&amp;&#229;<![CDATA[ö]]></row>"
    for (let shift = 0; shift < row.length; shift += 1) {
      const { rows, pieces } = streamed(`<list>${" ".repeat(shift)}${row.repeat(3_000)}</list>`)
      expect(pieces).toBeGreaterThan(1)
      expect(rows).toHaveLength(3_000)
      expect(new Set(rows.map(({ text }) => text))).toEqual(new Set(["å\n&åö"]))
    }
  })
})
