import { setTimeout as sleep } from "node:timers/promises"
import { openDemo } from "../../demo/orders/open-demo"
import { placeOrder } from "../../integration-tests/place-order"
import { drain } from "../../src/workflows/push/drain"
import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import { atMost, type Figure, type Measured, median } from "../measure"
import { nothingWaits } from "../nothing-waits"
import { startStore } from "../store"

const ORDERS = 30
const WAITING = 100
const ROUNDS = 5
const CALL_MS = 100
const SENDING = ["newCustomerSubmit", "newOrderSubmit"]

/** From `order.placed` until Specter has the order, and orders that have waited for Specter. */
export default async function orders(): Promise<Measured> {
  const { container, sandbox, url } = await startStore()
  const { api, shop } = await openDemo(url)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const buy = (number: number) =>
    placeOrder(api, shop, {
      items: [
        { sku: "TRÖJA-S", quantity: 1 },
        { sku: "KAFFE 500", quantity: 2 },
      ],
      email: `kund.${number}@example.se`,
    })
  await buy(0)
  await nothingWaits(container)
  const times: number[] = []
  for (let number = 1; number <= ORDERS; number += 1) {
    const known = sandbox.orders.size
    await buy(number)
    const begun = performance.now()
    while (sandbox.orders.size === known) {
      await sleep(1)
    }
    times.push(performance.now() - begun)
    await nothingWaits(container)
  }
  process.stdout.write(`    accepted after: ${Math.round(median(times))} ms\n`)

  const ratios: number[] = []
  const drains: number[] = []
  sandbox.acceptDelay(CALL_MS)
  for (let round = 0; round < ROUNDS; round += 1) {
    await sync.pauseForAccount("benchmark")
    for (let number = 0; number < WAITING; number += 1) {
      await buy(1_000 * (round + 1) + number)
    }
    await sleep(1_000)
    sandbox.calls.length = 0
    const known = sandbox.orders.size
    await sync.resume()
    const begun = performance.now()
    await drain(container)
    drains.push(performance.now() - begun)
    const calls = sandbox.calls.filter(({ action }) => SENDING.includes(action)).length
    ratios.push(drains[round] / (calls * CALL_MS))
    process.stdout.write(
      `    ${round} drained ${sandbox.orders.size - known} orders: ${Math.round(drains[round])} ms, ${calls} calls\n`
    )
  }
  const figures: Figure[] = [
    { what: "order.placed answered to the shopper → accepted by Specter", values: times, unit: "ms" },
    { what: `${WAITING} waiting orders drained, at ${CALL_MS} ms a call`, values: drains, unit: "ms" },
  ]
  return {
    title: "Orders",
    how: `The first to a Specter that answers at once, in the same process as the store; the waiting ones to one that takes ${CALL_MS} ms a call. An order takes two calls, its customer's and its own, and orders go one at a time.`,
    figures,
    targets: [
      atMost("order.placed → accepted", median(times), 100, " ms"),
      atMost("drained ÷ Specter's time alone", median(ratios), 1.2),
    ],
    remarks: [],
  }
}
