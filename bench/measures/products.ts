import type { CreateProductWorkflowInputDTO, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, ProductStatus } from "@medusajs/framework/utils"
import { createProductsWorkflow } from "@medusajs/medusa/core-flows"
import { decodeAnswer } from "../../src/modules/specter/client/codecs/answer-text"
import { applyArticles } from "../../src/workflows/pull/apply-articles"
import { chunks } from "../../src/workflows/pull/chunks"
import { asAlone } from "../apply-alone"
import { importArticles } from "../import-settings"
import { atMost, type Contender, type Measured, median, race } from "../measure"
import { nothingWaits } from "../nothing-waits"
import { startStore } from "../store"
import { articleBatch } from "../xml"

const NEW = 1_000
const BATCH_SIZES = [50, 100]
const ONLY_OPTION = "Default option"
const ONLY_VALUE = "Default option value"

/** 1,000 articles that the store lacks, as products. */
export default async function products(): Promise<Measured> {
  const { container } = await startStore()
  await importArticles(container, { pricesOnly: false })
  const shippingProfileId = await defaultProfile(container)
  let batch: Buffer = Buffer.alloc(0)
  const workflows = BATCH_SIZES.map((size, index): Contender => ({
    what: `Medusa's createProductsWorkflow, ${size} at a time`,
    prepare: () => nothingWaits(container),
    run: (round) => byWorkflow(container, size, `M${index}-${round}`, shippingProfileId),
  }))
  const figures = await race([
    {
      what: "plugin",
      prepare: async (round) => {
        await nothingWaits(container)
        batch = articleBatch(
          numbers().map((number) => ({
            articleNo: `P-${round}-${number}`,
            name: `Artikel Å ${round} ${number}`,
            price: 80,
          }))
        )
      },
      run: () => applyArticles(container, decodeAnswer(batch), asAlone()),
    },
    ...workflows,
  ])
  const [plugin, ...medusas] = figures.map(({ values }) => median(values))
  return {
    title: "1,000 new articles become products",
    how: "From the bytes of Specter's XML to products with a price, a place to sell and an inventory item, noted as Specter has them; beside it the same products by Medusa's workflow alone.",
    figures,
    targets: [atMost("plugin ÷ Medusa's workflow at its best", plugin / Math.min(...medusas), 1.1)],
    remarks: [],
  }
}

const numbers = () => Array.from({ length: NEW }, (_, index) => index + 1)

async function defaultProfile(container: MedusaContainer): Promise<string> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "shipping_profile",
    fields: ["id"],
    filters: { type: "default" },
  })
  return data[0].id
}

async function byWorkflow(
  container: MedusaContainer,
  size: number,
  prefix: string,
  shipping_profile_id: string
) {
  const input = numbers().map((number): CreateProductWorkflowInputDTO => ({
    title: `Artikel Å ${prefix} ${number}`,
    status: ProductStatus.DRAFT,
    shipping_profile_id,
    options: [{ title: ONLY_OPTION, values: [ONLY_VALUE] }],
    variants: [
      {
        title: "Default variant",
        sku: `${prefix}-${number}`,
        manage_inventory: true,
        options: { [ONLY_OPTION]: ONLY_VALUE },
        prices: [{ currency_code: "sek", amount: 100 }],
      },
    ],
  }))
  for (const some of chunks(input, size)) {
    await createProductsWorkflow(container).run({ input: { products: some } })
  }
}
