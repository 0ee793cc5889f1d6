import { encode } from "iconv-lite"
import { transliterate } from "./transliteration"

/** A character that Specter cannot hold, and what stands for it. `to` is `?` when nothing resembles it. */
export type Replacement = { from: string; to: string }

export type Latin1Text = { text: string; replaced: Replacement[] }

/**
 * Composes (NFC), turns control characters into spaces, drops invisible format characters, trims,
 * and makes each run of white space one space: doubled spaces have broken Specter's key.
 */
export function normalise(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\p{Cc}/gu, " ")
    .replace(/(?!\u00ad)\p{Cf}/gu, "")
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim()
}

/** ASCII words with one space between them: nothing of it is ever another. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/

/**
 * The text as Specter can hold it: normalised and with ISO-8859-1 characters only, without the
 * controls 0x80–0x9F that Windows-1252 fills with quotes and dashes. Applying it twice changes nothing.
 */
export function toLatin1(text: string): Latin1Text {
  if (PLAIN.test(text)) {
    return { text, replaced: [] }
  }
  const replaced: Replacement[] = []
  let sent = ""
  for (const character of normalise(text)) {
    const to = transliterate(character) ?? "?"
    if (to !== character) {
      replaced.push({ from: character, to })
    }
    sent += to
  }
  return { text: normalise(sent), replaced }
}

/** ISO-8859-1 bytes; what the character set lacks becomes `?`. */
export function latin1Bytes(text: string): Buffer {
  return encode(text, "ISO-8859-1")
}

export type Pair = readonly [name: string, value: string]

const UNRESERVED = /[A-Za-z0-9._-]/

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte)
  if (UNRESERVED.test(character)) {
    return character
  }
  return byte === 0x20 ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`
}

const BYTE_FORMS = Array.from({ length: 256 }, (_, byte) => encodeByte(byte))

/**
 * Percent-encodes byte by byte, as PHP's `urlencode` does on ISO-8859-1.
 * Throws a `RangeError` for text that `toLatin1` has not been over: `?` sent unseen would break the key.
 */
export function encodeText(text: string): string {
  if (/[^\x20-\x7e\xa0-\xff]/.test(text)) {
    throw new RangeError("Only printable ISO-8859-1 text can be encoded")
  }
  let encoded = ""
  for (const byte of latin1Bytes(text)) {
    encoded += BYTE_FORMS[byte]
  }
  return encoded
}

/** `name=value&…`, for a query or a body. Throws as `encodeText` does. */
export function encodeForm(pairs: readonly Pair[]): string {
  return pairs.map(([name, value]) => `${encodeText(name)}=${encodeText(value)}`).join("&")
}

/** The reverse of `encodeText`: a byte of ISO-8859-1 is the character of the same number. */
export function decodeText(encoded: string): string {
  return encoded
    .replace(/\+/g, " ")
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}
