import type { MedusaPrice } from "../../push/mappers/base-price"

/** What `query.graph` has to give of a `product_variant` for the import; its product's variants are asked for apart. */
export const IMPORT_FIELDS = [
  "id",
  "sku",
  "title",
  "barcode",
  "ean",
  "upc",
  "weight",
  "price_set.id",
  "price_set.prices.id",
  "price_set.prices.amount",
  "price_set.prices.raw_amount",
  "price_set.prices.currency_code",
  "price_set.prices.min_quantity",
  "price_set.prices.price_list_id",
  "price_set.prices.rules_count",
  "product.id",
  "product.title",
  "product.description",
  "product.status",
  "product.weight",
  "product.categories.id",
]

export type StoredPrice = MedusaPrice & { id: string }

export type ImportedProduct = {
  id: string
  title: string
  description?: string | null
  status: string
  weight?: number | null
  categories?: ({ id: string } | null)[] | null
  /** All of them, whether the batch tells of them or not. */
  variants: { id: string }[]
}

export type ImportedVariant = {
  id: string
  sku?: string | null
  title?: string | null
  barcode?: string | null
  ean?: string | null
  upc?: string | null
  weight?: number | null
  price_set?: { id: string; prices?: (StoredPrice | null)[] | null } | null
  product: ImportedProduct
  /** `articleHash` of what Specter was last sent of it: what Specter tells just so is nobody's change there. */
  sentHash?: string
}
