import { setTimeout as sleep } from "node:timers/promises"
import type { PullKind } from "../src/modules/specter-sync/pull-ledger"
import { runPull } from "../src/workflows/pull/run-pull"
import type { Store } from "./store"

/** Fetches what Specter has to tell and waits until it is applied: the store's own tick may have the turn. */
export async function pull({ container }: Store, kind: PullKind): Promise<void> {
  while (!(await runPull(container, kind))) {
    await sleep(20)
  }
}
