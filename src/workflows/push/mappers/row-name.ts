import { articleName } from "./article-name"
import type { MedusaItem } from "./medusa-order"
import { firstText } from "./text"

/** What an order row for goods is called: as its article, or what the store called an item that is no variant. */
export function itemName(item: MedusaItem): string {
  const name = articleName(firstText(item.product_title, item.title), firstText(item.variant_title))
  return firstText(name, item.variant_sku) ?? ""
}
