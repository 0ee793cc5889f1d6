import type { ArticleMessage, OrderRow } from "../../modules/specter/client"
import { defaultSettings, type Settings } from "../../modules/specter/settings"
import { articleKey } from "../../modules/specter-sync/article-key"

/**
 * The order's rows that stand for no goods (freight, discount, credit, rows without SKU) as articles that keep no
 * stock. Specter refuses an order that names an article it lacks.
 */
export function serviceArticles(rows: OrderRow[], settings: Settings): ArticleMessage[] {
  const names = serviceNames(settings)
  const byNumber = new Map(rows.map((row) => [row.articleNo, row]))
  return [...byNumber.values()].flatMap(({ articleNo, vatPercent }) => {
    const name = articleNo === "" ? undefined : names.get(articleNo)
    return name
      ? [{ articleNo, name, vatPercent: String(vatPercent), priceExclVat: "0.00", keepStock: false }]
      : []
  })
}

/** The keys of the articles that orders name for rows that stand for no goods, or did before another number was chosen. */
export function serviceArticleKeys(settings: Settings): Set<string> {
  const services = [settings, defaultSettings()].flatMap((one) => [...serviceNames(one).keys()])
  return new Set(services.map(articleKey).filter((key) => key !== ""))
}

function serviceNames(settings: Settings): Map<string, string> {
  return new Map([
    [settings.article_no_for_rows_without_sku, "Övrigt"],
    [settings.credit_article_no, "Presentkort och tillgodohavande"],
    [settings.discount_article_no, "Rabatt"],
    [settings.freight_article_no, "Frakt"],
  ])
}
