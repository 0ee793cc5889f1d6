export type OpenBatch<Item> = {
  batchNo: string
  items: Item[]
  /** What waited beyond this batch when it was opened. */
  left: number
  marks: [id: string, change: number][]
}

export type SavedQueue<Item> = {
  changes: number
  pending: [id: string, change: number][]
  open?: OpenBatch<Item>
  closed: string[]
}

const closedNumbersKept = 1000

/** What has changed since the shop last acknowledged, and the batch it is reading. */
export class ChangeQueue<Item> {
  private changes = 0
  private pending = new Map<string, number>()
  private open?: OpenBatch<Item>
  private closed = new Set<string>()

  mark(id: string) {
    this.pending.set(id, ++this.changes)
  }

  get openBatchNo(): string | undefined {
    return this.open?.batchNo
  }

  get waiting(): number {
    return this.pending.size
  }

  /** The batch of that number: the open one as it was, or a new one; nothing when another one is open. */
  ask(
    batchNo: string,
    limit: number,
    snapshot: (id: string) => Item | undefined
  ): OpenBatch<Item> | undefined {
    if (this.open) {
      return this.open.batchNo === batchNo ? this.open : undefined
    }
    const batch = this.take(batchNo, limit, snapshot)
    if (batch.items.length > 0) {
      this.open = batch
    } else {
      this.remember(batchNo)
    }
    return batch
  }

  private take(batchNo: string, limit: number, snapshot: (id: string) => Item | undefined): OpenBatch<Item> {
    const batch: OpenBatch<Item> = { batchNo, items: [], left: 0, marks: [] }
    for (const [id, change] of this.pending) {
      if (batch.items.length === limit) {
        break
      }
      const item = snapshot(id)
      if (item === undefined) {
        this.pending.delete(id)
      } else {
        batch.items.push(item)
        batch.marks.push([id, change])
      }
    }
    batch.left = this.pending.size - batch.items.length
    return batch
  }

  /** Closes the open batch. What changed again after the batch was opened stays. */
  acknowledge(batchNo: string): "closed" | "other-open" | "unknown" {
    if (!this.open) {
      return this.closed.has(batchNo) ? "closed" : "unknown"
    }
    if (this.open.batchNo !== batchNo) {
      return "other-open"
    }
    for (const [id, change] of this.open.marks) {
      if (this.pending.get(id) === change) {
        this.pending.delete(id)
      }
    }
    this.open = undefined
    this.remember(batchNo)
    return "closed"
  }

  private remember(batchNo: string) {
    this.closed.delete(batchNo)
    this.closed.add(batchNo)
    if (this.closed.size > closedNumbersKept) {
      for (const oldest of this.closed) {
        this.closed.delete(oldest)
        break
      }
    }
  }

  save(): SavedQueue<Item> {
    return { changes: this.changes, pending: [...this.pending], open: this.open, closed: [...this.closed] }
  }

  load(saved: SavedQueue<Item>) {
    this.changes = saved.changes
    this.pending = new Map(saved.pending)
    this.open = saved.open
    this.closed = new Set(saved.closed)
  }
}
