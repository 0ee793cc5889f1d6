import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { updateInventoryLevelsWorkflow } from "@medusajs/medusa/core-flows"
import { decodeAnswer } from "../../src/modules/specter/client/codecs/answer-text"
import { applyStock } from "../../src/workflows/pull/apply-stock"
import { chunks } from "../../src/workflows/chunks"
import { asAlone } from "../apply-alone"
import { atLeast, atMost, type Measured, median, MORE_ROUNDS, race } from "../measure"
import { ARTICLES, skus } from "../shop"
import { startStore } from "../store"
import { tidy } from "../tidy"
import { triedBefore, tryBatchSizes } from "../try-batch-sizes"
import { stockBatch } from "../xml"

type Level = { id: string; inventory_item_id: string; location_id: string }

/** Medusa's own workflow is tried with so many levels at a time; the fastest of them is raced. */
const BATCH_SIZES = [100, 200, 1_000]

const BARE_UPDATE = `
UPDATE inventory_level AS l SET stocked_quantity = t.stocked,
  raw_stocked_quantity = jsonb_build_object('value', t.stocked::text, 'precision', 20), updated_at = now()
FROM unnest(CAST(:ids AS text[]), CAST(:stocked AS numeric[])) AS t(id, stocked) WHERE l.id = t.id`

/** A batch of 10,000 stock figures, from Specter's bytes to committed levels and published events. */
export default async function stock(): Promise<Measured> {
  const { container } = await startStore()
  const levels = await firstLevels(container)
  let figure = 5_000
  const next = () => (figure += 1)
  const apply = (batch: Buffer) => applyStock(container, decodeAnswer(batch, undefined), asAlone())
  let batch: Buffer = Buffer.alloc(0)
  const fetchNext = () => {
    const told = next()
    batch = stockBatch(skus().map((sku) => [sku, told]))
  }

  const tried = await tryBatchSizes(BATCH_SIZES, ARTICLES, (size) =>
    byWorkflow(container, levels, size, next())
  )
  const [best] = tried
  const figures = await race(
    [
      {
        what: "plugin, all changed",
        prepare: async () => {
          fetchNext()
          await apply(batch)
          fetchNext()
        },
        run: () => apply(batch),
      },
      {
        what: "plugin, none changed",
        prepare: () => apply(batch),
        run: () => apply(batch),
      },
      {
        what: "one bare UPDATE … FROM unnest",
        prepare: () => bareUpdate(container, levels, next()),
        run: () => bareUpdate(container, levels, next()),
      },
      {
        what: `Medusa's updateInventoryLevelsWorkflow, ${best.size} at a time`,
        prepare: () => byWorkflow(container, levels.slice(0, best.size), best.size, next()),
        run: () => byWorkflow(container, levels, best.size, next()),
      },
    ],
    () => tidy(container),
    MORE_ROUNDS
  )
  const [changed, unchanged, bare, medusa] = figures.map(({ values }) => median(values))
  return {
    title: `Stock batch of ${ARTICLES.toLocaleString("en")} articles`,
    how: "From the bytes of Specter's XML to committed levels and published events; every article has a variant with levels at two locations. Each turn comes after work like it that is not counted: the plugin's after a batch, the bare UPDATE's after another, Medusa's after one portion of its workflow. A process that has just cleared its memory takes some 60 ms longer.",
    figures,
    targets: [
      atLeast("Medusa's workflow at its best ÷ plugin, all changed", medusa / changed, 15),
      atMost("plugin, all changed ÷ one bare UPDATE", changed / bare, 4),
      atMost("plugin, none changed ÷ all changed", unchanged / changed, 0.25),
    ],
    remarks: [triedBefore(tried)],
  }
}

async function firstLevels(container: MedusaContainer): Promise<Level[]> {
  const { rows } = await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw<{ rows: Level[] }>(
    `SELECT DISTINCT ON (l.inventory_item_id) l.id, l.inventory_item_id, l.location_id FROM inventory_level l
     JOIN inventory_item i ON i.id = l.inventory_item_id WHERE i.sku LIKE 'ART-%' ORDER BY l.inventory_item_id, l.id`
  )
  return rows
}

async function byWorkflow(
  container: MedusaContainer,
  levels: Level[],
  size: number,
  stocked_quantity: number
) {
  for (const some of chunks(levels, size)) {
    const updates = some.map(({ inventory_item_id, location_id }) => ({
      inventory_item_id,
      location_id,
      stocked_quantity,
    }))
    await updateInventoryLevelsWorkflow(container).run({ input: { updates } })
  }
}

async function bareUpdate(container: MedusaContainer, levels: Level[], stocked: number) {
  await container
    .resolve(ContainerRegistrationKeys.PG_CONNECTION)
    .raw(BARE_UPDATE, { ids: levels.map(({ id }) => id), stocked: levels.map(() => stocked) })
}
