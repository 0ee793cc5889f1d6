const MAX_WORDS = 500
const MAX_READ = 20_000

/** The named references of XML, and the few of HTML that Swedish needs. */
export const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  aring: "å",
  auml: "ä",
  ouml: "ö",
  Aring: "Å",
  Auml: "Ä",
  Ouml: "Ö",
}

function characterOf(code: number, otherwise: string): string {
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : otherwise
}

/** Resolves character references and the named ones of XML, and the few of HTML that Swedish needs. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,6})|(\w{2,8}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) {
      return Object.prototype.hasOwnProperty.call(ENTITIES, name) ? ENTITIES[name] : whole
    }
    return characterOf(decimal === undefined ? parseInt(hex, 16) : Number(decimal), whole)
  })
}

const withoutTags = (text: string): string => text.replace(/<\/?[a-zA-Z!?][^<>]*>/g, " ")

/** Masks what may not be shown in a text. */
export type Hide = (text: string) => string

const hideNothing: Hide = (text) => text

/** Text without HTML on one line. */
function visibleText(html: string): string {
  const visible = html
    .slice(0, MAX_READ)
    .replace(/<(style|script)\b[^<>]*>[^<]*<\/\1>/gi, " ")
    .replace(/<!--.*?-->/gs, " ")
  return withoutTags(decodeEntities(withoutTags(visible)))
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
}

/** Specter's words as plain text on one line, without HTML, at most 500 characters. */
export function plainWords(text: string, hide: Hide = hideNothing): string {
  return hide(visibleText(text)).slice(0, MAX_WORDS).trim()
}

/** What an HTML page says: its title, and the first text of its body, as `plainWords`. */
export function pageWords(html: string, hide: Hide = hideNothing): string {
  const page = html.slice(0, MAX_READ)
  const title = visibleText(/<title[^<>]*>([^<]*)/i.exec(page)?.[1] ?? "")
  const body = visibleText(page.replace(/<head\b[\s\S]*?<\/head>/i, " "))
  const words = title === "" || body.startsWith(title) ? body : `${title}: ${body}`
  return hide(words).slice(0, MAX_WORDS).trim()
}
