import { encode } from "iconv-lite"
import { decodeAnswer } from "../answer-text"

const utf8 = (text: string) => Buffer.from(text, "utf8")
const latin1 = (text: string) => encode(text, "ISO-8859-1")

describe("an answer's text", () => {
  it("is ISO-8859-1 when nothing says otherwise", () => {
    expect(decodeAnswer(latin1("1;5001;Kund ändrad"))).toBe("1;5001;Kund ändrad")
  })

  it("follows the encoding in the XML prolog", () => {
    expect(decodeAnswer(utf8('<?xml version="1.0" encoding="UTF-8"?><r>å</r>'))).toContain("<r>å</r>")
    expect(decodeAnswer(latin1("<?xml version='1.0' encoding='iso-8859-1'?><r>å</r>"))).toContain("<r>å</r>")
    expect(
      decodeAnswer(encode('<?xml version="1.0" encoding="iso-8859-2"?><r>ł</r>', "iso-8859-2"))
    ).toContain("ł")
  })

  it("follows a byte order mark", () => {
    expect(decodeAnswer(Buffer.concat([Buffer.from("efbbbf", "hex"), utf8("1;1;å")]))).toBe("1;1;å")
    expect(decodeAnswer(encode("<r>å</r>", "utf-16le", { addBOM: true }))).toBe("<r>å</r>")
  })

  it("reads ISO-8859-1 under a prolog that claims UTF-8 or UTF-16", () => {
    expect(decodeAnswer(latin1('<?xml version="1.0" encoding="utf-8"?><r>å</r>'))).toContain("<r>å</r>")
    expect(decodeAnswer(latin1('<?xml version="1.0" encoding="utf-16"?><r>å</r>'))).toContain("<r>å</r>")
  })

  it("believes UTF-8 of the header, but only when the bytes are", () => {
    expect(decodeAnswer(utf8("1;1;å"), "text/html; charset=utf-8")).toBe("1;1;å")
    expect(decodeAnswer(latin1("1;1;å"), "text/html; charset=utf-8")).toBe("1;1;å")
  })

  it("reads the quotes and dashes that Windows puts among the controls", () => {
    expect(decodeAnswer(Buffer.from([0x93, 0x96, 0x94, 0x80]))).toBe("“–”€")
  })

  it("falls back to ISO-8859-1 for an encoding that does not exist", () => {
    expect(decodeAnswer(latin1('<?xml version="1.0" encoding="klingon"?><r>å</r>'))).toContain("<r>å</r>")
  })

  it("holds no NUL, which a database would refuse", () => {
    expect(decodeAnswer(Buffer.from("1;a\0b"))).toBe("1;a b")
  })
})
