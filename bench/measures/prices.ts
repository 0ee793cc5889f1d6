import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { upsertVariantPricesWorkflow } from "@medusajs/medusa/core-flows"
import { decodeAnswer } from "../../src/modules/specter/client/codecs/answer-text"
import { applyArticles } from "../../src/workflows/pull/apply-articles"
import { chunks } from "../../src/workflows/chunks"
import { asAlone } from "../apply-alone"
import { importArticles } from "../import-settings"
import { atLeast, atMost, type Measured, median, MORE_ROUNDS, race } from "../measure"
import { ARTICLES, skus } from "../shop"
import { nothingWaits } from "../nothing-waits"
import { startStore } from "../store"
import { tidy } from "../tidy"
import { triedBefore, tryBatchSizes } from "../try-batch-sizes"
import { articleBatch } from "../xml"

type Price = { id: string; variant_id: string; product_id: string }

/** Medusa's own workflow is tried with so many prices at a time; the fastest of them is raced. */
const BATCH_SIZES = [100, 200, 500, 1_000]

/** The shop keeps its prices with VAT, Specter without. */
const WITH_VAT = 1.25

const BARE_UPDATE = `
UPDATE price AS p SET amount = t.amount, raw_amount = jsonb_build_object('value', t.amount::text, 'precision', 20), updated_at = now()
FROM unnest(CAST(:ids AS text[]), CAST(:amounts AS numeric[])) AS t(id, amount) WHERE p.id = t.id`

/** An import of changed prices, from Specter's bytes to committed prices, noted articles and published events. */
export default async function prices(): Promise<Measured> {
  const { container } = await startStore()
  await importArticles(container, { pricesOnly: true })
  const stored = await storedPrices(container)
  let amount = 1_000
  const next = () => (amount += 1)
  let specters = amount
  const tried = await tryBatchSizes(BATCH_SIZES, ARTICLES, (size) =>
    byWorkflow(container, stored, size, next())
  )
  const [best] = tried
  let batch: Buffer = Buffer.alloc(0)
  const apply = (batch: Buffer) => applyArticles(container, decodeAnswer(batch), asAlone())
  const fetchNext = () => {
    specters = next()
    batch = articleBatch(skus().map((sku) => ({ articleNo: sku, price: specters })))
  }
  const settle = async () => {
    await nothingWaits(container)
    await tidy(container)
  }
  const figures = await race(
    [
      {
        what: "plugin",
        prepare: async () => {
          await bareUpdate(container, stored, specters * WITH_VAT)
          fetchNext()
          await apply(batch)
          fetchNext()
        },
        run: () => apply(batch),
      },
      {
        what: "one bare UPDATE … FROM unnest",
        prepare: () => bareUpdate(container, stored, next()),
        run: () => bareUpdate(container, stored, next()),
      },
      {
        what: `Medusa's upsertVariantPricesWorkflow, ${best.size} at a time`,
        prepare: () => byWorkflow(container, stored.slice(0, best.size), best.size, next()),
        run: () => byWorkflow(container, stored, best.size, next()),
      },
    ],
    settle,
    MORE_ROUNDS
  )
  const [plugin, bare, medusa] = figures.map(({ values }) => median(values))
  return {
    title: `Import of ${ARTICLES.toLocaleString("en")} prices`,
    how: "From the bytes of Specter's XML to committed prices, articles noted as Specter has them, and published events; import of prices only. Each turn comes after work like it that is not counted: the plugin's after a batch, the bare UPDATE's after another, Medusa's after one portion of its workflow. A process that has just cleared its memory takes some 60 ms longer.",
    figures,
    targets: [
      atLeast("Medusa's workflow at its best ÷ plugin", medusa / plugin, 15),
      atMost("plugin ÷ one bare UPDATE", plugin / bare, 4),
    ],
    remarks: [
      triedBefore(tried),
      "The bare UPDATE and Medusa's workflow write prices alone, and give no event of a variant that changed: before the plugin's turn the prices are put back to what Specter has. The plugin also compares each article with the store, notes what Specter has of it, and tells the store that its variant changed.",
    ],
  }
}

async function storedPrices(container: MedusaContainer): Promise<Price[]> {
  const { rows } = await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw<{ rows: Price[] }>(
    `SELECT p.id, v.id AS variant_id, v.product_id FROM product_variant v
     JOIN product_variant_price_set s ON s.variant_id = v.id JOIN price p ON p.price_set_id = s.price_set_id
     WHERE v.sku = ANY(:skus)`,
    { skus: skus() }
  )
  return rows
}

async function byWorkflow(container: MedusaContainer, stored: Price[], size: number, amount: number) {
  for (const some of chunks(stored, size)) {
    await upsertVariantPricesWorkflow(container).run({
      input: {
        variantPrices: some.map(({ id, variant_id, product_id }) => ({
          variant_id,
          product_id,
          prices: [{ id, amount, currency_code: "sek" }],
        })),
        previousVariantIds: some.map(({ variant_id }) => variant_id),
      },
    })
  }
}

async function bareUpdate(container: MedusaContainer, stored: Price[], amount: number) {
  await container
    .resolve(ContainerRegistrationKeys.PG_CONNECTION)
    .raw(BARE_UPDATE, { ids: stored.map(({ id }) => id), amounts: stored.map(() => amount) })
}
