import { isUtf8 } from "node:buffer"
import { decode, encodingExists } from "iconv-lite"

const DECLARED_IN_PROLOG = /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/i
const DECLARED_IN_HEADER = /charset\s*=\s*"?([\w.:-]{1,40})/i

function byteOrderMark(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 3).toString("hex")
  if (start === "efbbbf") {
    return "utf-8"
  }
  if (start.startsWith("fffe")) {
    return "utf-16le"
  }
  return start.startsWith("feff") ? "utf-16be" : undefined
}

/** Only UTF-8 is believed of the header: a classic ASP server names its default there, whatever it sends. */
function encodingOf(bytes: Buffer, contentType: string): string {
  const prolog = DECLARED_IN_PROLOG.exec(bytes.subarray(0, 300).toString("latin1"))?.[1]
  const header = DECLARED_IN_HEADER.exec(contentType)?.[1]
  const declared = prolog ?? (header && /^utf-?8$/i.test(header) ? header : "iso-8859-1")
  if (/^utf-?8$/i.test(declared) && !isUtf8(bytes)) {
    return "windows-1252"
  }
  // A prolog that could be read as single bytes is not UTF-16: MSXML writes that name into any string.
  // Windows-1252 is ISO-8859-1 with letters where that has controls, which is what Windows servers mean by it.
  const isLatin1 =
    /^(iso-?8859-?1|latin-?1|(us-)?ascii|utf-?16.*|ucs-?[24].*)$/i.test(declared) || !encodingExists(declared)
  return isLatin1 ? "windows-1252" : declared
}

/** What Windows-1252 has where ISO-8859-1 has controls; the rest is alike, and Node reads ISO-8859-1 at once. */
const WINDOWS_ONLY = /[\x80-\x9f]/

function decodeSingleBytes(bytes: Buffer): string {
  const text = bytes.toString("latin1")
  return WINDOWS_ONLY.test(text) ? decode(bytes, "windows-1252") : text
}

/**
 * The text of an answer: in the encoding its byte order mark or XML prolog names, else ISO-8859-1.
 * NUL becomes a space, since neither XML nor a PostgreSQL text can hold it.
 */
export function decodeAnswer(bytes: Uint8Array, contentType = ""): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const encoding = byteOrderMark(buffer) ?? encodingOf(buffer, contentType)
  const text = encoding === "windows-1252" ? decodeSingleBytes(buffer) : decode(buffer, encoding)
  return text.replace(/\0/g, " ")
}
