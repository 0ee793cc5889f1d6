import type { MedusaContainer } from "@medusajs/framework/types"
import { readVariantPrices, type VariantPriceRow } from "../../medusa-tables/variant-prices"
import { articleKey } from "../../modules/specter-sync/article-key"
import { listOf } from "../push/mappers/list-of"
import type { PricedVariant } from "./mappers/plan-price-import"
import { variantsByArticle } from "./variants-by-article"

/**
 * The variants that stand for these articles with their prices in this currency, by `articleKey`. Almost every article
 * number is a SKU to the letter. For tables that `knowsPricedVariantTables` knows.
 */
export async function loadPricedVariants(
  container: MedusaContainer,
  articleNos: string[],
  currencyCode: string
): Promise<Map<string, PricedVariant[]>> {
  const exact = toVariants(await readVariantPrices(container, "sku", articleNos, currencyCode))
  const found = new Map([...exact.values()].map((variant) => [articleKey(variant.sku), [variant]]))
  const idsByKey = await variantsByArticle(
    container,
    articleNos.filter((articleNo) => !found.has(articleKey(articleNo)))
  )
  const ids = [...idsByKey.values()].flat()
  const byId = ids.length
    ? toVariants(await readVariantPrices(container, "id", ids, currencyCode))
    : new Map()
  for (const [key, ids] of idsByKey) {
    found.set(key, listOf(ids.map((id) => byId.get(id))))
  }
  return found
}

function toVariants(rows: VariantPriceRow[]): Map<string, PricedVariant> {
  const variants = new Map<string, PricedVariant>()
  for (const row of rows) {
    let variant = variants.get(row.id)
    if (!variant) {
      variant = {
        id: row.id,
        sku: row.sku,
        changedAt: row.changed_at,
        product: { id: row.product_id, type_id: row.product_type_id },
        price_set: row.price_set_id === null ? undefined : { id: row.price_set_id, prices: [] },
      }
      variants.set(row.id, variant)
    }
    if (row.price_id !== null && variant.price_set?.id === row.price_set_id) {
      variant.price_set.prices.push({
        id: row.price_id,
        amount: row.amount as string,
        currency_code: row.currency_code as string,
        min_quantity: row.min_quantity,
        rules_count: row.rules_count,
      })
    }
  }
  return variants
}
