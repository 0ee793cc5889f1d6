import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { knowsPricedVariantTables, readPricedVariants } from "../../medusa-tables/priced-variants"
import { knowsStockTables, readStockedVariants } from "../../medusa-tables/stock"
import type { Settings } from "../../modules/specter/settings"
import { ARTICLE_FIELDS, type StoredVariant } from "./mappers/article"
import { variantsOfRows } from "./mappers/variants-of-rows"

export type LoadedVariants = {
  variants: Map<string, StoredVariant>
  /** VAT in percent by variant id; empty without a tax region for the settings' country. */
  vatPercents: Map<string, BigNumberInput>
  pricesIncludeVat: boolean
}

/**
 * The variants that still exist of these ids, with what the store's tax and price settings say of them. What is on hand
 * of them is read only `withStock`.
 */
export async function loadVariants(
  container: MedusaContainer,
  variantIds: string[],
  settings: Settings,
  { withStock }: { withStock: boolean }
): Promise<LoadedVariants> {
  const variants = variantIds.length
    ? await readVariants(container, variantIds, withStock)
    : new Map<string, StoredVariant>()
  const [vatPercents, pricesIncludeVat] = await Promise.all([
    loadVatPercents(container, [...variants.values()], settings),
    loadPricesIncludeVat(container, settings.currency_code),
  ])
  return { variants, vatPercents, pricesIncludeVat }
}

async function readVariants(
  container: MedusaContainer,
  ids: string[],
  withStock: boolean
): Promise<Map<string, StoredVariant>> {
  if (!(await knowsPricedVariantTables(container)) || !(await knowsStockTables(container))) {
    return await queryVariants(container, ids)
  }
  const [rows, stocked] = await Promise.all([
    readPricedVariants(container, ids),
    withStock ? readStockedVariants(container, ids) : [],
  ])
  return variantsOfRows(rows, stocked)
}

async function queryVariants(container: MedusaContainer, ids: string[]): Promise<Map<string, StoredVariant>> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product_variant",
    fields: ARTICLE_FIELDS,
    filters: { id: ids },
    pagination: { take: ids.length },
  })
  const found = (data as unknown as StoredVariant[]).filter(({ product }) => product)
  return new Map(found.map((variant) => [variant.id, variant]))
}

/** Tax goes by product and its type: its variants all have the same. */
async function loadVatPercents(
  container: MedusaContainer,
  variants: StoredVariant[],
  settings: Settings
): Promise<Map<string, BigNumberInput>> {
  const products = new Map(
    variants.flatMap(({ product }) => (product ? [[product.id, product] as const] : []))
  )
  if (!products.size) {
    return new Map()
  }
  const items = [...products.values()].map(({ id, type_id }) => ({
    id,
    product_id: id,
    product_type_id: type_id ?? undefined,
    quantity: 1,
    unit_price: 100,
    currency_code: settings.currency_code,
  }))
  const lines = await container
    .resolve(Modules.TAX)
    .getTaxLines(items, { address: { country_code: settings.country_code } })
  const rates = new Map(
    lines.flatMap((line) => ("line_item_id" in line ? [[line.line_item_id, line.rate]] : []))
  )
  return new Map(
    variants.flatMap(({ id, product }) => {
      const rate = product && rates.get(product.id)
      return rate == null ? [] : [[id, rate]]
    })
  )
}

async function loadPricesIncludeVat(container: MedusaContainer, currencyCode: string): Promise<boolean> {
  const [preference] = await container
    .resolve(Modules.PRICING)
    .listPricePreferences({ attribute: "currency_code", value: currencyCode })
  return preference?.is_tax_inclusive ?? false
}
