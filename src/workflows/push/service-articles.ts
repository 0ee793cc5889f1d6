import type { ArticleMessage, OrderRow } from "../../modules/specter/client"
import type { Settings } from "../../modules/specter/settings"

/**
 * The order's rows that stand for no goods (freight, discount, credit, rows without SKU) as articles that keep no
 * stock. Specter refuses an order that names an article it lacks.
 */
export function serviceArticles(rows: OrderRow[], settings: Settings): ArticleMessage[] {
  const names: Record<string, string> = {
    [settings.article_no_for_rows_without_sku]: "Övrigt",
    [settings.credit_article_no]: "Presentkort och tillgodohavande",
    [settings.discount_article_no]: "Rabatt",
    [settings.freight_article_no]: "Frakt",
  }
  const used = rows.filter(({ articleNo }) => articleNo !== "" && articleNo in names)
  const byNumber = new Map(used.map((row) => [row.articleNo, row]))
  return [...byNumber.values()].map(({ articleNo, vatPercent }) => ({
    articleNo,
    name: names[articleNo],
    vatPercent: String(vatPercent),
    priceExclVat: "0.00",
    keepStock: false,
  }))
}
