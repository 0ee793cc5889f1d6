import { setTimeout as sleep } from "node:timers/promises"
import type { SettledRow } from "../../modules/specter-sync/service"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Outcome } from "./outcome"

/** What a database needs that starts anew; together far less than a lease. */
const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000]

/** Data, a constraint or a statement that PostgreSQL refuses, it refuses every time. */
const LASTING = /^(22|23|42)/

/**
 * Writes what came of transfers, also when the database is away for a moment: Specter's number of an order is known
 * nowhere else in the store.
 */
export async function settleSurely(
  sync: SpecterSyncModuleService,
  outcomes: Outcome[]
): Promise<SettledRow[]> {
  for (const pause of PAUSES_MS) {
    try {
      return await sync.settle(outcomes)
    } catch (error) {
      if (LASTING.test(String((error as { code?: unknown }).code))) {
        throw error
      }
      await sleep(pause)
    }
  }
  return await sync.settle(outcomes)
}
