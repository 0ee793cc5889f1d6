import { toLatin1 } from "../../../modules/specter/client"
import { isAsSent } from "../../push/mappers/article-hash"
import { articleName } from "../../push/mappers/article-name"

/**
 * The title of a product with one variant, when Specter's name for it is another one; else undefined. Specter's name ends
 * with what sets the variant apart, as it was sent; and a name that differs only by what Specter cannot hold is the same.
 * So is the one that it was sent, which the store's own code may have made of the title.
 */
export function toMedusaTitle(
  name: string | undefined,
  present: { productTitle: string; variantTitle?: string | null; sentHash?: string }
): string | undefined {
  const told = name?.trim() ?? ""
  const sent = toLatin1(articleName(present.productTitle, present.variantTitle)).text
  if (told === "" || told === sent || isAsSent(present.sentHash, "name", told)) {
    return undefined
  }
  const title = withoutEnding(told, `, ${toLatin1(present.variantTitle ?? "").text}`)
  return title === present.productTitle || title === toLatin1(present.productTitle).text ? undefined : title
}

function withoutEnding(text: string, ending: string): string {
  return text.length > ending.length && text.endsWith(ending) ? text.slice(0, -ending.length) : text
}
