import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

export type StoredPrice = {
  id: string
  amount: BigNumberInput
  raw_amount?: BigNumberInput
  currency_code: string
  min_quantity?: BigNumberInput | null
  price_list_id?: string | null
  rules_count?: number | null
}

/** The one price that is Specter's to change: no price list's, no rule's, no quantity step's. */
export function basePrice(prices: StoredPrice[], currencyCode: string): StoredPrice | undefined {
  return prices.find(
    ({ currency_code, price_list_id, rules_count, min_quantity }) =>
      currency_code.toLowerCase() === currencyCode &&
      !price_list_id &&
      !rules_count &&
      (min_quantity === null || min_quantity === undefined || MathBN.lte(min_quantity, 1))
  )
}
