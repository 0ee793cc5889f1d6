import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { knowsPricedVariantTables, readPricedVariants } from "../../medusa-tables/priced-variants"
import { knowsStockTables, readStockedVariants } from "../../medusa-tables/stock"
import type { Settings } from "../../modules/specter/settings"
import { loadPricesIncludeVat, loadVatPercents } from "./load-price-terms"
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
  const products = new Map([...variants].map(([id, { product }]) => [id, product!]))
  const [percents, pricesIncludeVat] = await Promise.all([
    loadVatPercents(container, [...products.values()], settings),
    loadPricesIncludeVat(container, settings.currency_code),
  ])
  const vatPercents = new Map(
    [...products].flatMap(([id, product]) => {
      const percent = percents.get(product.id)
      return percent === undefined ? [] : [[id, percent] as const]
    })
  )
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
