import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createProductTypesWorkflow,
  createTaxRatesWorkflow,
  createTaxRegionsWorkflow,
} from "@medusajs/medusa/core-flows"
import type { Vat } from "./shop-data"

/** The product type that carries a VAT rate, for every rate other than the default one. */
export type ProductTypeIds = Record<Exclude<Vat, 25>, string>

/** Swedish VAT: 25 % unless the product's type says food (12 %) or books (6 %). */
export async function createVat(container: MedusaContainer): Promise<ProductTypeIds> {
  const { result: types } = await createProductTypesWorkflow(container).run({
    input: { product_types: [{ value: "Livsmedel" }, { value: "Böcker" }] },
  })
  const ids: ProductTypeIds = { 12: types[0].id, 6: types[1].id }
  const { result: regions } = await createTaxRegionsWorkflow(container).run({
    input: [
      {
        country_code: "se",
        provider_id: "tp_system",
        default_tax_rate: { name: "Moms 25 %", code: "moms-25", rate: 25 },
      },
    ],
  })
  await createTaxRatesWorkflow(container).run({
    input: ([12, 6] as const).map((rate) => ({
      tax_region_id: regions[0].id,
      name: `Moms ${rate} %`,
      code: `moms-${rate}`,
      rate,
      rules: [{ reference: "product_type", reference_id: ids[rate] }],
    })),
  })
  return ids
}
