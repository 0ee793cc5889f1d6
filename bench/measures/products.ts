import type { CreateProductWorkflowInputDTO, MedusaContainer } from "@medusajs/framework/types"
import { ProductStatus, toHandle } from "@medusajs/framework/utils"
import { createProductsWorkflow } from "@medusajs/medusa/core-flows"
import { decodeAnswer } from "../../src/modules/specter/client/codecs/answer-text"
import { applyArticles } from "../../src/workflows/pull/apply-articles"
import { chunks } from "../../src/workflows/chunks"
import { loadNewProductPlaces } from "../../src/workflows/pull/load-new-product-places"
import type { NewProductPlaces } from "../../src/workflows/pull/mappers/to-medusa-product"
import { asAlone } from "../apply-alone"
import { importArticles, settingsOf } from "../import-settings"
import { atMost, type Measured, median, MORE_ROUNDS, race } from "../measure"
import { nothingWaits } from "../nothing-waits"
import { startStore } from "../store"
import { triedBefore, tryBatchSizes } from "../try-batch-sizes"
import { unheard } from "../unheard"
import { articleBatch } from "../xml"

const NEW = 1_000
/** Medusa's own workflow is tried with so many products at a time; the fastest of them is raced. */
const BATCH_SIZES = [50, 100, 250, 500, 1_000]
const ONLY_OPTION = "Default option"
const ONLY_VALUE = "Default option value"

/** 1,000 articles that the store lacks, as products. */
export default async function products(): Promise<Measured> {
  const { container } = await startStore()
  await importArticles(container, { pricesOnly: false })
  const places = await loadNewProductPlaces(container, await settingsOf(container))
  let batch: Buffer = Buffer.alloc(0)
  const medusas = (size: number, name: string) =>
    unheard(container, () => byWorkflow(container, size, `M-${name}`, places))
  const tried = await tryBatchSizes(BATCH_SIZES, NEW, (size, time) => medusas(size, `try-${time}`))
  const [best] = tried
  const figures = await race(
    [
      {
        what: "plugin",
        prepare: async (round) => {
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
      {
        what: `Medusa's createProductsWorkflow, ${best.size} at a time`,
        run: (round) => medusas(best.size, String(round)),
      },
    ],
    () => nothingWaits(container),
    MORE_ROUNDS
  )
  const [plugin, medusa] = figures.map(({ values }) => median(values))
  return {
    title: "1,000 new articles become products",
    how: "From the bytes of Specter's XML to products with a price, a place to sell and an inventory item, noted as Specter has them; beside it the same products by Medusa's workflow alone, which the plugin does not hear of.",
    figures,
    targets: [atMost("plugin ÷ Medusa's workflow at its best", plugin / medusa, 1.1)],
    remarks: [triedBefore(tried)],
  }
}

const numbers = () => Array.from({ length: NEW }, (_, index) => index + 1)

async function byWorkflow(
  container: MedusaContainer,
  size: number,
  prefix: string,
  { salesChannelId, shippingProfileId }: NewProductPlaces
) {
  const input = numbers().map((number): CreateProductWorkflowInputDTO => ({
    title: `Artikel Å ${prefix} ${number}`,
    handle: toHandle(`Artikel Å ${prefix} ${number} ${prefix}-${number}`),
    status: ProductStatus.DRAFT,
    shipping_profile_id: shippingProfileId,
    sales_channels: salesChannelId ? [{ id: salesChannelId }] : [],
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
