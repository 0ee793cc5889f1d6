type XmlEncoding = "ISO-8859-1" | "UTF-8"

/** Characters that no XML 1.0 document can hold. */
const forbidden =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

function escaped(text: string, encoding: XmlEncoding): string {
  const safe = text.replace(forbidden, "").replace(/[&<>"]/g, (character) => escapes[character] ?? character)
  return encoding === "UTF-8"
    ? safe
    : safe.replace(/[\u0100-\u{10ffff}]/gu, (character) => `&#${character.codePointAt(0)};`)
}

/** Text as Specter likes to write it, in CDATA; what the encoding lacks needs references, which CDATA cannot hold. */
export function xmlText(text: string, encoding: XmlEncoding): string {
  if (/^[A-Za-z0-9 .,_-]*$/.test(text)) {
    return text
  }
  if (encoding === "ISO-8859-1" && /[\u0100-\u{10ffff}]/u.test(text)) {
    return escaped(text, encoding)
  }
  return `<![CDATA[${text.replace(forbidden, "").replace(/]]>/g, "]]]]><![CDATA[>")}]]>`
}

/** ` name="value"` for every value there is. */
export function xmlAttributes(values: Record<string, string | undefined>, encoding: XmlEncoding): string {
  return Object.entries(values)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(value, encoding)}"`)
    .join("")
}

export const xmlDocument = (inside: string, encoding: XmlEncoding) =>
  `<?xml version="1.0" encoding="${encoding}"?>\r\n<root>${inside}</root>`
