import type { CreatePromotionDTO, MedusaContainer } from "@medusajs/framework/types"
import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"

/** 10 % off the whole order. */
export const PERCENTAGE_CODE = "SOMMAR10"
/** 50 SEK including VAT off one piece of each item. */
export const FIXED_CODE = "KRONOR50"
/** Freight for nothing. */
export const FREE_SHIPPING_CODE = "FRIFRAKT"

const shared = { type: "standard", status: "active", is_automatic: false, is_tax_inclusive: true } as const

const PROMOTIONS: CreatePromotionDTO[] = [
  {
    ...shared,
    code: PERCENTAGE_CODE,
    application_method: {
      type: "percentage",
      target_type: "order",
      allocation: "across",
      value: 10,
      currency_code: "sek",
    },
  },
  {
    ...shared,
    code: FIXED_CODE,
    application_method: {
      type: "fixed",
      target_type: "items",
      allocation: "each",
      value: 50,
      max_quantity: 1,
      currency_code: "sek",
    },
  },
  {
    ...shared,
    code: FREE_SHIPPING_CODE,
    application_method: {
      type: "percentage",
      target_type: "shipping_methods",
      allocation: "across",
      value: 100,
      currency_code: "sek",
    },
  },
]

/** Creates the three promotion codes above. */
export async function createPromotions(container: MedusaContainer): Promise<void> {
  await createPromotionsWorkflow(container).run({ input: { promotionsData: PROMOTIONS } })
}
