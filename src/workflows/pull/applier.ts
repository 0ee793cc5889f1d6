import type { MedusaContainer } from "@medusajs/framework/types"
import type { BatchOutcome } from "../../modules/specter-sync/pull-ledger"

export type ApplyContext = {
  /** When Specter was asked, by the database's clock. What Specter was told later is not in the batch. */
  askedAt: Date
  /** An earlier pull may have applied some of it already, and have been ended in the midst of it. */
  isRepeat: boolean
  /** It has failed so often that what fails this time is told, and keeps the batches behind it waiting no more. */
  isLastTry: boolean
  /** To be called before each chunk is written: throws when another process has taken over. */
  hold(): Promise<unknown>
  /** Tells whoever watches how many rows are done. */
  progress(done: number): Promise<void>
  /** The batch made products of whose stock nothing is known: it is fetched when this pull has ended. */
  wantStock(): void
}

/**
 * Applies a stored answer of Specter's to the store. Applying it twice changes nothing, and a row that cannot be applied
 * is told in the outcome and keeps no other from being applied. Throws only for what concerns the batch as a whole.
 */
export type Applier = (
  container: MedusaContainer,
  raw: string,
  context: ApplyContext
) => Promise<BatchOutcome>
