import type { PricedVariantRow } from "../../../medusa-tables/priced-variants"
import type { StockedVariantRow } from "../../../medusa-tables/stock"
import type { StoredVariant } from "./article"

type Price = NonNullable<NonNullable<StoredVariant["price_set"]>["prices"]>[number]
type Parts = NonNullable<StoredVariant["inventory_items"]>
type Level = NonNullable<NonNullable<NonNullable<Parts[number]>["inventory"]>["location_levels"]>[number]

/** Rows of Medusa's tables as its own query gives them for `ARTICLE_FIELDS`, by id. */
export function variantsOfRows(
  rows: PricedVariantRow[],
  stocked: StockedVariantRow[] = []
): Map<string, StoredVariant> {
  const variants = new Map<string, StoredVariant>()
  for (const row of rows) {
    let variant = variants.get(row.id)
    if (!variant) {
      variant = toVariant(row)
      variants.set(row.id, variant)
    }
    if (row.price_id !== null && variant.price_set?.id === row.price_set_id) {
      variant.price_set.prices?.push(toPrice(row))
    }
  }
  addStock(variants, stocked)
  return variants
}

function toVariant(row: PricedVariantRow): StoredVariant {
  const { id, sku, title, barcode, ean, upc, hs_code, origin_country, weight, length, width, height } = row
  return {
    id,
    sku,
    title,
    barcode,
    ean,
    upc,
    hs_code,
    origin_country,
    weight,
    length,
    width,
    height,
    manage_inventory: row.manage_inventory,
    product: {
      id: row.product_id,
      title: row.product_title,
      type_id: row.product_type_id,
      hs_code: row.product_hs_code,
      origin_country: row.product_origin_country,
      weight: row.product_weight,
      length: row.product_length,
      width: row.product_width,
      height: row.product_height,
    },
    price_set: row.price_set_id === null ? undefined : { id: row.price_set_id, prices: [] },
    inventory_items: [],
  }
}

function toPrice(row: PricedVariantRow): Price {
  const { price_id, amount, raw_amount, currency_code, min_quantity, rules_count } = row
  return {
    id: price_id as string,
    amount: Number(amount),
    raw_amount: raw_amount ?? undefined,
    currency_code: currency_code as string,
    min_quantity: min_quantity === null ? null : Number(min_quantity),
    rules_count,
  }
}

function addStock(variants: Map<string, StoredVariant>, rows: StockedVariantRow[]): void {
  const levelsOf = new Map<string, Level[]>()
  for (const { variant_id, inventory_item_id, required_quantity, ...level } of rows) {
    if (inventory_item_id === null) {
      continue
    }
    const part = `${variant_id} ${inventory_item_id}`
    let levels = levelsOf.get(part)
    if (!levels) {
      levels = []
      levelsOf.set(part, levels)
      variants.get(variant_id)?.inventory_items?.push({
        inventory_item_id,
        required_quantity: Number(required_quantity),
        inventory: { location_levels: levels },
      })
    }
    if (level.level_id !== null) {
      levels.push({
        location_id: level.location_id as string,
        stocked_quantity: Number(level.stocked_quantity),
        reserved_quantity: Number(level.reserved_quantity),
      })
    }
  }
}
