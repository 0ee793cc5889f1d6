import type { Settings } from "../../../modules/specter/settings"
import type { MedusaItem } from "./medusa-order"
import { firstText } from "./text"

/** The item's article number in Specter: its SKU as ordered, else the variant's present one, else the merchant's choice. */
export function itemArticleNo(item: MedusaItem, settings: Settings): string | undefined {
  return firstText(item.variant_sku, item.variant?.sku, settings.article_no_for_rows_without_sku)
}
