import { decorateCartTotals } from "@medusajs/framework/utils"
import type { MedusaOrder } from "../medusa-order"

const ASA = {
  first_name: "Åsa",
  last_name: "Öberg-Ärlig",
  address_1: "Storgatan 1 A",
  address_2: "lgh 1203",
  postal_code: "111 22",
  city: "Örebro",
  country_code: "se",
  phone: "+46 70-123 45 67",
}

const VAT_25 = [{ rate: 25 }]
const VAT_12 = [{ rate: 12 }]

/** A guest's order of two VAT rates, paid with Klarna, as a tax-inclusive shop has it before totals. */
export const GUEST_ORDER = {
  id: "order_01",
  display_id: 1042,
  email: "asa.oberg@example.se",
  currency_code: "sek",
  sales_channel_id: "sc_web",
  metadata: { comment: "Lämna vid dörren, tack!" },
  billing_address: ASA,
  shipping_address: ASA,
  customer: { id: "cus_guest", email: "asa.oberg@example.se", has_account: false, metadata: null },
  items: [
    {
      id: "item_1",
      title: "Tröja Älv",
      product_title: "Tröja Älv",
      variant_title: "Röd / S",
      variant_sku: "TRÖJA-S",
      unit_price: 99,
      quantity: 2,
      is_tax_inclusive: true,
      tax_lines: VAT_25,
    },
    {
      id: "item_2",
      title: "Kaffe 500 g & kanna",
      product_title: "Kaffe 500 g & kanna",
      variant_title: "Default variant",
      variant_sku: "KAFFE-500",
      unit_price: 112,
      quantity: 1,
      is_tax_inclusive: true,
      tax_lines: VAT_12,
    },
  ],
  shipping_methods: [
    {
      id: "sm_1",
      name: "PostNord Hämta",
      shipping_option_id: "so_pn",
      amount: 49,
      is_tax_inclusive: true,
      tax_lines: VAT_25,
    },
  ],
  credit_lines: [],
  payment_collections: [
    {
      payments: [
        {
          id: "pay_01",
          provider_id: "pp_klarna_klarna",
          data: { order_id: "klarna-55", client_token: "x" },
          canceled_at: null,
        },
      ],
    },
  ],
}

/** The order with Medusa's totals, as the API gives it. */
export function stored(order: object): MedusaOrder {
  return JSON.parse(JSON.stringify(decorateCartTotals(structuredClone(order) as never)))
}
