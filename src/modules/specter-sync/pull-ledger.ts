import { randomUUID } from "node:crypto"
import type { InferTypeOf } from "@medusajs/framework/types"
import { generateEntityId, MedusaError, MedusaService } from "@medusajs/framework/utils"
import { withArrayTexts } from "../../array-text"
import type { Reason } from "../../reasons/reason"
import { articleKey } from "./article-key"
import Batch from "./models/batch"
import BatchRow from "./models/batch-row"
import KnownArticle from "./models/known-article"
import Notice from "./models/notice"
import OrderRecord from "./models/order-record"
import Pause from "./models/pause"
import Reference from "./models/reference"
import Run from "./models/run"
import SettledCount from "./models/settled-count"
import Transfer from "./models/transfer"
import Turn from "./models/turn"
import * as sql from "./pull-queries"

/** Longer than one call to Specter, and than a chunk of a batch takes to apply; prolonged before each. */
const TURN_SECONDS = 60
const NOTICE_SECONDS = 60
const PULL_BACKOFF = { first_wait_seconds: 15, longest_wait_seconds: 900 }

/** A batch of a hundred thousand is not written as one text. */
const ROWS_A_STATEMENT = 5_000

/** PostgreSQL's code for a statement that it ended to resolve a deadlock. */
const DEADLOCK = "40P01"
const MOST_DEADLOCKS = 10

export type PullKind = "stock" | "articles" | "orders"

/** A process's turn at pulling a kind of batch. */
export type TurnToken = { kind: PullKind; token: string }

export type BatchRecord = InferTypeOf<typeof Batch>

/** A row of a batch that the merchant should know of. `subject` is the article number, or Specter's order number. */
export type RemarkableRow = { subject: string; outcome: "unmatched" | "problem" | "noted"; reason: Reason }

/** What came of applying a batch. */
export type BatchOutcome = { changed: number; unchanged: number; rows: RemarkableRow[] }

/**
 * `figure` is what Specter told can still be sold in all, a decimal text; `bySite` by stock site, as the store counts it,
 * where Specter names any.
 */
export type SeenArticle = { articleNo: string; figure?: string; bySite?: ReadonlyMap<string, number> }

/** What Specter told of an article's stock, and when. */
export type KnownFigures = SeenArticle & { figure: string; at: Date }

export type ClaimedNotice = {
  id: string
  kind: "invoice" | "order_removed"
  subject: string
  attempts: number
  lease_token: string
}

/** A variant that Specter has as the store has it, once an import has written it. */
export type ImportedArticle = {
  variantId: string
  productId: string
  label: string
  hash: string
  /**
   * What the store would have sent before the import wrote anything: what Specter was last sent, unless more had changed.
   * Left out for a variant that was made of Specter's article.
   */
  hashBefore?: string
  articleNo: string
}

export type OrderNews = {
  order_id: string
  status_id?: string
  status_name?: string
  delivery_status?: string
  tracking_numbers?: string[]
  notes?: Reason[]
  told_rows?: object[]
}

type Bindings = Record<string, unknown>
type Connection = { raw(statement: string, bindings: Bindings): Promise<{ rows: Record<string, unknown>[] }> }

const bySiteText = ({ bySite }: SeenArticle) => (bySite ? JSON.stringify(Object.fromEntries(bySite)) : null)

export type LedgerDependencies = { manager: { getKnex(): Connection } }

/** What came from Specter: batches, whose turn it is to pull them, notices, and what was learnt from them. */
export abstract class PullLedger extends MedusaService({
  Transfer,
  Reference,
  KnownArticle,
  Pause,
  Run,
  SettledCount,
  Batch,
  BatchRow,
  Turn,
  Notice,
  OrderRecord,
}) {
  private readonly manager_: { getKnex(): Connection }

  constructor(container: LedgerDependencies) {
    // eslint-disable-next-line prefer-rest-params
    super(...arguments)
    this.manager_ = container.manager
  }

  /** Each statement is one of its own, so one that a deadlock ended is simply carried out again. */
  protected async run_<Row = { id: string }>(statement: string, bindings: Bindings = {}): Promise<Row[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { rows } = await this.manager_.getKnex().raw(statement, withArrayTexts(bindings))
        return rows as Row[]
      } catch (error) {
        if ((error as { code?: string }).code !== DEADLOCK || attempt === MOST_DEADLOCKS) {
          throw error
        }
      }
    }
  }

  /** Somebody wants a kind pulled: remembered until a pull has begun after this. */
  async wantPull(kind: PullKind, { all = false } = {}): Promise<void> {
    await this.run_(sql.WANT, { kind, all })
  }

  /** Whether somebody wants everything that Specter has, and has not got it yet. */
  async wantsAll(turn: TurnToken): Promise<boolean> {
    return (await this.run_(sql.WANTS_ALL, turn)).length > 0
  }

  /** Specter has agreed to tell everything. */
  async noteAllToCome(turn: TurnToken): Promise<void> {
    await this.run_(sql.ALL_TO_COME, turn)
  }

  /** The turn to pull a kind, under a lease of 60 s; undefined while another process has it. */
  async takeTurn(kind: PullKind): Promise<TurnToken | undefined> {
    const token = randomUUID()
    const rows = await this.run_(sql.TAKE_TURN, { kind, token, lease_seconds: TURN_SECONDS })
    return rows.length ? { kind, token } : undefined
  }

  /**
   * @returns now, by the database's clock, which `asked_at` of a batch goes by; and when Specter was last asked by a
   * pull of the kind that came to its end.
   * @throws CONFLICT when the turn was lost: another process pulls now, and this one must not write.
   */
  async holdTurn(turn: TurnToken): Promise<{ now: Date; lastPulled?: Date }> {
    const [held] = await this.run_<{ now: Date; last_pulled_at: Date | null }>(sql.HOLD_TURN, {
      ...turn,
      lease_seconds: TURN_SECONDS,
    })
    if (!held) {
      throw new MedusaError(MedusaError.Types.CONFLICT, `Another process has taken over pulling ${turn.kind}`)
    }
    return { now: held.now, lastPulled: held.last_pulled_at ?? undefined }
  }

  /** @returns whether somebody wanted a pull since this one began; then it is this one's to do. */
  async takeWish(turn: TurnToken): Promise<boolean> {
    return (await this.run_(sql.TAKE_WISH, turn)).length > 0
  }

  /**
   * Specter has told all it had to tell until `askedAt`.
   * @returns false when somebody wanted another pull in the same instant: the turn is kept then.
   */
  async endTurn(turn: TurnToken, askedAt: Date): Promise<boolean> {
    return (await this.run_(sql.END_TURN, { ...turn, asked_at: askedAt.toISOString() })).length > 0
  }

  /** Gives the turn back after a failure; it is tried again in 15 s, doubling to 15 minutes. False: it was lost already. */
  async failTurn(turn: TurnToken, error: string): Promise<boolean> {
    return (await this.run_(sql.FAIL_TURN, { ...turn, error, ...PULL_BACKOFF })).length > 0
  }

  /** Which of these kinds should be pulled now. */
  async duePulls(kinds: PullKind[], pollMinutes: number): Promise<PullKind[]> {
    const rows = await this.run_<{ id: PullKind }>(sql.DUE_PULLS, { kinds, poll_minutes: pollMinutes })
    return rows.map(({ id }) => id)
  }

  /** When Specter last answered to what it was asked of a kind: a batch that is open now was opened after that. */
  async lastAsked({ kind }: TurnToken): Promise<Date> {
    const [{ at }] = await this.run_<{ at: Date }>(sql.LAST_ASKED, { kind })
    return at
  }

  /** @throws CONFLICT when the turn was lost. */
  async storeBatch(
    turn: TurnToken,
    batch: { batchNo: string; raw: string; askedAt: Date; rows: number }
  ): Promise<BatchRecord> {
    const [stored] = await this.run_<Omit<BatchRecord, "raw">>(sql.STORE_BATCH, {
      id: generateEntityId(undefined, "sbat"),
      ...turn,
      batch_no: batch.batchNo,
      raw: batch.raw,
      asked_at: batch.askedAt.toISOString(),
      rows: batch.rows,
    })
    if (!stored) {
      throw new MedusaError(MedusaError.Types.CONFLICT, `Another process has taken over pulling ${turn.kind}`)
    }
    return { ...stored, raw: batch.raw }
  }

  /** @throws CONFLICT when the turn was lost; the batch is applied again then, which changes nothing twice. */
  async markApplied(
    turn: TurnToken,
    { id: batchId, attempts }: BatchRecord,
    { changed, unchanged, rows }: BatchOutcome
  ): Promise<void> {
    const count = (outcome: RemarkableRow["outcome"]) => rows.filter((row) => row.outcome === outcome).length
    await this.run_(sql.DROP_BATCH_ROWS, { batch_id: batchId })
    for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
      const some = JSON.stringify(rows.slice(from, from + ROWS_A_STATEMENT))
      await this.run_(sql.PUT_BATCH_ROWS, { batch_id: batchId, from, rows: some })
    }
    const marked = await this.run_(sql.MARK_APPLIED, {
      id: batchId,
      attempts,
      token: turn.token,
      changed,
      unchanged,
      unmatched: count("unmatched"),
      problems: count("problem"),
    })
    if (!marked.length) {
      throw new MedusaError(MedusaError.Types.CONFLICT, `Another process has taken over pulling ${turn.kind}`)
    }
  }

  async markAcknowledged(batchId: string, remark?: string): Promise<void> {
    await this.run_(sql.MARK_ACKNOWLEDGED, { id: batchId, error: remark ?? null })
  }

  async markBatchFailed(batchId: string, error: string): Promise<void> {
    await this.run_(sql.MARK_BATCH_FAILED, { id: batchId, error })
  }

  /**
   * A process that lost its turn may have written older figures over newer ones: between its last look at the turn and
   * what it wrote then, another one can have gone ahead. What was asked for since is applied anew.
   */
  async reopenBatches(batchId: string, error: string): Promise<void> {
    await this.run_(sql.REOPEN, { id: batchId, error })
  }

  /** Specter has these articles, as it was asked at that time. */
  async seeArticles(articles: SeenArticle[], at: Date): Promise<void> {
    const byKey = new Map(articles.map((article) => [articleKey(article.articleNo), article]))
    const missing = await this.seeByKey_(byKey, at)
    const fresh = new Map(missing.map(({ article_key }) => [article_key, byKey.get(article_key)!]))
    await this.putArticles_(
      [...fresh.values()].map(({ articleNo }) => articleNo),
      { isKnown: true, awaitsFigure: false }
    )
    await this.seeByKey_(fresh, at)
  }

  /** @returns the keys of those that have no row yet. */
  private async seeByKey_(articles: Map<string, SeenArticle>, at: Date) {
    const told = [...articles.values()]
    const isBySite = told.some(({ bySite }) => bySite)
    return told.length
      ? await this.run_<{ article_key: string }>(sql.SEE_ARTICLES, {
          keys: [...articles.keys()],
          figures: told.map(({ figure }) => figure ?? null),
          by_site: isBySite ? told.map(bySiteText) : null,
          at: at.toISOString(),
        })
      : []
  }

  protected async putArticles_(articleNos: string[], now: { isKnown: boolean; awaitsFigure: boolean }) {
    const byKey = new Map(articleNos.map((articleNo) => [articleKey(articleNo), articleNo]))
    const rows = [...byKey].map(([article_key, article_no]) => ({ article_key, article_no }))
    if (rows.length) {
      const { isKnown: is_known, awaitsFigure: awaits_figure } = now
      await this.run_(sql.PUT_ARTICLES, { rows: JSON.stringify(rows), is_known, awaits_figure })
    }
  }

  /** Of these article numbers, as keys, those that await the store's first figure (see `KnownArticle`). */
  async awaitingFigure(articleNos: string[]): Promise<Set<string>> {
    // Where there is none, thousands of numbers need not be asked about.
    if (!(await this.awaitsAnyFigure())) {
      return new Set()
    }
    const keys = [...new Set(articleNos.map(articleKey))]
    const rows = keys.length ? await this.run_<{ article_key: string }>(sql.AWAITED, { keys }) : []
    return new Set(rows.map(({ article_key }) => article_key))
  }

  async awaitsAnyFigure(): Promise<boolean> {
    return (await this.run_(sql.AWAITS_ANY)).length > 0
  }

  /** What Specter last told can be sold of these articles; those of which it told nothing are left out. */
  async knownFigures(articleNos: string[]): Promise<KnownFigures[]> {
    const keys = [...new Set(articleNos.map(articleKey))]
    if (keys.length === 0) {
      return []
    }
    const found = await this.listKnownArticles({ article_key: keys }, { take: keys.length })
    return found.flatMap(({ article_no, stock_figure, stock_by_site, stock_at }) =>
      stock_figure !== null && stock_at !== null
        ? [
            {
              articleNo: article_no,
              figure: stock_figure,
              at: new Date(stock_at),
              ...(stock_by_site
                ? { bySite: new Map(Object.entries(stock_by_site as Record<string, number>)) }
                : {}),
            },
          ]
        : []
    )
  }

  /** Keeps a callback that names something itself; the same one twice is one. */
  async putNotice(kind: ClaimedNotice["kind"], subject: string): Promise<void> {
    await this.run_(sql.PUT_NOTICE, { id: generateEntityId(undefined, "snot"), kind, subject })
  }

  async claimNotices(limit: number): Promise<ClaimedNotice[]> {
    return await this.run_(sql.CLAIM_NOTICES, { token: randomUUID(), lease_seconds: NOTICE_SECONDS, limit })
  }

  /** What was given up because the order's number was not known waits anew where it is known by now. */
  async reviveNotices(): Promise<void> {
    await this.run_(sql.REVIVE_NOTICES)
  }

  /**
   * How many callbacks were given up in the last seven days. One about an unknown order counts only while there is an order
   * whose number Specter has not told: else it is an order of somebody else's.
   */
  async countGivenUpNotices(): Promise<number> {
    const [row] = await this.run_<{ count: number }>(sql.COUNT_GIVEN_UP_NOTICES)
    return row.count
  }

  /** `waiting`: tried again later, and later. `failed` keeps its reason. */
  async settleNotice(notice: ClaimedNotice, end: { state: "waiting" | "done" | "failed"; reason?: Reason }) {
    await this.run_(sql.SETTLE_NOTICE, {
      id: notice.id,
      token: notice.lease_token,
      state: end.state,
      reason: end.reason ? JSON.stringify(end.reason) : null,
    })
  }

  /** By variant, the hash of the article that Specter was last sent, where it went well or is on its way once more. */
  async articlesAsSent(variantIds: string[]): Promise<Map<string, string>> {
    const sent = await this.run_<{ subject_id: string; sent_hash: string }>(sql.ARTICLES_AS_SENT, {
      ids: variantIds,
    })
    return new Map(sent.map(({ subject_id, sent_hash }) => [subject_id, sent_hash]))
  }

  /**
   * The store's variants as an import left them: Specter has them so, and nothing needs to go back. Not of those that had
   * more changed in the store than Specter was sent, of those that were never sent, or that were sent after it was asked:
   * they go out anew.
   * @returns the ids of those of which nothing needs to go back.
   */
  async noteImported(articles: ImportedArticle[], askedAt: Date): Promise<Set<string>> {
    const bindings = {
      subject_ids: articles.map(({ variantId }) => variantId),
      parent_ids: articles.map(({ productId }) => productId),
      labels: articles.map(({ label }) => label),
      hashes: articles.map(({ hash }) => hash),
      hashes_before: articles.map(({ hashBefore }) => hashBefore ?? null),
      numbers: articles.map(({ articleNo }) => articleNo),
      asked_at: askedAt.toISOString(),
    }
    const settled = articles.length
      ? await this.run_<{ subject_id: string }>(sql.NOTE_IMPORTED, bindings)
      : []
    return new Set(settled.map(({ subject_id }) => subject_id))
  }

  /** The store took over what Specter has: from now on that is what was sent. `outdated`: but for what it has changed itself. */
  async setSentHash(kind: "order", subjectId: string, hash: string, outdated: boolean): Promise<void> {
    await this.run_(sql.SET_SENT_HASH, { kind, subject_id: subjectId, hash, outdated })
  }

  /** Specter has other quantities of an order than the store: what was sent stands, with these in its hash. */
  async setSentQuantities(orderId: string, before: string, hash: string): Promise<void> {
    await this.run_(sql.SET_SENT_QUANTITIES, { subject_id: orderId, before, hash })
  }

  /** Those of the orders that Specter was known to have before `askedAt`, with the hash of what it has. */
  async ordersInSpecter(
    orderIds: string[],
    askedAt: Date
  ): Promise<{ id: string; hash: string | null; is_removed: boolean }[]> {
    const bindings = { ids: orderIds, asked_at: askedAt.toISOString() }
    return orderIds.length ? await this.run_(sql.ORDERS_IN_SPECTER, bindings) : []
  }

  /** A transfer that is not needed, noted before the event that would ask for it. */
  async putSkipped(
    kind: "order_removal" | "delivery" | "invoice",
    subjectId: string,
    parentId: string,
    reason: Reason
  ) {
    await this.run_(sql.PUT_SKIPPED, {
      id: generateEntityId(undefined, "strf"),
      kind,
      subject_id: subjectId,
      parent_id: parentId,
      reason: JSON.stringify(reason),
    })
  }

  /** Specter takes back what a skipped transfer stood for: the next event asks anew. */
  async dropCausedBySpecter(kind: "order_removal", subjectId: string): Promise<void> {
    await this.run_(sql.DROP_CAUSED_BY_SPECTER, { kind, subject_id: subjectId })
  }

  /** Keeps what Specter told of an order; what it did not tell stays as it was. */
  async putOrderRecord(news: OrderNews): Promise<void> {
    await this.run_(sql.PUT_ORDER_RECORD, {
      id: generateEntityId(undefined, "sord"),
      order_id: news.order_id,
      status_id: news.status_id ?? null,
      status_name: news.status_name ?? null,
      delivery_status: news.delivery_status ?? null,
      tracking_numbers: news.tracking_numbers ? JSON.stringify(news.tracking_numbers) : null,
      notes: news.notes ? JSON.stringify(news.notes) : null,
      told_rows: news.told_rows ? JSON.stringify(news.told_rows) : null,
    })
  }

  /** How far a pull that somebody watches has come. */
  async progressRun(id: string, done: number, total: number): Promise<void> {
    await this.run_(sql.PROGRESS_RUN, { id, done, total })
  }

  protected async pruneBatches_(days: number): Promise<void> {
    await this.run_(sql.PRUNE_RAW)
    await this.run_(sql.PRUNE_BATCHES, { days })
  }
}
