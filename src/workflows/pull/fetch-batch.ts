import { randomBytes } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../modules/specter"
import { isSpecterError, type SpecterClient } from "../../modules/specter/client"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { BatchRecord, PullKind, TurnToken } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"

/** Specter wants 32 hexadecimal digits. */
export function newBatchNo(): string {
  return randomBytes(16).toString("hex")
}

type Answer = { raw: string; rows: number; hasMore: boolean }

export type FetchedBatch = {
  /** The batch to finish: stored, or known as applied already. Undefined for an empty one that is not open. */
  batch?: BatchRecord
  isEmpty: boolean
  hasMore: boolean
}

/**
 * Asks for the next batch and stores it. When another one is open, that one is taken over under its own number: Specter
 * gives nothing else until it is acknowledged. `askedAt` is now, by the database's clock.
 */
export async function fetchBatch(
  container: MedusaContainer,
  turn: TurnToken,
  askedAt: Date
): Promise<FetchedBatch> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const batchNo = newBatchNo()
  try {
    const answer = await ask(container, turn.kind, batchNo)
    if (answer.rows === 0) {
      return { isEmpty: true, hasMore: false }
    }
    return await store(sync, turn, batchNo, askedAt, answer)
  } catch (error) {
    if (!isSpecterError(error) || error.kind !== "batch_open" || !error.openBatchNo) {
      throw error
    }
    return await takeOver(container, turn, error.openBatchNo)
  }
}

async function takeOver(container: MedusaContainer, turn: TurnToken, batchNo: string): Promise<FetchedBatch> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [known] = await sync.listBatches({ kind: turn.kind, batch_no: batchNo })
  if (known?.state === "applied" || known?.state === "acknowledged") {
    return { batch: known, isEmpty: false, hasMore: true }
  }
  // It holds what Specter had when it was opened, which may be long ago: by an ask whose answer was lost.
  const askedAt = await sync.lastAsked(turn)
  const answer = await ask(container, turn.kind, batchNo)
  return { ...(await store(sync, turn, batchNo, askedAt, answer)), isEmpty: false, hasMore: true }
}

async function store(
  sync: SpecterSyncModuleService,
  turn: TurnToken,
  batchNo: string,
  askedAt: Date,
  { raw, rows, hasMore }: Answer
): Promise<FetchedBatch> {
  const batch = await sync.storeBatch(turn, { batchNo, raw, askedAt, rows })
  return { batch, isEmpty: false, hasMore }
}

async function ask(container: MedusaContainer, kind: PullKind, batchNo: string): Promise<Answer> {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const client = specter.client()
  switch (kind) {
    case "stock":
      return await askForStock(specter, client, batchNo)
    case "articles": {
      const { raw, rows, limit } = await client.fetchArticles(batchNo)
      return { raw, rows: rows.length, hasMore: limit !== undefined && rows.length >= limit }
    }
    case "orders": {
      const { raw, rows, moreToFetch } = await client.fetchOrders(batchNo)
      return { raw, rows: rows.length, hasMore: moreToFetch > 0 }
    }
    default:
      throw new MedusaError(
        MedusaError.Types.INVALID_ARGUMENT,
        `There is no kind of batch called ${String(kind)}`
      )
  }
}

/** Stock has no word for "more waits": what changed meanwhile calls back by itself. */
async function askForStock(
  specter: SpecterModuleService,
  client: SpecterClient,
  batchNo: string
): Promise<Answer> {
  const { stock_sites } = await specter.getSettings()
  const { raw, sites } = await client.fetchStock(batchNo, { allSites: Object.keys(stock_sites).length > 0 })
  return { raw, rows: sites.reduce((sum, { rows }) => sum + rows.length, 0), hasMore: false }
}
