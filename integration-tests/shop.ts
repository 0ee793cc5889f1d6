import type { MedusaContainer } from "@medusajs/framework/types"
import { STAPLES } from "../demo/data/products/staples"
import { createFoundation, type Foundation } from "../demo/shop/foundation"
import type { SoldVariant } from "../demo/shop/inventory"
import { createProducts } from "../demo/shop/products"
import { createPromotions } from "../demo/shop/promotions"
import type { ProductData } from "../demo/shop/shop-data"

const VARIANTS_A_PRODUCT = 100

/** The shop that HTTP tests buy from: the demo's foundation and promotions, and few products. */
export type Shop = Foundation & {
  /** By SKU. Always there: "TRÖJA-S" (25 % VAT, 99 SEK), "KAFFE 500" (12 %, 112 SEK) and "BOK-1" (6 %, 106 SEK). */
  variants: Record<string, SoldVariant>
  productIds: string[]
}

/**
 * Makes a small shop of a new store, in a few seconds. Prices include VAT.
 * `variants` adds as many further ones, SKU "ART-1", "ART-2" and so on (25 %, 10 SEK, 1,000 pieces at the first location).
 */
export async function seedShop(
  container: MedusaContainer,
  options: { variants?: number } = {}
): Promise<Shop> {
  const foundation = await createFoundation(container)
  await createPromotions(container)
  const sold = await createProducts(container, foundation, [
    ...STAPLES,
    ...manyVariants(options.variants ?? 0),
  ])
  const withSku = sold.flatMap((variant) => (variant.sku === null ? [] : [[variant.sku, variant] as const]))
  return {
    ...foundation,
    variants: Object.fromEntries(withSku),
    productIds: [...new Set(sold.map((variant) => variant.productId))],
  }
}

function manyVariants(count: number): ProductData[] {
  const numbers = Array.from({ length: count }, (_, index) => String(index + 1))
  const products: ProductData[] = []
  for (let start = 0; start < count; start += VARIANTS_A_PRODUCT) {
    products.push({
      title: `Artiklar från ${numbers[start]}`,
      sku: "ART",
      description: "Så många varianter som provet behöver.",
      vat: 25,
      category: "Prov",
      price: 10,
      weight: 100,
      options: { Nummer: numbers.slice(start, start + VARIANTS_A_PRODUCT) },
      stock: [1000, 0],
    })
  }
  return products
}
