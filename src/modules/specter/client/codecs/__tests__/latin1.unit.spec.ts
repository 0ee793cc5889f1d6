import fc from "fast-check"
import { decodeText, encodeForm, encodeText, latin1Bytes, normalise, toLatin1 } from "../latin1"

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 })
)
const LATIN1_PRINTABLE = /^[\x20-\x7e\xa0-\xff]*$/

const bytesOf = (encoded: string): number[] => {
  const bytes: number[] = []
  for (let at = 0; at < encoded.length; at++) {
    if (encoded[at] === "%") {
      bytes.push(parseInt(encoded.slice(at + 1, at + 3), 16))
      at += 2
    } else {
      bytes.push(encoded[at] === "+" ? 0x20 : encoded.charCodeAt(at))
    }
  }
  return bytes
}

describe("text for Specter", () => {
  it("keeps Swedish letters and everything else that ISO-8859-1 has", () => {
    const text = "Åsa Öberg-Ärlig åäö é ß ¤ § ½ × ÿ «»"
    expect(toLatin1(text)).toEqual({ text, replaced: [] })
  })

  it("composes letters that came as letter and accent", () => {
    expect(toLatin1("A\u030asa O\u0308berg")).toEqual({ text: "Åsa Öberg", replaced: [] })
  })

  it("trims and makes one space of each run of white space and controls", () => {
    expect(normalise("  Tröja \t\r\n\u00a0 röd\u0000\u0085S\u2003")).toBe("Tröja röd S")
  })

  it("drops characters that cannot be seen", () => {
    expect(toLatin1("Tr\u200böja\ufeff \u200e S")).toEqual({ text: "Tröja S", replaced: [] })
  })

  it.each([
    ["SOMMAR10 – 10 %", "SOMMAR10 - 10 %"],
    ["“Hej” ‘då’ „så”", '"Hej" \'då\' "så"'],
    ["Läs mer… • 10 € Foo™", "Läs mer... * 10 EUR FooTM"],
    ["œuvre Łódź đ ı Șerban Dvořák", "oeuvre Lódz d i Serban Dvorák"],
    ["ﬁ Ａ ① ½ ⅓ \u03bcm ẞ", "fi A 1 ½ 1/3 µm SS"],
    ["日本 😀", "?? ?"],
  ])("writes %p as %p", (text, expected) => {
    expect(toLatin1(text).text).toBe(expected)
  })

  it("reports which characters were replaced, and by what", () => {
    expect(toLatin1("Ł – 日").replaced).toEqual([
      { from: "Ł", to: "L" },
      { from: "–", to: "-" },
      { from: "日", to: "?" },
    ])
  })

  it("changes nothing the second time, whatever the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = toLatin1(text).text
        expect(toLatin1(once)).toEqual({ text: once, replaced: [] })
      })
    )
  })

  it("survives encoding and decoding or is reported as replaced, whatever the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: sent, replaced } = toLatin1(text)
        expect(decodeText(encodeText(sent))).toBe(sent)
        if (replaced.length === 0) {
          expect(sent).toBe(normalise(text))
        }
      })
    )
  })

  it("is sent as printable ISO-8859-1 bytes only, whatever the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const encoded = encodeText(toLatin1(text).text)
        expect(encoded).toMatch(/^([A-Za-z0-9._+-]|%[0-9A-F]{2})*$/)
        for (const byte of bytesOf(encoded)) {
          expect((byte >= 0x20 && byte <= 0x7e) || byte >= 0xa0).toBe(true)
        }
      }),
      { numRuns: 500 }
    )
  })

  it("is one character a byte, for every character Unicode has below the surrogates and a sample above", () => {
    for (let code = 0; code < 0x20000; code += 1) {
      const { text } = toLatin1(String.fromCodePoint(code))
      if (!LATIN1_PRINTABLE.test(text)) {
        throw new Error(`U+${code.toString(16)} becomes ${JSON.stringify(text)}`)
      }
    }
  })
})

describe("percent-encoding", () => {
  it("encodes byte by byte as ISO-8859-1, with + for a space", () => {
    expect(encodeText("Lämna vid dörren, tack!")).toBe("L%E4mna+vid+d%F6rren%2C+tack%21")
    expect(encodeText("a+b&c=d~e*f'g(h)_-.")).toBe("a%2Bb%26c%3Dd%7Ee%2Af%27g%28h%29_-.")
  })

  it("refuses text that Specter cannot hold, since a ? sent unseen would break the key", () => {
    expect(() => encodeText("10 €")).toThrow(RangeError)
    expect(() => encodeText("a\u0092b")).toThrow(RangeError)
    expect(() => encodeText("a\nb")).toThrow(RangeError)
  })

  it("writes pairs as a form", () => {
    expect(
      encodeForm([
        ["name", "Lind & Söner AB"],
        ["vatNo", ""],
      ])
    ).toBe("name=Lind+%26+S%F6ner+AB&vatNo=")
  })

  it("gives one byte for each character", () => {
    expect([...latin1Bytes("åäö")]).toEqual([0xe5, 0xe4, 0xf6])
  })
})
