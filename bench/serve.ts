import type { MedusaContainer } from "@medusajs/framework/types"
import { decodeAnswer } from "../src/modules/specter/client/codecs/answer-text"
import { applyStock } from "../src/workflows/pull/apply-stock"
import { asAlone } from "./apply-alone"
import { openStore } from "./open-store"
import { skus } from "./shop"
import { stockBatch } from "./xml"

/** Two batches that take turns change every level each time; they are made before anything is measured. */
const BATCHES = [5_001, 5_002].map((figure) => stockBatch(skus().map((sku) => [sku, figure])))

/** Runs the store of a folder; tells its address, and applies a stock batch whenever it is told to. */
async function serve(directory: string, port: string): Promise<void> {
  const { container, url } = await openStore(directory, Number(port))
  let turn = 0
  process.on("message", () => void apply(container, BATCHES[(turn += 1) % 2]))
  process.send?.(url)
}

async function apply(container: MedusaContainer, batch: Buffer): Promise<void> {
  await applyStock(container, decodeAnswer(batch, undefined), asAlone())
  process.send?.("applied")
}

serve(process.argv[2], process.argv[3]).catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : JSON.stringify(error)}\n`)
  process.exit(1)
})
