import type { ArticleRow } from "../../../modules/specter/client"

export type ArticleGroup = { number: string; name: string }

/** The article's group. Specter may tell its number or its name only. */
export function articleGroup({ articleGroupId, articleGroupName }: ArticleRow): ArticleGroup | undefined {
  const name = articleGroupName?.trim() ?? ""
  const number = articleGroupId?.trim() || name
  return number === "" ? undefined : { number, name: name || number }
}
