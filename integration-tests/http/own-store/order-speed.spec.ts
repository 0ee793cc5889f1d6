import { setTimeout as sleep } from "node:timers/promises"
import { placeOrder } from "../../place-order"
import { inSpecter, shownIn } from "../../specter-orders"
import { countStock } from "../../specter-stock"
import { describeStore } from "../../store"

const ORDERS = 20
const LONGEST_MEDIAN_MS = 1000

jest.setTimeout(600_000)

describeStore((store) => {
  beforeEach(() => countStock(store))

  it(`half of ${ORDERS} orders are in Specter within a second of the store's answer to the shopper`, async () => {
    const times: number[] = []
    for (let placed = 0; placed < ORDERS; placed += 1) {
      const order = await placeOrder(store.api, store.shop, {
        items: [
          { sku: "TRÖJA-S", quantity: 1 },
          { sku: "KAFFE 500", quantity: 2 },
        ],
        email: `kund.${placed}@example.se`,
      })
      const start = performance.now()
      while (inSpecter(store, order).length === 0 && performance.now() - start < 20_000) {
        await sleep(1)
      }
      times.push(performance.now() - start)
      await shownIn(store, "sent", order.id)
    }
    const sorted = times.sort((a, b) => a - b).map(Math.round)
    const median = sorted[ORDERS / 2]
    process.stdout.write(`Order in Specter: median ${median} ms, slowest ${sorted.at(-1)} ms of ${ORDERS}\n`)
    expect(median).toBeLessThan(LONGEST_MEDIAN_MS)
  })
})
