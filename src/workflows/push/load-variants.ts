import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Settings } from "../../modules/specter/settings"
import { ARTICLE_FIELDS, type MedusaVariant } from "./mappers/article"

export type LoadedVariants = {
  variants: Map<string, MedusaVariant>
  /** VAT in percent by variant id; empty without a tax region for the settings' country. */
  vatPercents: Map<string, BigNumberInput>
  pricesIncludeVat: boolean
}

/** The variants that still exist of these ids, with what the store's tax and price settings say of them. */
export async function loadVariants(
  container: MedusaContainer,
  variantIds: string[],
  settings: Settings
): Promise<LoadedVariants> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ARTICLE_FIELDS,
    filters: { id: variantIds },
    pagination: { take: variantIds.length },
  })
  const found = (data as unknown as MedusaVariant[]).filter((variant) => variant.product)
  const [vatPercents, pricesIncludeVat] = await Promise.all([
    loadVatPercents(container, found, settings),
    loadPricesIncludeVat(container, settings.currency_code),
  ])
  return { variants: new Map(found.map((variant) => [variant.id, variant])), vatPercents, pricesIncludeVat }
}

async function loadVatPercents(
  container: MedusaContainer,
  variants: MedusaVariant[],
  settings: Settings
): Promise<Map<string, BigNumberInput>> {
  if (!variants.length) {
    return new Map()
  }
  const items = variants.map(({ id, product }) => ({
    id,
    product_id: product!.id,
    product_type_id: product!.type_id ?? undefined,
    quantity: 1,
    unit_price: 100,
    currency_code: settings.currency_code,
  }))
  const lines = await container
    .resolve(Modules.TAX)
    .getTaxLines(items, { address: { country_code: settings.country_code } })
  return new Map(lines.flatMap((line) => ("line_item_id" in line ? [[line.line_item_id, line.rate]] : [])))
}

async function loadPricesIncludeVat(container: MedusaContainer, currencyCode: string): Promise<boolean> {
  const [preference] = await container
    .resolve(Modules.PRICING)
    .listPricePreferences({ attribute: "currency_code", value: currencyCode })
  return preference?.is_tax_inclusive ?? false
}
