import type { Store } from "./store"

export type NewVariant = {
  title?: string
  sku?: string | null
  /** SEK; null for a variant without a price. */
  price?: number | null
  currency?: string
  [field: string]: unknown
}

/** Creates a product through the admin API, with one option that tells its variants apart. */
export async function createProduct(
  store: Store,
  { variants, ...product }: { title: string; variants: NewVariant[]; [field: string]: unknown }
): Promise<any> {
  const titles = variants.map(({ title }, index) => title ?? `Variant ${index + 1}`)
  const { status, data } = await store.admin.post("/admin/products?fields=*variants", {
    status: "published",
    shipping_profile_id: store.shop.shippingProfileId,
    sales_channels: [{ id: store.shop.salesChannelId }],
    options: [{ title: "Utförande", values: titles }],
    variants: variants.map((variant, index) => toVariant(variant, titles[index])),
    ...product,
  })
  return answered(status, data).product
}

function toVariant({ price = 100, currency = "sek", ...variant }: NewVariant, title: string) {
  return {
    ...variant,
    title,
    options: { Utförande: title },
    prices: price === null ? [] : [{ currency_code: currency, amount: price }],
  }
}

export async function changeProduct(store: Store, id: string, change: object): Promise<void> {
  const { status, data } = await store.admin.post(`/admin/products/${id}`, change)
  answered(status, data)
}

export async function changeVariant(
  store: Store,
  productId: string,
  id: string,
  change: object
): Promise<void> {
  const { status, data } = await store.admin.post(`/admin/products/${productId}/variants/${id}`, change)
  answered(status, data)
}

/** Puts pieces on the shelves of the store's locations, in their order. */
export async function stockUp(store: Store, inventoryItemId: string, pieces: number[]): Promise<void> {
  const locations = Object.values(store.shop.stockLocationIds)
  for (const [index, stocked_quantity] of pieces.entries()) {
    const { status, data } = await store.admin.post(
      `/admin/inventory-items/${inventoryItemId}/location-levels`,
      {
        location_id: locations[index],
        stocked_quantity,
      }
    )
    answered(status, data)
  }
}

export async function createInventoryItem(store: Store, sku: string, pieces: number[]): Promise<string> {
  const { status, data } = await store.admin.post("/admin/inventory-items", { sku })
  const { id } = answered(status, data).inventory_item
  await stockUp(store, id, pieces)
  return id
}

export async function inventoryItemOf(store: Store, productId: string, variantId: string): Promise<string> {
  const { status, data } = await store.admin.get(
    `/admin/products/${productId}/variants/${variantId}?fields=inventory_items.inventory_item_id`
  )
  return answered(status, data).variant.inventory_items[0].inventory_item_id
}

/** The answer of a call that must succeed. */
export function answered(status: number, data: any): any {
  if (status >= 300) {
    throw new Error(`The store answered ${status}: ${JSON.stringify(data)}`)
  }
  return data
}
