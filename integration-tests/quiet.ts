import { setTimeout as sleep } from "node:timers/promises"
import { SPECTER_SYNC_MODULE } from "../src/modules/specter-sync"
import type SpecterSyncModuleService from "../src/modules/specter-sync/service"
import { actions } from "./calls"
import { settled } from "./settled"
import type { Store } from "./store"

const STILL_MS = 400

/** Waits until nothing waits, and neither the ledger nor Specter has heard anything new for a while. */
export async function quiet(store: Store): Promise<void> {
  for (let before = "", now = await fingerprint(store); before !== now;) {
    before = now
    await sleep(STILL_MS)
    await settled(store.container, 0)
    now = await fingerprint(store)
  }
}

async function fingerprint({ container, sandbox }: Store): Promise<string> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [[latest], count] = await sync.listAndCountTransfers({}, { take: 1, order: { updated_at: "DESC" } })
  return JSON.stringify([count, latest?.updated_at, actions({ sandbox }).length])
}
