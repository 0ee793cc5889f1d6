import type { MedusaVariant } from "./article"
import { articleName } from "./article-name"

/** What the merchant calls the variant: its SKU and name. */
export function articleLabel({ sku, title, product }: MedusaVariant): string {
  return [sku, articleName(product?.title, title)].filter(Boolean).join(" ")
}
