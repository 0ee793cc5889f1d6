import type { BigNumberInput } from "@medusajs/framework/types"
import { type Amount, amountOf, ONE, roundHalfUp } from "../../push/mappers/amount"
import { type PriceTerms, vatFactor, withoutVat } from "../../push/mappers/article-price"

const STORE_DECIMALS = 2

/**
 * Specter's price without VAT (a decimal text) as the store's, a decimal text with at most 2 decimals. Undefined when the
 * store keeps prices with VAT and does not know how much.
 */
export function toMedusaPrice(priceExclVat: string, terms: PriceTerms): string | undefined {
  const factor = vatFactor(terms)
  return factor && storesPrice(amountOf(priceExclVat), factor).toFixed()
}

/** Whether the store's price is what Specter says, to as many decimals as Specter says it. */
export function isSamePrice(stored: BigNumberInput, priceExclVat: string, terms: PriceTerms): boolean {
  const factor = vatFactor(terms)
  if (!factor) {
    return false
  }
  const specters = amountOf(priceExclVat)
  const amount = amountOf(stored)
  return (
    roundHalfUp(withoutVat(amount, factor), decimalsOf(priceExclVat)).eq(specters) ||
    amount.eq(storesPrice(specters, factor))
  )
}

/** To how many decimals a price of Specter's is held against another. */
export function decimalsOf(priceExclVat: string): number {
  return Math.max(STORE_DECIMALS, priceExclVat.split(".")[1]?.length ?? 0)
}

function storesPrice(specters: Amount, factor: Amount): Amount {
  return roundHalfUp(factor === ONE ? specters : specters.times(factor), STORE_DECIMALS)
}
