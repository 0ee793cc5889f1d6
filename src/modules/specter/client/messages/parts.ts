import { z } from "@medusajs/framework/zod"

/** The languages Specter has. */
const SPECTER_LANGUAGES = ["SE", "EN", "NO", "FI", "DA", "DE", "ES"] as const
export type SpecterLanguage = (typeof SPECTER_LANGUAGES)[number]

export const language = z.enum(SPECTER_LANGUAGES)

export const currency = z.string().regex(/^[A-Za-z]{3}$/, "must be a currency code of three letters")

export const countryCode = z.string().regex(/^([A-Za-z]{2})?$/, "must be a country code of two letters")

export const decimal = z
  .string()
  .regex(/^-?\d{1,20}(\.\d{1,20})?$/, "must be a decimal number with a point, such as 12.50")

export const percent = z.int().min(0).max(100)

export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date such as 2026-01-31")

/** Parameters of the merchant's own, by Specter's name. */
export const extra = z.record(
  z.string().regex(/^[A-Za-z]\w*$/, "must be one word of letters, digits and _"),
  z.string()
)

/** Specter's lengths, in characters. */
export const MAX_NAME = 100
export const MAX_EMAIL = 100
export const MAX_ORG_NO = 20
export const MAX_VAT_NO = 30
export const MAX_PHONE = 50
export const MAX_ORDER_REFERENCE = 50
export const MAX_CUSTOMER_REFERENCE = 70
export const MAX_DELIVERY_METHOD = 100
