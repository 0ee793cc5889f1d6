import { MathBN } from "@medusajs/framework/utils"
import type { MedusaNumber } from "./medusa-order"

/** An exact decimal number. */
export type Amount = ReturnType<typeof MathBN.convert>

const HALF_UP = 4

// Medusa divides to 20 decimals and hands numbers on as doubles: what differs beyond these decimals is noise.
const NOISE_FREE_DECIMALS = 10

export const ZERO: Amount = MathBN.convert(0)
export const ONE: Amount = MathBN.convert(1)

export function roundHalfUp(amount: Amount, decimals: number): Amount {
  return amount.decimalPlaces(decimals, HALF_UP)
}

/** A number of Medusa's without computational noise; not a number when it is missing or odd. */
export function amountOf(value: MedusaNumber): Amount {
  return roundHalfUp(MathBN.convert(value ?? NaN), NOISE_FREE_DECIMALS)
}

/** As `amountOf`; undefined when it is missing or odd. */
export function knownAmount(value: MedusaNumber): Amount | undefined {
  if (value === null || value === undefined) {
    return undefined
  }
  const amount = amountOf(value)
  return amount.isFinite() ? amount : undefined
}

/** A number as Medusa's API shows it: in the process it can have further decimals, `0.00499…` for `0.005`. */
export function shownAmount(value: MedusaNumber): Amount {
  return MathBN.convert(MathBN.convert(value ?? NaN).toNumber())
}

/** So many decimals has a price in öre. */
export const ORE = 2

/** What an order comes to, in öre, as Medusa itself compares it: in the process a total can have further decimals. */
export function inOre(value: MedusaNumber): Amount {
  return roundHalfUp(shownAmount(value), ORE)
}

export function sumOf(amounts: Amount[]): Amount {
  return amounts.reduce((sum, amount) => sum.plus(amount), ZERO)
}

/** `1 + rate / 100`, exactly. */
export function withPercent(rate: Amount): Amount {
  return rate.shiftedBy(-2).plus(ONE)
}

/** A decimal string with at least `least` decimals, rounded to at most `most`. */
export function toDecimalText(amount: Amount, least: number, most: number): string {
  const rounded = roundHalfUp(amount, most)
  const shown = rounded.isZero() ? ZERO : rounded
  return shown.toFixed(Math.max(least, shown.decimalPlaces() ?? 0))
}

/** A decimal string with at least two decimals: `79.20`, `0.00`. */
export function toMoneyText(amount: Amount): string {
  const shown = amount.isZero() ? ZERO : amount
  return shown.toFixed(Math.max(2, shown.decimalPlaces() ?? 2))
}
