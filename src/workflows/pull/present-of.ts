import type { ArticleRow } from "../../modules/specter/client"

/** The articles that Specter has, without those that it tells to be gone. */
export function presentOf(rows: ArticleRow[]): ArticleRow[] {
  return rows.filter(({ removed }) => !removed)
}
