import { answered } from "./products"
import type { Store } from "./store"

type DraftItem = { title?: string; variant_id?: string; unit_price?: number; quantity: number }

/** Where orders go that no storefront has placed. */
export const ADDRESS = {
  first_name: "Örjan",
  last_name: "Ål",
  address_1: "Ödevägen 1",
  postal_code: "831 41",
  city: "Östersund",
  country_code: "se",
}

/** Makes a draft order through the admin API, with freight "Hemleverans". */
export async function createDraft({ admin, shop }: Store, items: DraftItem[]): Promise<any> {
  const { status, data } = await admin.post("/admin/draft-orders", {
    email: "orjan@example.se",
    region_id: shop.regionId,
    sales_channel_id: shop.salesChannelId,
    shipping_address: ADDRESS,
    billing_address: ADDRESS,
    items,
    shipping_methods: [
      { name: "Hemleverans", shipping_option_id: shop.shippingOptionIds["Hemleverans"], amount: 129 },
    ],
  })
  return answered(status, data).draft_order
}

/** Makes an order of a draft. */
export async function convertDraft({ admin }: Store, draftId: string): Promise<any> {
  const { status, data } = await admin.post(`/admin/draft-orders/${draftId}/convert-to-order`)
  return answered(status, data).order
}
