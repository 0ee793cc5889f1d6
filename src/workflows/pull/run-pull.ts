import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../modules/specter"
import { isSpecterError } from "../../modules/specter/client"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { PullKind, TurnToken } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { failureWords } from "./failure-words"
import { PullWatch } from "./pull-watch"
import { pullBatches } from "./pull-batches"
import { wantAllStock } from "./want-all-stock"

/**
 * Pulls what Specter has of a kind: one process at a time, for as long as there is more or somebody wants it again. What
 * fails stays wanted and is tried again by the tick, later and later.
 * @returns whether this process did it; false when another one has the turn and takes the wish up.
 */
export async function runPull(container: MedusaContainer, kind: PullKind): Promise<boolean> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const turn = await sync.takeTurn(kind)
  if (!turn) {
    await sync.wantPull(kind)
    return false
  }
  const watch = new PullWatch(sync, kind)
  try {
    let askedAt: Date
    do {
      await watch.begin()
      askedAt = await pullBatches(container, turn, watch)
      await wantStock(container, watch)
      await watch.end()
    } while ((await sync.takeWish(turn)) || !(await sync.endTurn(turn, askedAt)))
    return true
  } catch (error) {
    await fail(container, turn, watch, error)
    return true
  }
}

/** The tick fetches the stock of what this pull has made products of. */
async function wantStock(container: MedusaContainer, watch: PullWatch): Promise<void> {
  const stock = watch.wantedStock()
  if (stock === "all") {
    await wantAllStock(container)
  } else if (stock) {
    await container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE).wantPull("stock")
  }
}

async function fail(
  container: MedusaContainer,
  turn: TurnToken,
  watch: PullWatch,
  error: unknown
): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const words = wordsOf(error)
  await wantStock(container, watch)
  container.resolve(ContainerRegistrationKeys.LOGGER).warn(`Specter: pulling ${turn.kind} stopped: ${words}`)
  if (await sync.failTurn(turn, words)) {
    await watch.fail(words)
  }
  if (isSpecterError(error) && error.kind === "account") {
    await sync.pauseForAccount(words)
  } else if (isSpecterError(error) && (error.kind === "not_received" || error.kind === "unknown")) {
    await sync.countMiss(words)
  }
}

function wordsOf(error: unknown): string {
  return isSpecterError(error) ? (error.words ?? error.message) : failureWords(error)
}

/** The kinds that the merchant's settings let in: articles stay with Specter while their import is off. */
export async function pulledKinds(container: MedusaContainer): Promise<PullKind[]> {
  const { import_products } = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  return import_products ? ["stock", "articles", "orders"] : ["stock", "orders"]
}
