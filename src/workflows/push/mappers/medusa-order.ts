import type { BigNumberInput } from "@medusajs/framework/types"

/** An amount or quantity as Medusa gives it: a number, a BigNumber or a raw value. */
export type MedusaNumber = BigNumberInput | null | undefined

export type MedusaMetadata = Record<string, unknown> | null

export type MedusaAddress = {
  company?: string | null
  first_name?: string | null
  last_name?: string | null
  address_1?: string | null
  address_2?: string | null
  postal_code?: string | null
  city?: string | null
  province?: string | null
  country_code?: string | null
  phone?: string | null
}

export type MedusaAdjustment = {
  id?: string
  amount?: MedusaNumber
  is_tax_inclusive?: boolean | null
  code?: string | null
  promotion_id?: string | null
  description?: string | null
}

/** What items and shipping methods have in common: an amount before and after discounts, tax included. */
export type MedusaTotalled = {
  original_total?: MedusaNumber
  total?: MedusaNumber
  tax_lines?: { rate?: MedusaNumber }[] | null
  adjustments?: MedusaAdjustment[] | null
}

export type MedusaItem = MedusaTotalled & {
  id?: string
  title?: string | null
  product_title?: string | null
  variant_title?: string | null
  variant_sku?: string | null
  variant?: {
    sku?: string | null
    inventory_items?: { inventory_item_id?: string | null; required_quantity?: MedusaNumber }[] | null
  } | null
  quantity?: MedusaNumber
  detail?: { return_received_quantity?: MedusaNumber; return_dismissed_quantity?: MedusaNumber } | null
}

export type MedusaShippingMethod = MedusaTotalled & {
  id?: string
  name?: string | null
  shipping_option_id?: string | null
}

export type MedusaCreditLine = { id?: string; amount?: MedusaNumber; reference?: string | null }

export type MedusaPayment = {
  id?: string
  provider_id?: string | null
  data?: Record<string, unknown> | null
  canceled_at?: string | Date | null
  created_at?: string | Date | null
}

export type MedusaCustomer = {
  id?: string
  email?: string | null
  first_name?: string | null
  last_name?: string | null
  company_name?: string | null
  phone?: string | null
  has_account?: boolean | null
  metadata?: MedusaMetadata
  addresses?:
    (MedusaAddress & { is_default_billing?: boolean | null; is_default_shipping?: boolean | null })[] | null
}

/** What the mappers use of an order that was read with `ORDER_FIELDS`. */
export type MedusaOrder = {
  id: string
  display_id?: number | string | null
  custom_display_id?: string | null
  email?: string | null
  currency_code?: string | null
  sales_channel_id?: string | null
  metadata?: MedusaMetadata
  total?: MedusaNumber
  credit_line_total?: MedusaNumber
  items?: MedusaItem[] | null
  shipping_methods?: MedusaShippingMethod[] | null
  credit_lines?: MedusaCreditLine[] | null
  billing_address?: MedusaAddress | null
  shipping_address?: MedusaAddress | null
  customer?: MedusaCustomer | null
  payment_collections?: { payments?: MedusaPayment[] | null }[] | null
}
