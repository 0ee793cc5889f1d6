import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { BURST_MS, giveWay } from "../../give-way"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { TransferKind } from "../../modules/specter-sync/states"
import { sendTransfers } from "./run-transfers"

/**
 * What is sent side by side: a large export of articles holds up no order. Orders come before what builds on them. Articles
 * have two lanes: while Specter takes in a hundred of them, the next are read. The calls themselves wait for each other.
 */
const LANES: readonly (readonly TransferKind[])[] = [
  ["order", "order_removal", "delivery", "invoice", "customer"],
  ["article", "article_removal"],
  ["article"],
]

const UNTIL_CALL_MS = 25

type Drain = { again: boolean; ended: Promise<void> }

/** Of this process: a lane is emptied by one loop, and whoever wants it emptied meanwhile makes it look once more. */
const running = new Map<readonly TransferKind[], Drain>()

/** Sends all that is due. Resolves when nothing due is left, or when sending is paused. */
export async function drain(container: MedusaContainer): Promise<void> {
  if (container.resolve<SpecterModuleService>(SPECTER_MODULE).isOn()) {
    await Promise.all(LANES.map((lane) => drainLane(container, lane)))
  }
}

function drainLane(container: MedusaContainer, lane: readonly TransferKind[]): Promise<void> {
  const underWay = running.get(lane)
  if (underWay) {
    underWay.again = true
    return underWay.ended
  }
  const mine: Drain = { again: false, ended: Promise.resolve() }
  running.set(lane, mine)
  mine.ended = emptyLane(container, lane, mine)
  return mine.ended
}

async function emptyLane(
  container: MedusaContainer,
  lane: readonly TransferKind[],
  mine: Drain
): Promise<void> {
  try {
    do {
      mine.again = false
      await sendAll(container, lane)
    } while (mine.again)
  } finally {
    // In the same instant as the last look at `again`: nobody joins a loop that has ended.
    running.delete(lane)
  }
}

/**
 * What a settled transfer gives rise to is done while the next is sent; it may ask for more, so it is looked once more
 * after it. Whoever waits for this process is answered first: an order's event comes before the shopper's answer.
 */
async function sendAll(container: MedusaContainer, kinds: readonly TransferKind[]): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  let finish: (() => Promise<void>) | undefined
  for (;;) {
    await giveWay(BURST_MS)
    const claimed = await sync.claim(kinds)
    if (!claimed.length && !finish) {
      return
    }
    const send = claimed.length ? sendTransfers(container, claimed) : undefined
    ;[finish] = await Promise.all([send, finish && afterCallOf(send, finish)])
  }
}

/** Once a call is under way, nothing waits for this process but Specter's answer. */
async function afterCallOf(send: Promise<unknown> | undefined, finish: () => Promise<void>): Promise<void> {
  await Promise.race([send?.catch(() => undefined), sleep(UNTIL_CALL_MS)])
  await finish()
}
