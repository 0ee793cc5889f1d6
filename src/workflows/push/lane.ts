import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { BURST_MS, giveWay } from "../../give-way"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { ClaimedTransfer } from "../../modules/specter-sync/settlement"
import { hasName } from "./named-error"

/** How long an order that was claimed ahead waits for another process that is in the lane; far less than its lease. */
const PATIENCE_MS = 20_000
const LOOK_EVERY_MS = 50

/** What of this process an order that was claimed ahead goes after. */
const before = new Map<string, Promise<unknown>>()
const waitingForCall = new Map<string, () => void>()

/** The order is to enter the lane when `sending` has ended, however. */
export function goAfter({ id }: ClaimedTransfer, sending: Promise<unknown>): void {
  before.set(
    id,
    sending.catch(() => undefined)
  )
}

/** Resolves when the order's own call is out; never when it does not come to that. */
export function whenCalled({ id }: ClaimedTransfer): Promise<void> {
  return new Promise((resolve) => waitingForCall.set(id, resolve))
}

/** The order's own call is out: nothing more is to be done for it before Specter's answer. */
export function tellCalled({ id }: ClaimedTransfer): void {
  waitingForCall.get(id)?.()
}

/** The order has come to an end: nobody waits for it here. */
export function leaveLane({ id }: ClaimedTransfer): void {
  before.delete(id)
  waitingForCall.delete(id)
}

/**
 * Before an order's customer is sent: nobody else may touch a customer then until the order has its answer.
 * @throws NotNow when sending was paused meanwhile, or another process is in the lane for long.
 */
export async function enterLane(container: MedusaContainer, transfer: ClaimedTransfer): Promise<void> {
  if (transfer.lane !== null) {
    return
  }
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  await before.get(transfer.id)
  await giveWay(BURST_MS)
  const patienceEnds = Date.now() + PATIENCE_MS
  while (!(await sync.enterLane(transfer))) {
    const { cause } = await sync.pauseState()
    if (cause !== null || Date.now() > patienceEnds) {
      throw new NotNow()
    }
    await sleep(LOOK_EVERY_MS)
  }
}

/** A transfer that was claimed ahead cannot be sent now, for no reason of its own. */
class NotNow extends Error {
  constructor() {
    super("Another order is being sent, or sending is paused")
    this.name = "NotNow"
  }
}

export function isNotNow(error: unknown): boolean {
  return hasName(error, "NotNow")
}
