import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { ClaimedTransfer } from "../../modules/specter-sync/settlement"

/** Of a lease's 45 s a call takes up to 30: what is left of it is enough to settle, even after so long. */
export const FRESH_LEASE_MS = 5_000

/** @returns a function that holds these transfers before a call, unless it has done so a moment ago. Throws as `hold` does. */
export function leaseHolder(
  sync: Pick<SpecterSyncModuleService, "hold">,
  transfers: ClaimedTransfer[]
): () => Promise<void> {
  let heldAt: number | undefined
  return async () => {
    // The clock is read before the statement: the lease is never older than it says.
    const now = Date.now()
    if (heldAt === undefined || now - heldAt > FRESH_LEASE_MS) {
      await sync.hold(transfers)
      heldAt = now
    }
  }
}
