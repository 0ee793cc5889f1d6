import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { type OpenDemo, openDemo } from "../../demo/orders/open-demo"
import type { RemoteSandbox } from "../../sandbox/remote"
import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import { drain } from "../../src/workflows/push/drain"
import { makeCarts } from "../carts"
import { joinedTo } from "../credentials"
import { atMost, type Measured, median } from "../measure"
import { nothingWaits } from "../nothing-waits"
import { openStore } from "../open-store"
import { startSpecter } from "../specter"
import { ROOT } from "../store"

const ORDERS = 100
const WARM_UP = 10
const WAITING = 1_000
const ROUNDS = 5
const CALL_MS = 40
const BARE_CALLS = 100

/** The ledger as it was when all these orders waited, and nothing was known to be in Specter. */
const ALL_WAIT = [
  "DELETE FROM specter_transfer WHERE kind <> 'order'",
  "DELETE FROM specter_reference",
  "DELETE FROM specter_known_article",
  `UPDATE specter_transfer SET state = 'waiting', due_at = created_at, sent_at = NULL, sent_hash = NULL, tried_hash = NULL,
     specter_number = NULL, notes = NULL, checked_at = NULL`,
]

/** From `order.placed` until Specter has the order, and orders that have waited for Specter. */
export default async function orders(): Promise<Measured> {
  const { url: specterUrl, specter } = await startSpecter()
  Object.assign(process.env, joinedTo(specterUrl))
  const { container, url } = await openStore(ROOT)
  const demo = await openDemo(url)
  const carts = await makeCarts(demo, process.env.DATABASE_URL!, WAITING)
  const times = await untilAccepted(container, demo, specter, carts.splice(0, WARM_UP + ORDERS))
  process.stdout.write(`    accepted after: ${Math.round(median(times))} ms\n`)

  await letThemWait(container, demo, carts)
  const drains: number[] = []
  const bare: number[] = []
  const ratios: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { took, calls } = await drainAll(container, specter)
    const alone = calls * (await bareCall(specterUrl))
    drains.push(took)
    bare.push(alone)
    ratios.push(took / alone)
    process.stdout.write(`    ${round} drained: ${Math.round(took)} ms, ${calls} calls\n`)
  }
  return {
    title: "Orders",
    how: `Specter is a process of its own. The first figure is from the store's event until the order's call arrives at a Specter that answers at once, ${ORDERS} orders one after another; the second is from when sending goes on until nothing waits, with a Specter that takes ${CALL_MS} ms a call; Specter's time alone is what as many bare calls take, one after another, that it refuses for lack of a key. An order takes two calls, its customer's and its own, and orders go one at a time; the first order with an article sends it too.`,
    figures: [
      { what: "order.placed → accepted by Specter", values: times, unit: "ms" },
      {
        what: `${WAITING.toLocaleString("en")} waiting orders drained, at ${CALL_MS} ms a call`,
        values: drains,
        unit: "ms",
      },
      { what: "as many bare calls", values: bare, unit: "ms" },
    ],
    targets: [
      atMost("order.placed → accepted", median(times), 100, " ms"),
      atMost("drained ÷ Specter's time alone", median(ratios), 1.2),
    ],
    remarks: [],
  }
}

async function complete(
  { api, shop }: OpenDemo,
  cartId: string
): Promise<{ id: string; display_id: number }> {
  const config = { headers: { "x-publishable-api-key": shop.publishableKey } }
  const { data } = await api.post(`/store/carts/${cartId}/complete`, {}, config)
  return data.order
}

async function untilAccepted(
  container: MedusaContainer,
  demo: OpenDemo,
  specter: RemoteSandbox,
  carts: string[]
): Promise<number[]> {
  const placedAt = new Map<string, number>()
  container
    .resolve(Modules.EVENT_BUS)
    .subscribe("order.placed", ({ data }: { data: unknown }) =>
      Promise.resolve(void placedAt.set((data as { id: string }).id, Date.now()))
    )
  const idOf = new Map<string, string>()
  for (const cartId of carts) {
    const { id, display_id } = await complete(demo, cartId)
    idOf.set(String(display_id), id)
    await nothingWaits(container)
  }
  const { calls } = await specter.state()
  const times = calls.flatMap(({ action, body, at }) => {
    const placed = placedAt.get(idOf.get(body.externalOrderNo) ?? "")
    return action === "newOrderSubmit" && placed !== undefined ? [Date.parse(at) - placed] : []
  })
  return times.slice(WARM_UP)
}

async function letThemWait(container: MedusaContainer, demo: OpenDemo, carts: string[]): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  await sync.pauseForAccount("benchmark")
  for (const cartId of carts) {
    await complete(demo, cartId)
  }
  await sleep(1_000)
}

async function drainAll(
  container: MedusaContainer,
  specter: RemoteSandbox
): Promise<{ took: number; calls: number }> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const sql = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await sync.pauseForAccount("benchmark")
  for (const statement of ALL_WAIT) {
    await sql.raw(statement)
  }
  await specter.reset()
  await specter.acceptDelay(CALL_MS)
  await sync.resume()
  const begun = performance.now()
  await drain(container)
  const took = performance.now() - begun
  const { calls, orders } = await specter.state()
  if (orders.length !== WAITING) {
    throw new Error(`Specter has ${orders.length} orders of ${WAITING}`)
  }
  return { took, calls: calls.filter(({ action }) => action.endsWith("Submit")).length }
}

/** What a call to this Specter takes that nobody prepares and nobody reads. */
async function bareCall(specterUrl: string): Promise<number> {
  const begun = performance.now()
  for (let count = 0; count < BARE_CALLS; count += 1) {
    const answer = await fetch(`${specterUrl}putInfo.asp?action=newOrderSubmit`, { method: "POST" })
    await answer.arrayBuffer()
  }
  return (performance.now() - begun) / BARE_CALLS
}
