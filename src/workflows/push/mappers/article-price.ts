import type { BigNumberInput } from "@medusajs/framework/types"
import { type Amount, knownAmount, ONE, toDecimalText, withPercent } from "./amount"

/** How the store keeps prices, and the VAT in percent of what is priced: undefined when the store does not know it. */
export type PriceTerms = { pricesIncludeVat: boolean; vatPercent?: BigNumberInput }

/** Thousands of a batch's prices share few terms. */
const factors = new WeakMap<PriceTerms, Amount | undefined>()

/**
 * How many times a price without VAT the store's price is: `ONE` where the store keeps prices without. Undefined when it
 * keeps them with VAT and does not know how much.
 */
export function vatFactor(terms: PriceTerms): Amount | undefined {
  if (!factors.has(terms)) {
    const percent = knownAmount(terms.vatPercent)
    factors.set(terms, terms.pricesIncludeVat ? percent && withPercent(percent) : ONE)
  }
  return factors.get(terms)
}

/** The store's price as Specter's: without VAT, a decimal text with 2 to 4 decimals. */
export function articlePrice(price: Amount, terms: PriceTerms): string {
  return toDecimalText(withoutVat(price, vatFactor(terms) ?? ONE), 2, 4)
}

export function withoutVat(price: Amount, factor: Amount): Amount {
  return factor === ONE ? price : price.div(factor)
}
