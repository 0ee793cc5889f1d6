import { randomUUID } from "node:crypto"
import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import type { Reason, ReasonCode } from "../../reasons/reason"
import { observeLedger } from "../../watching/meters"
import { articleKey } from "./article-key"
import { PullLedger } from "./pull-ledger"
import * as sql from "./queries"
import { settlementRow } from "./settlement-row"
import type { ClaimedTransfer, Labels, Settlement } from "./settlement"
import { type AskedBy, revivableStates, type TransferKind, type TransferState } from "./states"

/** Longer than the client's 30 s limit for one call; prolonged before each call. */
const LEASE_SECONDS = 45
const BACKOFF = { first_wait_seconds: 15, longest_wait_seconds: 3600, give_up_seconds: 3 * 24 * 3600 }
const GIVEN_UP: Reason = { code: "attempts_spent" }
const OUTAGE = { limit: 5, first_wait_seconds: 15, longest_wait_seconds: 300 }

/**
 * These kinds are sent one at a time, over all processes: an order is delivered to the address that its customer has in
 * Specter at that moment, so nobody may touch a customer between a customer and its order.
 */
const ONE_AT_A_TIME: readonly TransferKind[] = ["order", "order_removal", "delivery", "invoice", "customer"]

const LANE = "one-at-a-time"

/** None where another process took the lane in the same instant; its own loop comes to our row next. */
async function unlessTaken<Row>(rows: Promise<Row[]>): Promise<Row[]> {
  try {
    return await rows
  } catch (error) {
    if ((error as { code?: string }).code === "23505") {
      return []
    }
    throw error
  }
}

/** These kinds, and those that hold them up. */
function inOneLane(kinds: readonly TransferKind[]): readonly TransferKind[] {
  return kinds.some((kind) => ONE_AT_A_TIME.includes(kind)) ? [...ONE_AT_A_TIME, ...kinds] : kinds
}

/** An order that waits for longer than this is worth a notice, though it is tried again by itself. */
const PATIENCE_SECONDS = 3600

/** A run that has nothing left but what has failed for longer than this is over: the next of its kind may begin. */
export const RUN_PATIENCE_SECONDS = 600

/** Specter takes so many in one call. */
const ARTICLES_A_CALL = 100

const EASILY_COUNTED = 100_000
const RECOUNT_SECONDS = 60
/** The worker counts each minute; where none runs, it is counted anew. */
const COUNTED_FOR_SECONDS = 600

type Bindings = Record<string, unknown>

export type TransferCount = { kind: TransferKind; state: TransferState; count: number }

export type RunCounts = Partial<Record<TransferState | "again", number>>

export type Subject = { id: string; parent_id?: string; label?: string }

export type ReferenceKind = "article" | "customer" | "order" | "invoice" | "delivery" | "category"

export type PauseState = {
  cause: "account" | "outage" | null
  paused_at: Date | null
  probe_at: Date | null
  words: string | null
}

export type DailyFigures = {
  date: string
  sent: number
  rejected: number
  failed: number
  skipped: number
  median_seconds: number | null
}

export type RunRow = {
  id: string
  type: "products" | "customers" | "stock" | "stock_update" | "article_import"
  state: "running" | "done" | "failed"
  forced: boolean
  total: number
  asked: number
  cursor: string | null
  planned: boolean
  lease_token: string | null
}

/** A transfer as it is once an attempt has come to an end. */
export type SettledRow = {
  id: string
  kind: TransferKind
  subject_id: string
  label: string | null
  state: TransferState
  specter_number: string | null
  reason: Reason | null
  words: string | null
}

/** The ledger: what waits, what went to Specter, what came of it. Knows states, not Specter and not the store. */
class SpecterSyncModuleService extends PullLedger {
  /** Medusa calls this when the store has started. */
  __hooks = {
    onApplicationStart: async () => {
      observeLedger(async () => ({
        oldest_waiting_seconds: await this.oldestWaitingSeconds(),
        counts: await this.counts(),
      }))
    },
  }

  /**
   * Asks for a transfer of each subject. Asking again while one waits changes nothing.
   * @returns the ids of the rows that wait, or will wait, because of it.
   */
  async ask(
    kind: TransferKind,
    subjects: Subject[],
    wish: { by: AskedBy; forced?: boolean; withStock?: boolean; now?: boolean; runId?: string }
  ): Promise<string[]> {
    if (!subjects.length) {
      return []
    }
    const unique = [...new Map(subjects.map((subject) => [subject.id, subject])).values()]
    const rows = await this.run_(sql.ASK, {
      kind,
      rows: JSON.stringify(unique.map(({ id, ...rest }) => ({ subject_id: id, ...rest }))),
      asked_by: wish.by,
      forced: wish.forced ?? false,
      with_stock: wish.withStock ?? false,
      now: wish.now ?? false,
      run_id: wish.runId ?? null,
      revivable: revivableStates(kind, wish.by),
    })
    return rows.map((row) => row.id)
  }

  /**
   * Due rows of the first of `kinds` that has any, under a lease of 45 s: up to 100 articles, or one of any other kind.
   * Empty while sending is paused.
   */
  async claim(kinds: readonly TransferKind[]): Promise<ClaimedTransfer[]> {
    const [first] = kinds
    // What was held too long keeps the lane: then there is nothing here, and it is taken back below.
    const next = ONE_AT_A_TIME.includes(first) ? await this.take_(sql.CLAIM, first, {}) : []
    if (next.length) {
      return next
    }
    const due = await this.run_<{ kind: TransferKind }>(sql.DUE_KINDS, {
      kinds,
      reclaimed_kinds: inOneLane(kinds),
    })
    for (const { kind } of due) {
      const claimed = await this.take_(sql.CLAIM, kind, {})
      if (claimed.length) {
        return claimed
      }
    }
    return []
  }

  /**
   * Of these rows those that wait, due or not, paused or not: as many as `claim` gives at once. Those that another
   * process holds are left out.
   */
  async claimThese(kind: TransferKind, subjectIds: string[]): Promise<ClaimedTransfer[]> {
    await this.run_(sql.RECLAIM, { reclaimed_kinds: inOneLane([kind]) })
    return await this.take_(sql.CLAIM_THESE, kind, { subject_ids: subjectIds })
  }

  /**
   * The due order that comes next, as `claim` gives it, but outside the lane, while another order is in it. It is to be read
   * and prepared meanwhile, and `enterLane` comes before its first call.
   */
  async claimAhead(): Promise<ClaimedTransfer[]> {
    return await this.take_(sql.CLAIM, "order", { lane: null })
  }

  /** @returns false when another transfer is in the lane, sending is paused, or the lease was lost. */
  async enterLane({ id, lease_token }: ClaimedTransfer): Promise<boolean> {
    const bindings = { id, token: lease_token, lane: LANE, lease_seconds: LEASE_SECONDS }
    return (await unlessTaken(this.run_(sql.ENTER_LANE, bindings))).length > 0
  }

  /** A claimed transfer that is not to be sent now waits as before, and this was no attempt. */
  async putBack({ id, lease_token }: ClaimedTransfer): Promise<void> {
    await this.run_(sql.PUT_BACK, { id, token: lease_token })
  }

  private async take_(statement: string, kind: TransferKind, bindings: Bindings): Promise<ClaimedTransfer[]> {
    const claimed_at = performance.now()
    const rows = await unlessTaken(
      this.run_<Omit<ClaimedTransfer, "claimed_at">>(statement, {
        kind,
        lane: ONE_AT_A_TIME.includes(kind) ? LANE : null,
        limit: kind === "article" ? ARTICLES_A_CALL : 1,
        token: randomUUID(),
        lease_seconds: LEASE_SECONDS,
        ...bindings,
      })
    )
    return rows.map((row) => ({ ...row, claimed_at }))
  }

  /**
   * Prolongs the lease before a call to Specter. With `dispatching` the row remembers that a call went out, so that a
   * crash in the middle is known as "may have been carried out".
   * @throws when the lease was lost: then somebody else sends it and this process must not.
   */
  async hold(
    transfers: ClaimedTransfer[],
    options: { dispatching?: boolean; hash?: string } = {}
  ): Promise<void> {
    const tokens = new Set(transfers.map((transfer) => transfer.lease_token))
    for (const token of tokens) {
      const ids = transfers
        .filter((transfer) => transfer.lease_token === token)
        .map((transfer) => transfer.id)
      const held = await this.run_(sql.HOLD, {
        ids,
        token,
        lease_seconds: LEASE_SECONDS,
        dispatching: options.dispatching ?? false,
        hash: options.hash ?? null,
      })
      if (held.length !== ids.length) {
        throw new MedusaError(MedusaError.Types.CONFLICT, "Another process has taken over this transfer")
      }
    }
  }

  /**
   * Writes what came of claimed rows, and the numbers of the orders that Specter has. Rows whose lease was lost are left
   * alone.
   * @returns the states that the rows have now.
   */
  async settle(
    outcomes: ({ transfer: ClaimedTransfer } & Labels & { settlement: Settlement })[]
  ): Promise<SettledRow[]> {
    const rows: SettledRow[] = []
    const tokens = new Set(outcomes.map(({ transfer }) => transfer.lease_token))
    for (const token of tokens) {
      const mine = outcomes.filter(({ transfer }) => transfer.lease_token === token)
      rows.push(
        ...(await this.run_<SettledRow>(sql.SETTLE, {
          token,
          settlements: JSON.stringify(mine.map(settlementRow)),
          given_up: JSON.stringify(GIVEN_UP),
          ...BACKOFF,
        }))
      )
    }
    return rows
  }

  /**
   * Orders that stay untransferred and that nobody has been notified of: rejected, unconfirmed and failed ones, and those
   * that have waited for an hour. They count as notified of from now on.
   */
  async takeUntransferred(limit: number): Promise<SettledRow[]> {
    return await this.run_<SettledRow>(sql.TAKE_UNTRANSFERRED, {
      patience_seconds: PATIENCE_SECONDS,
      limit,
    })
  }

  /** Nobody could be notified of these after all. */
  async putUntransferredBack(ids: string[]): Promise<void> {
    await this.run_(sql.PUT_UNTRANSFERRED_BACK, { ids })
  }

  /**
   * What has waited for these orders or articles, was skipped without its order or held back for an older version of it, goes
   * at once: they are in Specter now.
   * @returns whether anything has.
   */
  async hurryDependants(of: { orderIds: string[]; variantIds: string[] }): Promise<boolean> {
    const rows = await this.run_(sql.HURRY_DEPENDANTS, { order_ids: of.orderIds, variant_ids: of.variantIds })
    return rows.length > 0
  }

  /** The merchant says that Specter has the order, under this number of Specter's if known: what waits for it goes. */
  async confirm(kind: TransferKind, subjectId: string, number?: string): Promise<boolean> {
    const rows = await this.run_(sql.CONFIRM, { kind, subject_id: subjectId, number: number ?? null })
    if (rows.length > 0 && kind === "order") {
      await this.putReferences([{ kind, store_id: subjectId, number }])
      await this.hurryDependants({ orderIds: [subjectId], variantIds: [] })
    }
    return rows.length > 0
  }

  /** The merchant says that Specter does not have the unconfirmed order: it waits anew. */
  async sendAgain(kind: TransferKind, subjectId: string): Promise<boolean> {
    return (await this.run_(sql.SEND_AGAIN, { kind, subject_id: subjectId })).length > 0
  }

  /** Of these subjects, those without a row of this kind. */
  async missing(kind: TransferKind, subjectIds: string[]): Promise<string[]> {
    return subjectIds.length
      ? (await this.run_(sql.MISSING, { kind, ids: subjectIds })).map((row) => row.id)
      : []
  }

  /** Of these subjects, those of which nothing was sent for this reason. */
  async skippedFor(kind: TransferKind, subjectIds: string[], code: ReasonCode): Promise<string[]> {
    return subjectIds.length
      ? (await this.run_(sql.SKIPPED_FOR, { kind, ids: subjectIds, code })).map((row) => row.id)
      : []
  }

  /** What came due since then and was skipped for this reason. */
  async skippedSince(
    kind: TransferKind,
    code: ReasonCode,
    since: Date
  ): Promise<{ id: string; parent_id: string | null }[]> {
    return await this.run_(sql.SKIPPED_SINCE, { kind, code, since: since.toISOString() })
  }

  async dropTransfer(kind: TransferKind, subjectId: string): Promise<void> {
    await this.run_(sql.DROP_TRANSFER, { kind, subject_id: subjectId })
  }

  /** Notes whether Specter has an older version of the order than the store, as of now. */
  async markOutdated(orderId: string, outdated: boolean): Promise<void> {
    await this.run_(sql.MARK_OUTDATED, { subject_id: orderId, outdated })
  }

  /** Of these orders, those that Specter has and that changed since they were last held against it. */
  async changedSince(orders: { id: string; updated_at: Date | string }[]): Promise<string[]> {
    return (await this.run_(sql.CHANGED_SINCE, { rows: JSON.stringify(orders) })).map(({ id }) => id)
  }

  async pauseForAccount(words: string): Promise<void> {
    await this.run_(sql.PAUSE_ROW)
    await this.run_(sql.PAUSE_FOR_ACCOUNT, { words })
  }

  async countMiss(words: string): Promise<void> {
    await this.run_(sql.PAUSE_ROW)
    await this.run_(sql.COUNT_MISS, { words, ...OUTAGE })
  }

  /** @returns whether it was paused, or about to be. */
  async resume(): Promise<boolean> {
    return (await this.run_(sql.RESUME)).length > 0
  }

  /** Whether this process should try now if an outage is over. One process at a time gets a yes. */
  async takeProbe(): Promise<boolean> {
    return (await this.run_(sql.TAKE_PROBE, { lease_seconds: LEASE_SECONDS })).length > 0
  }

  async pauseState(): Promise<PauseState> {
    const [row] = await this.listPauses({}, { take: 1 })
    const { cause = null, paused_at = null, probe_at = null, words = null } = row ?? {}
    return { cause, paused_at, probe_at, words: cause ? words : null }
  }

  /**
   * How many transfers of each kind are in each state. Beyond 100,000 that are sent or skipped, those are as `recount` found
   * them: the count of a million takes longer than everything else that the status page asks for.
   */
  async counts(): Promise<TransferCount[]> {
    const [open, settled] = await Promise.all([
      this.run_<TransferCount>(sql.COUNTS_OPEN),
      this.settledCounts_(),
    ])
    return [...open, ...settled]
  }

  /** Counts what is sent or skipped; at most once a minute, whoever asks. */
  async recount(): Promise<void> {
    await this.run_(sql.RECOUNT_SETTLED, { every_seconds: RECOUNT_SECONDS })
  }

  private async settledCounts_(): Promise<TransferCount[]> {
    const [counted] = await this.run_<{ counts: TransferCount[] }>(sql.COUNTED_SETTLED, {
      easily_counted: EASILY_COUNTED,
      at_most_seconds: COUNTED_FOR_SECONDS,
    })
    return counted?.counts ?? (await this.run_<TransferCount>(sql.COUNTS_SETTLED))
  }

  /** How long the transfer that has waited longest has done so, exports aside; null when none waits. */
  async oldestWaitingSeconds(): Promise<number | null> {
    const [row] = await this.run_<{ seconds: number | null }>(sql.OLDEST_WAITING)
    return row.seconds
  }

  /** The last days, oldest first; `median_seconds` is from an order's placing until Specter had it. */
  async dailyFigures(days: number): Promise<DailyFigures[]> {
    return await this.run_(sql.DAILY_FIGURES, { days })
  }

  /** @returns how many rows of a run are in which state; `again`: they wait and have failed for longer than a run waits. */
  async runProgress(runId: string): Promise<RunCounts> {
    const rows = await this.run_<{ state: keyof RunCounts; count: number }>(sql.RUN_PROGRESS, {
      run_id: runId,
      patience_seconds: RUN_PATIENCE_SECONDS,
    })
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
  }

  /** Begins a run, or gives back the same one that is under way. */
  async startRun(type: RunRow["type"], forced: boolean): Promise<{ id: string; already_running: boolean }> {
    for (;;) {
      const [born] = await this.run_(sql.START_RUN, { id: generateEntityId(undefined, "srun"), type, forced })
      const [run] = born ? [born] : await this.listRuns({ type, forced, state: "running" }, { take: 1 })
      // The one that stood in the way may have ended meanwhile.
      if (run) {
        return { id: run.id, already_running: born === undefined }
      }
    }
  }

  /** An export whose subjects are still to be asked for, under a lease; `id` names a certain one. */
  async takeRun(id?: string): Promise<RunRow | undefined> {
    const [run] = await this.run_<RunRow>(sql.TAKE_RUN, {
      id: id ?? null,
      token: randomUUID(),
      lease_seconds: LEASE_SECONDS,
    })
    return run
  }

  /** @returns false when another process has taken the run over. */
  async advanceRun(
    run: RunRow,
    step: { cursor?: string; asked: number; total: number; planned: boolean }
  ): Promise<boolean> {
    const rows = await this.run_(sql.ADVANCE_RUN, {
      id: run.id,
      token: run.lease_token,
      lease_seconds: LEASE_SECONDS,
      cursor: step.cursor ?? null,
      asked: step.asked,
      total: step.total,
      planned: step.planned,
    })
    return rows.length > 0
  }

  async finishRun(
    id: string,
    end: { state: "done" | "failed"; outcome?: object; error?: string }
  ): Promise<void> {
    await this.run_(sql.FINISH_RUN, {
      id,
      state: end.state,
      outcome: end.outcome ? JSON.stringify(end.outcome) : null,
      error: end.error ?? null,
    })
  }

  /** Notes which number in Specter stands for which thing in the store. An unknown number never erases a known one. */
  async putReferences(
    references: { kind: ReferenceKind; store_id: string; number?: string }[]
  ): Promise<void> {
    if (references.length) {
      const rows = references.map((reference) => ({ number: null, ...reference }))
      await this.run_(sql.PUT_REFERENCES, { rows: JSON.stringify(rows) })
    }
  }

  async dropReference(kind: ReferenceKind, storeId: string): Promise<void> {
    await this.run_(sql.DROP_REFERENCE, { kind, store_id: storeId })
  }

  /** The references of these things in the store, by store id. */
  async references(kind: ReferenceKind, storeIds: string[]): Promise<Map<string, string | null>> {
    const found = storeIds.length
      ? await this.run_<{ store_id: string; number: string | null }>(sql.REFERENCES, {
          kind,
          store_ids: storeIds,
        })
      : []
    return new Map(found.map((reference) => [reference.store_id, reference.number]))
  }

  /** Of these article numbers, those that Specter is known to have, as keys (see `articleKey`). */
  async knownArticles(articleNos: string[]): Promise<Set<string>> {
    const keys = [...new Set(articleNos.map(articleKey))]
    const found = keys.length ? await this.run_<{ article_key: string }>(sql.KNOWN_ARTICLES, { keys }) : []
    return new Set(found.map((article) => article.article_key))
  }

  /** Specter has these articles. */
  async knowArticles(articleNos: string[]): Promise<void> {
    await this.putArticles_(articleNos, { isKnown: true, awaitsFigure: false })
  }

  /**
   * These articles are about to be made in Specter without a stock figure, for the store has none of them yet or keeps no
   * stock of them. To be said before the call: Specter's zero may come back before its answer does.
   */
  async expectZero(articleNos: string[]): Promise<void> {
    await this.putArticles_(articleNos, { isKnown: false, awaitsFigure: true })
  }

  /** Specter has the store's own figures of these articles: from now on its own say what can be sold. */
  async figuresTold(articleNos: string[]): Promise<void> {
    if (articleNos.length) {
      await this.run_(sql.FIGURES_TOLD, { keys: articleNos.map(articleKey) })
    }
  }

  async forgetArticle(articleNo: string): Promise<void> {
    await this.run_(sql.FORGET_ARTICLE, { article_key: articleKey(articleNo) })
  }

  /** Deletes rows that say nothing more to anybody; orders and what was refused stay. */
  async prune(days: number): Promise<void> {
    await this.run_(sql.PRUNE_TRANSFERS, { days, limit: 10_000 })
    await this.run_(sql.PRUNE_RUNS, { days })
    await this.run_(sql.PRUNE_NOTICES, { days })
    await this.pruneBatches_(days)
  }
}

export default SpecterSyncModuleService
