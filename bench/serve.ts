import type { MedusaContainer } from "@medusajs/framework/types"
import { decodeAnswer } from "../src/modules/specter/client/codecs/answer-text"
import { applyStock } from "../src/workflows/pull/apply-stock"
import { asAlone } from "./apply-alone"
import { openStore } from "./open-store"
import { skus } from "./shop"
import { stockBatch } from "./xml"

/** Runs the store of a folder; tells its address, and applies a stock batch for each figure that it is sent. */
async function serve(directory: string, port: string): Promise<void> {
  const { container, url } = await openStore(directory, Number(port))
  process.on("message", (figure: number) => void apply(container, figure))
  process.send?.(url)
}

async function apply(container: MedusaContainer, figure: number): Promise<void> {
  const batch = decodeAnswer(stockBatch(skus().map((sku) => [sku, figure])), undefined)
  await applyStock(container, batch, asAlone())
  process.send?.("applied")
}

serve(process.argv[2], process.argv[3]).catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : JSON.stringify(error)}\n`)
  process.exit(1)
})
