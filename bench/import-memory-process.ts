import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../src/modules/specter-sync"
import type SpecterSyncModuleService from "../src/modules/specter-sync/service"
import { runPull } from "../src/workflows/pull/run-pull"
import { startArticleSpecter } from "./article-specter"
import type { ArticleImport } from "./import-memory"
import { importArticles } from "./import-settings"
import { type Grown, memoryGrowth } from "./memory-growth"
import { nothingWaits } from "./nothing-waits"
import { type BenchStore, startStore } from "./store"

const WARM_UP = 500

/** The store of `memoryOfImport`: imports a batch of 500 prices that is not counted, and then what is wanted. */
async function run(wanted: ArticleImport): Promise<void> {
  const store = await startStore()
  await store.sandbox.close()
  await importArticles(store.container, { pricesOnly: true })
  const price = 10 + (Date.now() % 1_000)
  await imported(store, {
    limit: WARM_UP,
    pricesOnly: true,
    ranges: [{ prefix: "ART", from: 1, to: WARM_UP + 1, price }],
  })
  await importArticles(store.container, { pricesOnly: wanted.pricesOnly })
  process.send?.(await imported(store, wanted), () => process.exit(0))
}

/** Fails when not all of it was imported. */
async function imported({ container, sandbox }: BenchStore, wanted: ArticleImport): Promise<Grown> {
  const specter = await startArticleSpecter(sandbox, wanted)
  await nothingWaits(container)
  const before = await appliedRows(container)
  const grown = await memoryGrowth(() => pullArticles(container))
  const applied = (await appliedRows(container)) - before
  // What is sent because of it must not come to the next Specter, and change what that one tells.
  await nothingWaits(container)
  await specter.stop()
  const all = wanted.ranges.reduce((sum, { from, to }) => sum + to - from, 0)
  if (applied !== all) {
    throw new Error(`${applied} of ${all} articles were imported`)
  }
  return grown
}

/** The store's own tick may have the turn. */
async function pullArticles(container: MedusaContainer): Promise<void> {
  while (!(await runPull(container, "articles"))) {
    await sleep(20)
  }
}

async function appliedRows(container: MedusaContainer): Promise<number> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const batches = await sync.listBatches(
    { kind: "articles", state: "acknowledged" },
    { select: ["rows", "changed", "unmatched"] }
  )
  return batches.reduce((sum, { changed, unmatched }) => sum + changed + unmatched, 0)
}

run(JSON.parse(process.argv[2])).catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : JSON.stringify(error)}\n`)
  process.exit(1)
})
