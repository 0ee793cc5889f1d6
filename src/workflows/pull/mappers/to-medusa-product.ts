import type { CreateProductWorkflowInputDTO } from "@medusajs/framework/types"
import type { ArticleRow } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import type { Reason } from "../../../reasons/reason"
import { isEan13 } from "./ean-13"
import { type PriceContext, toMedusaAmount } from "./to-medusa-price-write"
import { barcodeTaken } from "./to-medusa-variant-update"
import { toMedusaWeight } from "./to-medusa-weight"

/** What a new product gets by the merchant's settings or else the store's; undefined: none. */
export type NewProductPlaces = {
  salesChannelId?: string
  shippingProfileId?: string
  categoryId?: string
  /** A setting names something that is no longer there. */
  missing: Reason[]
}

export type NewProductContext = {
  settings: Pick<Settings, "new_product_status" | "weight_unit">
  price: PriceContext
  places: NewProductPlaces
  handle: string
  isBarcodeTaken: boolean
  /** An inventory item with this SKU that the store has already. */
  inventoryItemId?: string
}

export type MappedProduct = { product?: CreateProductWorkflowInputDTO; problems: Reason[]; notes: Reason[] }

// As Medusa's own admin names them for a product without options; the export knows that they say nothing.
const OPTION = "Default option"
const OPTION_VALUE = "Default option value"
const VARIANT_TITLE = "Default variant"

/** An article that the store lacks, as a product with one variant. Problems beside a product keep it from nothing. */
export function toMedusaProduct(row: ArticleRow, context: NewProductContext): MappedProduct {
  const { settings, places, handle } = context
  if (places.missing.length) {
    return { problems: places.missing, notes: [] }
  }
  const price = toMedusaAmount(row, context.price)
  const product: CreateProductWorkflowInputDTO = {
    title: row.name?.trim() || row.articleNo,
    handle,
    description: row.description?.trim() || undefined,
    status: settings.new_product_status,
    shipping_profile_id: places.shippingProfileId,
    sales_channels: places.salesChannelId ? [{ id: places.salesChannelId }] : [],
    category_ids: places.categoryId ? [places.categoryId] : [],
    options: [{ title: OPTION, values: [OPTION_VALUE] }],
    variants: [toVariant(row, context, price.price)],
  }
  const barcode = row.barcode?.trim() ?? ""
  const taken = context.isBarcodeTaken && barcode !== "" ? [barcodeTaken(row.articleNo, barcode)] : []
  return { product, problems: [...price.problems, ...taken], notes: price.notes }
}

type NewVariant = NonNullable<CreateProductWorkflowInputDTO["variants"]>[number]

function toVariant(row: ArticleRow, context: NewProductContext, amount: string | undefined): NewVariant {
  const barcode = context.isBarcodeTaken ? undefined : row.barcode?.trim() || undefined
  const weight = toMedusaWeight(row.weightKg, context.settings.weight_unit)
  const { inventoryItemId } = context
  return {
    title: VARIANT_TITLE,
    sku: row.articleNo,
    options: { [OPTION]: OPTION_VALUE },
    manage_inventory: true,
    ...(barcode ? { barcode, ...(isEan13(barcode) ? { ean: barcode } : {}) } : {}),
    ...(weight === undefined ? {} : { weight }),
    ...(inventoryItemId
      ? { inventory_items: [{ inventory_item_id: inventoryItemId, required_quantity: 1 }] }
      : {}),
    prices: amount === undefined ? [] : [{ currency_code: context.price.currencyCode, amount }],
  } as NewVariant
}
