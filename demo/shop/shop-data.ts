/** Swedish VAT, in percent. */
export type Vat = 25 | 12 | 6

/** A product as the data files describe it: every combination of its options becomes a variant. */
export type ProductData = {
  title: string
  /** Start of every variant's SKU. */
  sku: string
  description: string
  vat: Vat
  category: string
  /** SEK including VAT. */
  price: number
  /** Grams. */
  weight: number
  /** Option title to its values; a value's part of the SKU stands in `option-codes.ts`. Without options there is one variant. */
  options?: Record<string, string[]>
  /** What differs from the above, by the variant's option values joined with " / ". `sku: null` is a variant without one. */
  variants?: Record<string, { sku?: string | null; price?: number; weight?: number }>
  /** Pieces of each variant at each stock location, in the order of `STOCK_LOCATIONS`. */
  stock: number[]
}

export type StockLocationData = { name: string; address: string; postalCode: string; city: string }

export type ShippingOptionData = {
  name: string
  description: string
  /** The option type's code, and the code that the carrier goes by. */
  code: string
  /** SEK including VAT. */
  price: number
  /** Name of the stock location that it is delivered from. */
  from: string
}

type AddressData = { address: string; postalCode: string; city: string; phone: string }

export type PersonData = AddressData & {
  email: string
  firstName: string
  lastName: string
  orgNumber?: string
}

export type CompanyData = PersonData & { company: string; orgNumber: string; vatNumber: string }
