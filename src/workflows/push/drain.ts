import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { untilIdle } from "../../give-way"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { ClaimedTransfer } from "../../modules/specter-sync/settlement"
import type { TransferKind } from "../../modules/specter-sync/states"
import { goAfter, leaveLane, whenCalled } from "./lane"
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

type Drain = { again: boolean; ended: Promise<void>; giveWay: () => Promise<void> }

/** Of this process: a lane is emptied by one loop, and whoever wants it emptied meanwhile makes it look once more. */
const running = new Map<readonly TransferKind[], Drain>()

/**
 * Sends all that is due, or what is due in the lanes of one kind. Resolves when nothing due is left there, or when sending is
 * paused.
 */
export async function drain(container: MedusaContainer, kind?: TransferKind): Promise<void> {
  if (container.resolve<SpecterModuleService>(SPECTER_MODULE).isOn()) {
    const lanes = kind ? LANES.filter((lane) => lane.includes(kind)) : LANES
    await Promise.all(lanes.map((lane) => drainLane(container, lane)))
  }
}

function drainLane(container: MedusaContainer, lane: readonly TransferKind[]): Promise<void> {
  const underWay = running.get(lane)
  if (underWay) {
    underWay.again = true
    return underWay.ended
  }
  const mine: Drain = { again: false, ended: Promise.resolve(), giveWay: untilIdle() }
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
      await sendAll(container, lane, mine)
    } while (mine.again)
  } finally {
    // In the same instant as the last look at `again`: nobody joins a loop that has ended.
    running.delete(lane)
  }
}

type Finish = () => Promise<void>
/** `called` is true once an order's own call is out, and false when it has ended without. */
type Sending = { send: Promise<Finish>; called: Promise<boolean> }

/**
 * What a settled transfer gives rise to is done while the next is sent; it may ask for more, so it is looked once more
 * after it. Whoever waits for this process is answered first: an order's event comes before the shopper's answer.
 */
async function sendAll(
  container: MedusaContainer,
  kinds: readonly TransferKind[],
  { giveWay }: Drain
): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  let current: Sending | undefined
  let finish: Finish | undefined
  for (;;) {
    await giveWay()
    current ??= begin(container, await sync.claim(kinds))
    if (!current && !finish) {
      return
    }
    const send: Promise<Finish> | undefined = current?.send
    const next: Promise<Sending | undefined> | undefined = current && prepareNext(container, current, giveWay)
    // When both fail, one failure is told.
    next?.catch(() => undefined)
    ;[finish] = await Promise.all([send, finish && afterCallOf(send, finish)])
    current = await next
  }
}

function begin(container: MedusaContainer, transfers: ClaimedTransfer[]): Sending | undefined {
  const [first] = transfers
  if (!first) {
    return undefined
  }
  const out = whenCalled(first).then(() => true)
  const send = sendTransfers(container, transfers).finally(() => leaveLane(first))
  const ended = send.then(
    () => false,
    () => false
  )
  return { send, called: Promise.race([out, ended]) }
}

/** While Specter takes in an order, the next is claimed, read and prepared, until nothing but its calls is left to do. */
async function prepareNext(
  container: MedusaContainer,
  { send, called }: Sending,
  giveWay: () => Promise<void>
): Promise<Sending | undefined> {
  if (!(await called)) {
    return undefined
  }
  await giveWay()
  const claimed = await container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE).claimAhead()
  claimed.forEach((transfer) => goAfter(transfer, send))
  return begin(container, claimed)
}

/** Once a call is under way, nothing waits for this process but Specter's answer. */
async function afterCallOf(send: Promise<unknown> | undefined, finish: Finish): Promise<void> {
  await Promise.race([send?.catch(() => undefined), sleep(UNTIL_CALL_MS)])
  await finish()
}
