/** Two article numbers with the same key are the same article: Specter does not tell case and runs of spaces apart. */
export function articleKey(articleNo: string): string {
  return articleNo.normalize("NFC").trim().replace(/\s+/g, " ").toUpperCase()
}
