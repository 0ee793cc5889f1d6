import { MathBN } from "@medusajs/framework/utils"
import type { Settings } from "../../../modules/specter/settings"

type Unit = Settings["weight_unit"]

/** Specter gives weights in kg, with three decimals. */
const KG_DECIMALS = 3
const HALF_UP = 4

/** Specter's kilograms in the store's unit. Undefined for none: Specter has zero for articles that were never weighed. */
export function toMedusaWeight(weightKg: string | undefined, unit: Unit): number | undefined {
  if (weightKg === undefined || MathBN.lte(weightKg, 0)) {
    return undefined
  }
  return MathBN.mult(weightKg, unit === "g" ? 1000 : 1).toNumber()
}

/** Whether the store's weight is the one that Specter has, to Specter's decimals. */
export function isSameWeight(stored: number | null | undefined, weightKg: string, unit: Unit): boolean {
  if (stored === null || stored === undefined) {
    return false
  }
  const kilograms = MathBN.div(stored, unit === "g" ? 1000 : 1)
  return kilograms
    .decimalPlaces(KG_DECIMALS, HALF_UP)
    .eq(MathBN.convert(weightKg).decimalPlaces(KG_DECIMALS, HALF_UP))
}
