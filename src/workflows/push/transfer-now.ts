import { setTimeout as sleep } from "node:timers/promises"
import type { InferTypeOf, MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type Transfer from "../../modules/specter-sync/models/transfer"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Subject } from "../../modules/specter-sync/service"
import type { AskedBy, TransferKind } from "../../modules/specter-sync/states"
import { runTransfers } from "./run-transfers"

export type TransferRow = InferTypeOf<typeof Transfer>

const PATIENCE_MS = 40_000
const LOOK_EVERY_MS = 100

/**
 * Asks for transfers and does them at once, whether due or not, paused or not. Several callers at the same time make one
 * call to Specter: the others wait for its outcome.
 * @returns the ledger's rows of these subjects as they are after it; a row that is still `waiting` will be tried again.
 */
export async function transferNow(
  container: MedusaContainer,
  kind: TransferKind,
  subjects: Subject[],
  wish: { by: AskedBy; forced?: boolean }
): Promise<TransferRow[]> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const subjectIds = subjects.map(({ id }) => id)
  const untried = new Set(await sync.ask(kind, subjects, { ...wish, now: true }))
  const patienceEnds = Date.now() + PATIENCE_MS
  for (;;) {
    const rows = await sync.listTransfers({ kind, subject_id: subjectIds })
    const isUntried = ({ id, state }: TransferRow) => state === "waiting" && untried.has(id)
    const isUnsettled = rows.some((row) => row.state === "sending" || isUntried(row))
    if (!isUnsettled || Date.now() > patienceEnds) {
      return rows
    }
    const claimed = await sync.claimThese(
      kind,
      rows.filter(isUntried).map(({ subject_id }) => subject_id)
    )
    if (claimed.length) {
      await runTransfers(container, claimed)
      claimed.forEach(({ id }) => untried.delete(id))
    } else {
      await sleep(LOOK_EVERY_MS)
    }
  }
}
