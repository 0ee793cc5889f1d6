import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import { runPull } from "../../src/workflows/pull/run-pull"
import { type ArticleRange, startArticleSpecter } from "../article-specter"
import { importArticles } from "../import-settings"
import { atMost, type Figure, type Measured } from "../measure"
import { memoryGrowth } from "../memory-growth"
import { nothingWaits } from "../nothing-waits"
import { ARTICLES } from "../shop"
import { type BenchStore, startStore } from "../store"

const ALL = 100_000
const KNOWN = ARTICLES
const NEW = 2_000
/** What Specter's documentation gives as the most in one answer. */
const SPECTERS_LIMIT = 500
const MOST_MB = 200

/** Prices of the shop's own articles, and as many articles that it lacks as make up the whole. */
const all = (price: number): ArticleRange[] => [
  { prefix: "ART", from: 1, to: KNOWN + 1, price },
  { prefix: "EJ", from: KNOWN, to: ALL, price },
]

/** The memory that an import of 100,000 articles takes. */
export default async function memory(): Promise<Measured> {
  const store = await startStore()
  await store.sandbox.close()
  await importArticles(store.container, { pricesOnly: true })
  await imported(store, SPECTERS_LIMIT, [{ prefix: "ART", from: 1, to: SPECTERS_LIMIT + 1, price: 10 }])
  const figures: Figure[] = []
  const measure = async (what: string, limit: number, ranges: ArticleRange[]) => {
    const { peakMb, leftMb } = await imported(store, limit, ranges)
    figures.push({ what: `${what}: at the most`, values: [peakMb], unit: "MB" })
    figures.push({ what: `${what}: left of it in the heap`, values: [leftMb], unit: "MB" })
    return peakMb
  }
  await measure("10,000 articles, 500 in an answer, in a store just started", SPECTERS_LIMIT, [
    { prefix: "ART", from: 1, to: KNOWN + 1, price: 15 },
  ])
  const inBatches = await measure("100,000 articles, 500 in an answer", SPECTERS_LIMIT, all(20))
  const atOnce = await measure("100,000 articles in one answer", ALL, all(30))
  await importArticles(store.container, { pricesOnly: false })
  const made = [{ prefix: "NY", from: 1, to: NEW + 1, price: 40 }]
  const creating = await measure(
    "2,000 articles that become products, 500 in an answer",
    SPECTERS_LIMIT,
    made
  )
  return {
    title: "Memory of an import of 100,000 articles",
    how: "How much more memory the store's process has at the most, fetching, storing, applying and acknowledging, than before; a Specter in another process. Of 100,000 articles 10,000 are the store's and get another price; 90,000 are not let in, since only prices are imported, and are told one by one. Medusa would take half an hour to make 100,000 products, so 2,000 are made. One round each in one process, in this order, after a batch of 500 that is not counted: what the first import takes the process keeps, and the next ones use again.",
    figures,
    targets: [
      atMost("100,000 articles, 500 in an answer", inBatches, MOST_MB, " MB"),
      atMost("100,000 articles in one answer", atOnce, MOST_MB, " MB"),
      atMost("2,000 articles that become products", creating, MOST_MB, " MB"),
    ],
    remarks: [],
  }
}

/** Fails when not all of it was imported. */
async function imported({ container, sandbox }: BenchStore, limit: number, ranges: ArticleRange[]) {
  const specter = await startArticleSpecter(sandbox, { limit, ranges })
  await nothingWaits(container)
  const before = await appliedRows(container)
  const growth = await memoryGrowth(() => pullArticles(container))
  const applied = (await appliedRows(container)) - before
  await specter.stop()
  const wanted = ranges.reduce((sum, { from, to }) => sum + to - from, 0)
  if (applied !== wanted) {
    throw new Error(`${applied} of ${wanted} articles were imported`)
  }
  return growth
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
