import type { MedusaContainer } from "@medusajs/framework/types"
import type { Settings } from "../../modules/specter/settings"
import type { ImportedArticle } from "../../modules/specter-sync/pull-ledger"
import { loadVariants } from "../push/load-variants"
import { toNotedArticle } from "./mappers/noted-article"
import type { ImportedPrice } from "./mappers/plan-price-import"

/**
 * The articles of variants that the ledger has no transfer of, as Specter has them once these prices are written. A
 * variant that cannot be sent is left out: its transfer will say why.
 */
export async function loadFirstArticles(
  container: MedusaContainer,
  prices: ImportedPrice[],
  settings: Settings
): Promise<Map<string, ImportedArticle>> {
  const ids = prices.map(({ variantId }) => variantId)
  const { variants, vatPercents, pricesIncludeVat } = await loadVariants(container, ids, settings, {
    withStock: false,
  })
  const articles = new Map<string, ImportedArticle>()
  for (const { variantId, amount } of prices) {
    const variant = variants.get(variantId)
    const terms = { settings, pricesIncludeVat, vatPercent: vatPercents.get(variantId) }
    const price = { variant_id: variantId, currency_code: settings.currency_code, amount }
    const article = variant && toNotedArticle(variant, { price }, terms)
    if (article) {
      articles.set(variantId, article)
    }
  }
  return articles
}
