import type { ArticleMessage } from "../../../modules/specter/client"
import { payloadHash } from "./payload-hash"

/**
 * What of an article a change in the store can alter, neither its stock nor what is sent on creation only: SHA-256 as hex,
 * and the price in clear after `@`. So the ledger can note another price of an article without knowing the rest of it.
 */
export function articleHash({
  stock: _stock,
  articleType: _articleType,
  priceExclVat,
  ...rest
}: ArticleMessage): string {
  return `${payloadHash(rest)}@${priceExclVat}`
}
