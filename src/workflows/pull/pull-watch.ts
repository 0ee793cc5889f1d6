import type { BatchOutcome, PullKind } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"

const RUN_TYPES = { stock: "stock_update", articles: "article_import", orders: undefined } as const

/** What of a pull the merchant watches: the runs that asked for it, how far it has come and what came of it. */
export class PullWatch {
  private runs: { id: string; forced: boolean }[] = []
  private done = 0
  private total = 0
  private lacksStock = false
  private outcome = { changed: 0, unchanged: 0, unmatched: 0, problem: 0, noted: 0 }

  constructor(
    private readonly sync: SpecterSyncModuleService,
    private readonly kind: PullKind
  ) {}

  /** Takes up the runs that have been asked for until now. */
  async begin(): Promise<void> {
    const type = RUN_TYPES[this.kind]
    this.runs = type ? await this.sync.listRuns({ type, state: "running" }) : []
  }

  /** Whether somebody wants everything, not only what has changed. */
  wantsAll(): boolean {
    return this.runs.some(({ forced }) => forced)
  }

  async batch(rows: number): Promise<void> {
    this.total += rows
    await this.tell(this.done)
  }

  /** How many rows of the present batch are done. */
  async progress(done: number): Promise<void> {
    await this.tell(this.done + done)
  }

  async applied(rows: number, outcome: BatchOutcome): Promise<void> {
    this.done += rows
    this.outcome.changed += outcome.changed
    this.outcome.unchanged += outcome.unchanged
    for (const row of outcome.rows) {
      this.outcome[row.outcome] += 1
    }
    await this.tell(this.done)
  }

  wantStock(): void {
    this.lacksStock = true
  }

  /** What stock is to be fetched next: all of it after an import, else what has changed. */
  wantedStock(): "all" | "changed" | undefined {
    return this.lacksStock ? (this.runs.length > 0 ? "all" : "changed") : undefined
  }

  async end(): Promise<void> {
    for (const { id } of this.runs) {
      await this.sync.finishRun(id, { state: "done", outcome: this.outcome })
    }
    this.runs = []
    this.lacksStock = false
  }

  async fail(error: string): Promise<void> {
    for (const { id } of this.runs) {
      await this.sync.finishRun(id, { state: "failed", outcome: this.outcome, error })
    }
  }

  private async tell(done: number): Promise<void> {
    for (const { id } of this.runs) {
      await this.sync.progressRun(id, done, this.total)
    }
  }
}
