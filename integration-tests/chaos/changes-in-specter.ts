import { setTimeout as sleep } from "node:timers/promises"
import type { Progress } from "./progress"
import { spread } from "./progress"
import { ARTICLES, FIRST_OF_SPECTER } from "./ranges"
import type { World } from "./world"

/** Changes within a second are fetched together: what is to be a batch of its own comes later. */
const APART_MS = 1_100

/**
 * Counted stock, new prices and deliveries; each makes Specter call the store. They are spread over the run and go on
 * until as many batches have come in as there have to be.
 */
export async function changeInSpecter(world: World, progress: Progress): Promise<void> {
  const change = changesOf(world)
  const goAt = async (go: number) => {
    change(go)
    await sleep(APART_MS)
  }
  await spread(progress, world.size.batches, goAt)
  for (let go = world.size.batches; (await countBatches(world)) < world.size.batches; go += 1) {
    await goAt(go)
  }
}

function changesOf({ sandbox, randomOf, pricesSet }: World): (go: number) => void {
  const random = randomOf("specter")
  const any = (from: number) => `ART-${from + Math.floor(random() * (ARTICLES - from + 1))}`
  const times = (count: number, act: () => void) => Array.from({ length: count }, act)
  const count = () => sandbox.setStock(any(1), 1_000 + Math.floor(random() * 1_000))
  const price = () => {
    const articleNo = any(FIRST_OF_SPECTER)
    const priceExclVAT = ((800 + 8 * Math.floor(random() * 100)) / 100).toFixed(2)
    pricesSet.set(articleNo, priceExclVAT)
    sandbox.upsertArticle({ articleNo, priceExclVAT })
  }
  const deliver = () =>
    [...sandbox.orders.values()]
      .filter(({ deliveryStatus, statusId }) => deliveryStatus !== "D" && statusId !== "5")
      .slice(0, 3)
      .forEach(({ orderNo }) => sandbox.deliver(orderNo))
  return (go) => {
    switch (go % 5) {
      case 0:
      case 1:
        times(15, count)
        break
      case 2:
      case 3:
        times(10, price)
        break
      default:
        deliver()
    }
  }
}

async function countBatches(world: World): Promise<number> {
  try {
    return Object.values(await batchesByKind(world)).reduce((sum, count) => sum + count, 0)
  } catch {
    // PostgreSQL is just starting.
    return 0
  }
}

/** How many have been applied and acknowledged until now, the first ones of the new store included. */
export async function batchesByKind({ database }: World): Promise<Record<string, number>> {
  const rows = await database.rows(
    "SELECT kind, count(*)::int AS count FROM specter_batch WHERE state = 'acknowledged' GROUP BY kind ORDER BY kind"
  )
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}
