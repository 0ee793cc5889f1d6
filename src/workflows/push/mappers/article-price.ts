import type { BigNumberInput } from "@medusajs/framework/types"
import { type Amount, knownAmount, toDecimalText, withPercent } from "./amount"

/** How the store keeps prices, and the VAT in percent of what is priced: undefined when the store does not know it. */
export type PriceTerms = { pricesIncludeVat: boolean; vatPercent?: BigNumberInput }

/** The store's price as Specter's: without VAT, a decimal text with 2 to 4 decimals. */
export function articlePrice(price: Amount, { pricesIncludeVat, vatPercent }: PriceTerms): string {
  const percent = pricesIncludeVat ? knownAmount(vatPercent) : undefined
  return toDecimalText(percent ? price.div(withPercent(percent)) : price, 2, 4)
}
