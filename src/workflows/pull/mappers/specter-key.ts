import { toLatin1 } from "../../../modules/specter/client"
import { articleKey } from "../../../modules/specter-sync/article-key"

/** The same for an article number of the store's and for what Specter, which holds ISO-8859-1 only, makes of it. */
export function specterKey(articleNo: string): string {
  return articleKey(toLatin1(articleNo).text)
}
