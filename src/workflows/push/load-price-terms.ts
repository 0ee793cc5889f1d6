import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Settings } from "../../modules/specter/settings"

export type TaxedProduct = { id: string; type_id?: string | null }

/** VAT in percent by product id; empty without a tax region for the settings' country. It goes by product and its type. */
export async function loadVatPercents(
  container: MedusaContainer,
  products: TaxedProduct[],
  settings: Settings
): Promise<Map<string, BigNumberInput>> {
  const types = new Map(products.map(({ id, type_id }) => [id, type_id]))
  if (!types.size) {
    return new Map()
  }
  const items = [...types].map(([id, typeId]) => ({
    id,
    product_id: id,
    product_type_id: typeId ?? undefined,
    quantity: 1,
    unit_price: 100,
    currency_code: settings.currency_code,
  }))
  const lines = await container
    .resolve(Modules.TAX)
    .getTaxLines(items, { address: { country_code: settings.country_code } })
  return new Map(
    lines.flatMap((line) =>
      "line_item_id" in line && line.rate != null ? [[line.line_item_id, line.rate] as const] : []
    )
  )
}

/** Whether the store keeps its prices in this currency with VAT. */
export async function loadPricesIncludeVat(
  container: MedusaContainer,
  currencyCode: string
): Promise<boolean> {
  const [preference] = await container
    .resolve(Modules.PRICING)
    .listPricePreferences({ attribute: "currency_code", value: currencyCode })
  return preference?.is_tax_inclusive ?? false
}
