import { COMPANIES } from "../data/companies"
import { PERSONS } from "../data/persons"
import { PRODUCTS } from "../data/products"
import { SHIPPING_OPTIONS, STOCK_LOCATIONS } from "../data/shop"
import { ean13 } from "../shop/check-digits"
import { toVariants } from "../shop/variants"

const variantsOf = PRODUCTS.map((product, index) => toVariants(product, (index + 1) * 1000))
const variants = variantsOf.flat()

/** Whether the number ends in its Luhn check digit, as Swedish personal and organisation numbers do. */
function hasCheckDigit(number: string): boolean {
  const digits = [...number.replace(/\D/g, "")].map(Number)
  const sum = digits.reverse().reduce((total, digit, index) => {
    const weighed = index % 2 === 1 ? digit * 2 : digit
    return total + Math.floor(weighed / 10) + (weighed % 10)
  }, 0)
  return sum % 10 === 0
}

describe("the demo's shop", () => {
  it("has about sixty products, each with 1 to 12 variants, of all three VAT rates", () => {
    expect(PRODUCTS.length).toBeGreaterThanOrEqual(60)
    const counts = variantsOf.map((found) => found.length)
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([1, 12])
    expect(new Set(PRODUCTS.map((product) => product.vat))).toEqual(new Set([25, 12, 6]))
  })

  it("names every SKU and every bar code once", () => {
    const skus = variants.flatMap((variant) => variant.sku ?? [])
    expect(new Set(skus).size).toBe(skus.length)
    expect(new Set(variants.map((variant) => variant.ean)).size).toBe(variants.length)
  })

  it("has one variant without an SKU, for the admin to show as a problem", () => {
    expect(variants.filter((variant) => variant.sku === undefined)).toHaveLength(1)
  })

  it("describes differing variants only by combinations that exist", () => {
    const titles = new Set(variants.map((variant) => variant.title))
    const described = PRODUCTS.flatMap((product) => Object.keys(product.variants ?? {}))
    expect(described.filter((title) => !titles.has(title))).toEqual([])
  })

  it("gives each product a stock figure for each stock location", () => {
    expect(PRODUCTS.filter((product) => product.stock.length !== STOCK_LOCATIONS.length)).toEqual([])
  })

  it("delivers only from stock locations that exist", () => {
    const names = STOCK_LOCATIONS.map((location) => location.name)
    expect(SHIPPING_OPTIONS.filter((option) => !names.includes(option.from))).toEqual([])
  })

  it("has personal and organisation numbers with right check digits", () => {
    const numbers = [...PERSONS, ...COMPANIES].flatMap((customer) => customer.orgNumber ?? [])
    expect(numbers.length).toBeGreaterThan(COMPANIES.length)
    expect(numbers.filter((number) => !hasCheckDigit(number))).toEqual([])
    expect(hasCheckDigit("559999-9818")).toBe(false)
  })
})

describe("ean13", () => {
  it("ends in the check digit that makes the weighed sum a multiple of ten", () => {
    expect(ean13(5385001)).toBe("7350053850019")
  })
})
