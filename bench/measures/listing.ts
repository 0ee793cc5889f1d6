import { openDemo } from "../../demo/orders/open-demo"
import { freePort } from "../../integration-tests/processes/store-process"
import { joinedTo } from "../credentials"
import { LISTED, ordinaryProducts } from "../ordinary-products"
import { atMost, type Figure, type Measured, median, percentile } from "../measure"
import { openLoop } from "../open-loop"
import { ARTICLES } from "../shop"
import { startSpecter } from "../specter"
import { ROOT } from "../store"
import { startStoreProcess } from "../store-process"

const EVERY_MS = 250
const ROUNDS = 5
const REQUESTS = 60

/** A page of products, alone and while stock batches are applied in the same process. */
export default async function listing(): Promise<Measured> {
  const specter = await startSpecter()
  const store = await startStoreProcess(ROOT, await freePort(), joinedTo(specter.url))
  const { api, shop } = await openDemo(store.url)
  await ordinaryProducts(store.url)
  const query = `limit=${LISTED}&order=-created_at&region_id=${shop.regionId}&fields=*variants.calculated_price`
  const config = { headers: { "x-publishable-api-key": shop.publishableKey } }
  const list = () => api.get(`/store/products?${query}`, config)
  const turn = async () => percentile(await openLoop(EVERY_MS, list, (index) => index < REQUESTS), 0.95)

  const alone: number[] = []
  const meanwhile: number[] = []
  const batches: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const quiet = await turn()
    let isOver = false
    const applying = (async () => {
      const took: number[] = []
      while (!isOver) {
        const begun = performance.now()
        await store.applyStock()
        took.push(performance.now() - begun)
      }
      return took
    })()
    const busy = await turn()
    isOver = true
    const took = await applying
    process.stdout.write(
      `    ${round} p95 alone ${Math.round(quiet)} ms, meanwhile ${Math.round(busy)} ms, ${took.length} batches\n`
    )
    if (round > 0) {
      alone.push(quiet)
      meanwhile.push(busy)
      batches.push(median(took))
    }
  }
  await store.end()
  const figures: Figure[] = [
    { what: "product listing alone, p95", values: alone, unit: "ms" },
    { what: "product listing during stock batches, p95", values: meanwhile, unit: "ms" },
    { what: "a stock batch meanwhile", values: batches, unit: "ms" },
  ]
  return {
    title: "Product listing during stock batches",
    how: `The newest ${LISTED} products, three variants each, with their prices in a region: one request every ${EVERY_MS} ms, ${REQUESTS} a round. Batches of ${ARTICLES.toLocaleString("en")} articles, all changed, follow each other in the same process.`,
    figures,
    targets: [atMost("p95: during stock batches ÷ alone", median(meanwhile) / median(alone), 1.5)],
    remarks: [],
  }
}
