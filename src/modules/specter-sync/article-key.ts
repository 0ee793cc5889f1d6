import { toLatin1 } from "../specter/client"

/** Without spaces and without letters that can be composed in two ways. */
const PLAIN = /^[!-~]*$/

/**
 * Two article numbers with the same key are the same article: Specter does not tell case and runs of spaces apart, and holds
 * only what ISO-8859-1 can.
 */
export function articleKey(articleNo: string): string {
  return (PLAIN.test(articleNo) ? articleNo : toLatin1(articleNo).text).toUpperCase()
}
