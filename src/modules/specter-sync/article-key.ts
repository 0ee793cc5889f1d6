/** Without spaces and without letters that can be composed in two ways. */
const PLAIN = /^[!-~]*$/

/** Two article numbers with the same key are the same article: Specter does not tell case and runs of spaces apart. */
export function articleKey(articleNo: string): string {
  return PLAIN.test(articleNo)
    ? articleNo.toUpperCase()
    : articleNo.normalize("NFC").trim().replace(/\s+/g, " ").toUpperCase()
}
