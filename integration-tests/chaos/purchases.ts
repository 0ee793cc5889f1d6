import { setTimeout as sleep } from "node:timers/promises"
import type { Progress } from "./progress"
import { ARTICLES } from "./ranges"
import type { World } from "./world"

const BUYERS = 8
const UNCONTROLLED = 0.8

/** A purchase as the shopper knows it; each has an e-mail address of its own. Times are in milliseconds. */
export type Purchase = { email: string; skus: string[]; from: number; to: number; isBroken: boolean }

/** Orders are counted in the database: of a purchase whose answer was lost the shopper does not know whether it was one. */
export async function placeOrders(world: World, progress: Progress): Promise<void> {
  const { size } = world
  const random = world.randomOf("shoppers")
  let begun = 0
  let isUncontrolled = false
  for (let missing = size.orders; missing > 0; missing = size.orders - (await countOrders(world))) {
    const goal = begun + missing
    await Promise.all(
      Array.from({ length: BUYERS }, async () => {
        while (begun < goal) {
          begun += 1
          if (!(await buy(world, random))) {
            begun -= 1
            await sleep(500)
          }
          progress.share = Math.min(begun / size.orders, 0.99)
          if (!isUncontrolled && progress.share > UNCONTROLLED) {
            isUncontrolled = true
            await switchControlOff(world)
          }
        }
      })
    )
  }
  progress.share = 1
}

/** @returns whether it was answered: one that was not may have become an order all the same. */
async function buy(world: World, random: () => number): Promise<boolean> {
  const items = Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
    sku: `ART-${1 + Math.floor(random() * ARTICLES)}`,
    quantity: 1 + Math.floor(random() * 2),
  }))
  const store = world.store()
  if (!store) {
    return false
  }
  const purchase = {
    email: `kund-${world.purchases.length + 1}@example.se`,
    skus: items.map(({ sku }) => sku),
    from: Date.now(),
    to: Infinity,
    isBroken: false,
  }
  world.purchases.push(purchase)
  try {
    await store.buy({ email: purchase.email, items })
  } catch {
    // Killed, or its database gone, in the middle of it: the shopper goes to another store.
    world.counts.refusedByStores += 1
    purchase.isBroken = true
  }
  purchase.to = Date.now()
  return !purchase.isBroken
}

/** From now on an order without an answer is not repeated: it waits for the merchant. */
async function switchControlOff(world: World): Promise<void> {
  const control = { external_order_no_control: false }
  await world.insist((store) => store.post("/admin/specter/settings", control))
}

async function countOrders({ database }: World): Promise<number> {
  for (;;) {
    try {
      const [{ count }] = await database.rows(`SELECT count(*)::int AS count FROM "order"`)
      return count
    } catch {
      // PostgreSQL is just starting.
      await sleep(500)
    }
  }
}
