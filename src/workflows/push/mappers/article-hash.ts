import { type ArticleMessage, toLatin1 } from "../../../modules/specter/client"
import { knownAmount, roundHalfUp, toDecimalText } from "./amount"
import { payloadHash } from "./payload-hash"

/** What an import writes of an article besides its price. */
const MARKED = ["name", "barcode", "weightKg"] as const

type MarkedField = (typeof MARKED)[number]

const MARK_LENGTH = 8

/**
 * What of an article a change in the store can alter, neither its stock nor what is sent on creation only: SHA-256 as hex,
 * short marks of what an import writes, and the price in clear after `@`. So the ledger can note another price of an
 * article without knowing the rest of it, and an import knows again what the store sent itself.
 */
export function articleHash({
  stock: _stock,
  articleType: _articleType,
  priceExclVat,
  ...rest
}: ArticleMessage): string {
  const marks = MARKED.map((field) => mark(field, rest[field]))
  return `${[payloadHash(rest), ...marks].join(".")}@${priceExclVat}`
}

/** Whether Specter tells of a field what it was sent in the article with this hash. */
export function isAsSent(sentHash: string | undefined, field: MarkedField, told: string): boolean {
  const [, ...marks] = (sentHash ?? "").split("@")[0].split(".")
  return marks[MARKED.indexOf(field)] === mark(field, told)
}

/** Whether Specter tells the price that it was sent in the article with this hash, to as many `decimals`. */
export function isPriceAsSent(sentHash: string | undefined, told: string, decimals: number): boolean {
  const sent = knownAmount(sentHash?.split("@")[1])
  const specters = knownAmount(told)
  return sent !== undefined && specters !== undefined && roundHalfUp(sent, decimals).eq(specters)
}

/** Of the text as Specter can hold it; of a weight to Specter's three decimals. */
function mark(field: MarkedField, value = ""): string {
  const amount = field === "weightKg" ? knownAmount(value) : undefined
  return payloadHash(amount ? toDecimalText(amount, 3, 3) : toLatin1(value).text).slice(0, MARK_LENGTH)
}
