import type { CreateProductWorkflowInputDTO } from "@medusajs/framework/types"
import { OPTION_CODES } from "../data/option-codes"
import { ean13 } from "./check-digits"
import type { ProductData } from "./shop-data"

type Variant = NonNullable<CreateProductWorkflowInputDTO["variants"]>[number]

const ONLY_OPTION = { Utförande: ["Standard"] }

/** The product's options as Medusa wants them: a product without any has one with one value. */
export function optionsOf(product: ProductData): Record<string, string[]> {
  return product.options ?? ONLY_OPTION
}

/** Every combination of the product's options as a variant. `firstEan` numbers the bar codes. */
export function toVariants(product: ProductData, firstEan: number): Variant[] {
  return combinations(optionsOf(product)).map((choice, index) => {
    const title = Object.values(choice).join(" / ")
    const own = product.variants?.[title] ?? {}
    const sku = own.sku === undefined ? skuOf(product, choice) : own.sku
    const ean = ean13(firstEan + index)
    return {
      title: product.options ? title : product.title,
      ...(sku === null ? {} : { sku }),
      ean,
      barcode: ean,
      weight: own.weight ?? product.weight,
      origin_country: "se",
      manage_inventory: true,
      options: choice,
      prices: [{ currency_code: "sek", amount: own.price ?? product.price }],
    }
  })
}

function combinations(options: Record<string, string[]>): Record<string, string>[] {
  return Object.entries(options).reduce<Record<string, string>[]>(
    (found, [title, values]) =>
      found.flatMap((choice) => values.map((value) => ({ ...choice, [title]: value }))),
    [{}]
  )
}

function skuOf(product: ProductData, choice: Record<string, string>): string {
  const codes = product.options ? Object.values(choice).map((value) => OPTION_CODES[value] ?? value) : []
  return [product.sku, ...codes].join("-")
}
