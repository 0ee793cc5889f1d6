import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { PullKind } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { logFailure } from "../log-failure"
import { pulledKinds, runPull } from "./run-pull"

/** Specter calls for every change: those that come within a second of a pull's beginning are one wish. */
const BREATH_MS = 1_000

/** Of this process: a storm of callbacks of a kind makes one pull, and one more for those that came meanwhile. */
const underWay = new Map<PullKind, { again: boolean }>()

/** A callback's wish: remembered in the database and carried out behind the answer. */
export function pullSoon(container: MedusaContainer, kind: PullKind): void {
  const mine = underWay.get(kind)
  if (mine) {
    mine.again = true
    return
  }
  const state = { again: false }
  underWay.set(kind, state)
  void pullWhileWanted(container, kind, state).catch(logFailure(container, `pulling ${kind}`))
}

async function pullWhileWanted(
  container: MedusaContainer,
  kind: PullKind,
  state: { again: boolean }
): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  try {
    do {
      state.again = false
      await sync.wantPull(kind)
      if ((await pulledKinds(container)).includes(kind)) {
        await runPull(container, kind)
      }
      await sleep(BREATH_MS, undefined, { ref: false })
    } while (state.again)
  } finally {
    // In the same instant as the last look at `again`: nobody joins a pull that has ended.
    underWay.delete(kind)
  }
}
