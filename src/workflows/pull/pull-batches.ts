import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { AppliedBatch } from "../../extensions"
import { untilIdle } from "../../give-way"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type {
  BatchOutcome,
  BatchRecord,
  PullKind,
  RemarkableRow,
  TurnToken,
} from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { logLine } from "../../watching/log-line"
import { countBatch } from "../../watching/meters"
import { announceBatch } from "../announce/announce"
import { acknowledge } from "./acknowledge"
import type { Applier } from "./applier"
import { applyArticles } from "./apply-articles"
import { applyOrders } from "./apply-orders"
import { applyStock } from "./apply-stock"
import { failureWords } from "./failure-words"
import { fetchBatch, newBatchNo } from "./fetch-batch"
import type { PullWatch } from "./pull-watch"
import { restockForLateOrders } from "./restock-for-late-orders"
import { restockForFreedGoods } from "./restock-for-freed-goods"

const APPLIERS: Record<PullKind, Applier> = {
  stock: applyStock,
  articles: applyArticles,
  orders: applyOrders,
}

/** Some four minutes, by the waits between them. */
const MOST_FAILURES = 4

/** A Specter that opens the same batch again and again, whatever is acknowledged, is not asked forever. */
const MOST_BATCHES = 10_000

/**
 * Fetch, store, apply, commit, and only then acknowledge; until nothing more waits. What an earlier pull left unfinished
 * comes first: a stored batch is applied again, an applied one only acknowledged.
 * @returns when Specter was last asked.
 */
export async function pullBatches(
  container: MedusaContainer,
  turn: TurnToken,
  watch: PullWatch
): Promise<Date> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  for (const left of await unfinished(sync, turn.kind)) {
    await finish(container, turn, watch, left, { isRepeat: true })
  }
  if (turn.kind === "stock" && (watch.wantsAll() || (await sync.wantsAll(turn)))) {
    const client = container.resolve<SpecterModuleService>(SPECTER_MODULE).client()
    await client.clearStockBatch(newBatchNo())
    await sync.noteAllToCome(turn)
  }
  const giveWay = untilIdle()
  for (let count = 0; count < MOST_BATCHES; count += 1) {
    await giveWay()
    const { now: askedAt, lastPulled } = await sync.holdTurn(turn)
    const { batch, isEmpty, hasMore } = await fetchBatch(container, turn, askedAt)
    await sync.resume()
    if (batch) {
      await finish(container, turn, watch, batch, { isRepeat: false })
    }
    if (isEmpty || !hasMore) {
      if (turn.kind === "stock") {
        await giveWay()
        await restock(container, turn, { askedAt, lastPulled: lastPulled ?? askedAt })
      }
      return askedAt
    }
  }
  throw new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `Specter gave ${MOST_BATCHES} batches of ${turn.kind} and has more`
  )
}

/** What Specter has no figure to tell of, though the store's is not right. */
async function restock(
  container: MedusaContainer,
  turn: TurnToken,
  times: { askedAt: Date; lastPulled: Date }
): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const end = { ...times, settings, hold: () => sync.holdTurn(turn) }
  await restockForLateOrders(container, end)
  await restockForFreedGoods(container, end)
}

async function unfinished(sync: SpecterSyncModuleService, kind: PullKind): Promise<BatchRecord[]> {
  return await sync.listBatches(
    { kind, state: ["fetched", "applied"] },
    { order: { created_at: "ASC" }, take: 1_000 }
  )
}

async function finish(
  container: MedusaContainer,
  turn: TurnToken,
  watch: PullWatch,
  batch: BatchRecord,
  { isRepeat }: { isRepeat: boolean }
): Promise<void> {
  if (batch.state === "fetched") {
    await apply(container, turn, watch, batch, { isRepeat })
  }
  await acknowledge(container, turn, batch)
}

async function apply(
  container: MedusaContainer,
  turn: TurnToken,
  watch: PullWatch,
  batch: BatchRecord,
  { isRepeat }: { isRepeat: boolean }
): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  await watch.batch(batch.rows)
  try {
    const outcome = await APPLIERS[turn.kind](container, batch.raw ?? "", {
      askedAt: new Date(batch.asked_at),
      isRepeat,
      isLastTry: batch.attempts >= MOST_FAILURES,
      hold: () => sync.holdTurn(turn),
      progress: (done) => watch.progress(done),
      wantStock: () => watch.wantStock(),
    })
    await sync.markApplied(turn, batch, outcome)
    await watch.applied(batch.rows, outcome)
    const applied = toAppliedBatch(batch, outcome)
    tellApplied(container, batch, applied)
    await announceBatch(container, applied)
  } catch (error) {
    countBatch(turn.kind, "failed")
    const message = failureWords(error)
    if (error instanceof MedusaError && error.type === MedusaError.Types.CONFLICT) {
      await sync.reopenBatches(batch.id, message)
    } else {
      await sync.markBatchFailed(batch.id, message)
    }
    throw error
  }
}

/** `correlation` leads to the calls that fetched and acknowledged the batch. */
function tellApplied(
  container: MedusaContainer,
  { batch_no: correlation }: BatchRecord,
  { id: _id, kind, rows, ...counts }: AppliedBatch
): void {
  countBatch(kind, "applied", counts)
  const line = logLine("Specter: a batch was applied", { kind, rows, ...counts, correlation })
  container.resolve(ContainerRegistrationKeys.LOGGER).info(line)
}

function toAppliedBatch({ id, kind, rows }: BatchRecord, outcome: BatchOutcome): AppliedBatch {
  const count = (what: RemarkableRow["outcome"]) => outcome.rows.filter((row) => row.outcome === what).length
  const { changed, unchanged } = outcome
  const counts = { unmatched: count("unmatched"), problems: count("problem"), noted: count("noted") }
  return { id, kind, rows, changed, unchanged, ...counts }
}
