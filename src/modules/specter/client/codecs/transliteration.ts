/**
 * What stands for a character that ISO-8859-1 lacks and that Unicode's own decomposition does not
 * bring there. Every replacement is ISO-8859-1.
 */
const GROUPS: readonly (readonly [characters: string, replacement: string])[] = [
  ["‐‑‒–—―−⁃", "-"],
  ["“”„‟″", '"'],
  ["‘’‚‛′ʹʻʼˈ‹›", "'"],
  ["…", "..."],
  ["•●‣▪◦", "*"],
  ["€", "EUR"],
  ["™", "TM"],
  ["‰", "o/oo"],
  ["⁄∕", "/"],
  ["˜∼≈", "~"],
  ["ˆ", "^"],
  ["∙⋅", "·"],
  ["≤", "<="],
  ["≥", ">="],
  ["≠", "!="],
  ["\u03bc", "µ"],
  ["→", "->"],
  ["←", "<-"],
  ["œ", "oe"],
  ["Œ", "OE"],
  ["ẞ", "SS"],
  ["ł", "l"],
  ["Ł", "L"],
  ["đ", "d"],
  ["Đ", "D"],
  ["ħ", "h"],
  ["Ħ", "H"],
  ["ŧ", "t"],
  ["Ŧ", "T"],
  ["ı", "i"],
  ["ŋ", "n"],
  ["Ŋ", "N"],
  ["ĸ", "k"],
  ["ƒ", "f"],
  ["ə", "e"],
  ["Ə", "E"],
]

const TABLE = new Map(
  GROUPS.flatMap(([characters, replacement]) => [...characters].map((from) => [from, replacement] as const))
)

const isLatin1 = (character: string): boolean => character <= "\u00ff"

/** What ISO-8859-1 text stands for one character; undefined when there is none. */
export function transliterate(character: string): string | undefined {
  if (isLatin1(character)) {
    return character
  }
  const fromTable = TABLE.get(character)
  if (fromTable !== undefined) {
    return fromTable
  }
  const pieces = [...character.normalize("NFKD")]
    .filter((piece) => !/\p{M}/u.test(piece))
    .map((piece) => (isLatin1(piece) ? piece : TABLE.get(piece)))
  return pieces.includes(undefined) ? undefined : pieces.join("")
}
