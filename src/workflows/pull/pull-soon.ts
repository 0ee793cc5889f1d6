import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { PullKind } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { logFailure } from "../log-failure"
import { pulledKinds, runPull } from "./run-pull"

/**
 * Specter calls for every change: those that come during a pull and in the rest after it are one wish. A busy store, where a
 * pull takes long, rests longer, so that following Specter does not keep it from its shoppers.
 */
const REST = { times: 40, shortestMs: 1_000, longestMs: 5_000 }

/** Of this process: a storm of callbacks of a kind makes one pull, and one more for those that came meanwhile. */
const underWay = new Map<PullKind, { again: boolean }>()

/** A callback's wish: carried out behind its answer, or remembered in the database where the kind is not let in. */
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
      const began = Date.now()
      const isLetIn = (await pulledKinds(container)).includes(kind)
      await (isLetIn ? runPull(container, kind) : sync.wantPull(kind))
      await sleep(restAfter(Date.now() - began), undefined, { ref: false })
    } while (state.again)
  } finally {
    // In the same instant as the last look at `again`: nobody joins a pull that has ended.
    underWay.delete(kind)
  }
}

function restAfter(tookMs: number): number {
  return Math.min(Math.max(REST.times * tookMs, REST.shortestMs), REST.longestMs)
}
