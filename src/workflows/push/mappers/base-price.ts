import type { BigNumberInput } from "@medusajs/framework/types"
import { knownAmount, ONE } from "./amount"
import { textOf } from "./text"

export type MedusaPrice = {
  amount: BigNumberInput
  raw_amount?: BigNumberInput
  currency_code: string
  min_quantity?: BigNumberInput | null
  price_list_id?: string | null
  rules_count?: number | null
}

/** The one price that Specter's stands for: no price list's, no rule's, no quantity step's. */
export function basePrice<Price extends MedusaPrice>(
  prices: Price[],
  currencyCode: string
): Price | undefined {
  return prices.find(
    ({ currency_code, price_list_id, rules_count, min_quantity }) =>
      textOf(currency_code)?.toLowerCase() === currencyCode &&
      !price_list_id &&
      !rules_count &&
      (knownAmount(min_quantity) ?? ONE).lte(ONE)
  )
}
