import { setTimeout as sleep } from "node:timers/promises"
import type { World } from "./world"

const BUYERS = 3
const ARTICLES_A_CALL = 10
const UNCONTROLLED = 0.8
/** ART-1 to 150 are changed in the store, the others in Specter. */
const CHANGED_IN_STORE = 150
const ARTICLES = 300

/** How much of the run has passed, from 0 to 1. */
export type Progress = { share: number }

/** Everything that shoppers, the merchant and Specter's users do, at once. */
export async function traffic(world: World, progress: Progress): Promise<void> {
  await Promise.all([
    placeOrders(world, progress),
    changeCustomers(world),
    changeArticles(world),
    changeInSpecter(world, progress),
  ])
}

const countOrders = async ({ database }: World) =>
  (await database.rows(`SELECT count(*)::int AS count FROM "order"`))[0].count as number

/** Orders are counted in the database: of a purchase whose answer was lost the shopper does not know whether it was one. */
async function placeOrders(world: World, progress: Progress): Promise<void> {
  const { size, random } = world
  let begun = 0
  let isUncontrolled = false
  async function buy(): Promise<void> {
    begun += 1
    const email = `kund-${begun}@example.se`
    const items = Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
      sku: `ART-${1 + Math.floor(random() * ARTICLES)}`,
      quantity: 1 + Math.floor(random() * 2),
    }))
    const store = world.store()
    try {
      if (!store) {
        throw new Error("no store runs")
      }
      await store.buy({ email, items })
    } catch {
      // Killed, or its database gone, in the middle of it: the shopper goes to another store.
      world.counts.refusedByStores += 1
      begun -= 1
      await sleep(500)
    }
  }
  for (let missing = size.orders; missing > 0; missing = size.orders - (await patiently(world))) {
    const goal = begun + missing
    await Promise.all(
      Array.from({ length: BUYERS }, async () => {
        while (begun < goal) {
          await buy()
          progress.share = begun / size.orders
          if (!isUncontrolled && progress.share > UNCONTROLLED) {
            isUncontrolled = true
            const control = { external_order_no_control: false }
            await world.insist((store) => store.post("/admin/specter/settings", control))
          }
        }
      })
    )
  }
  progress.share = 1
}

const patiently = async (world: World): Promise<number> => {
  for (;;) {
    try {
      return await countOrders(world)
    } catch {
      // PostgreSQL is just starting.
      await sleep(500)
    }
  }
}

/** A tenth of them are new accounts, the others changes of those. */
async function changeCustomers(world: World): Promise<void> {
  const { size, random } = world
  const ids: string[] = []
  for (let change = 0; change < size.customers; change += 1) {
    const phone = `070-${String(1_000_000 + change)}`
    if (change % 10 === 0) {
      ids.push(await register(world, `konto-${change}@example.se`, phone))
    } else {
      const id = ids[Math.floor(random() * ids.length)]
      const name = { first_name: `Åsa ${change}`, last_name: "Öberg", phone }
      await world.insist((store) => store.post(`/admin/customers/${id}`, name))
    }
  }
}

async function register(world: World, email: string, phone: string): Promise<string> {
  return await world.insist(async (store) => {
    const { customers } = await store.get(`/admin/customers?email=${email}&has_account=true`)
    if (customers.length > 0) {
      return customers[0].id
    }
    const login = { email, password: "hemligt-ord" }
    const send = async (address: string, body: object, token?: string) => {
      const response = await fetch(`${store.url}${address}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-publishable-api-key": store.shop.publishableKey,
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify(body),
      })
      return (await response.json()) as any
    }
    const registered = await send("/auth/customer/emailpass/register", login)
    const { token } = registered.token ? registered : await send("/auth/customer/emailpass", login)
    const { customer } = await send(
      "/store/customers",
      { email, phone, first_name: "Åsa", last_name: "Öberg" },
      token
    )
    return customer.id
  })
}

async function changeArticles(world: World): Promise<void> {
  const { size, random, database } = world
  const variants = await database.rows(
    "SELECT id, sku, product_id FROM product_variant WHERE sku LIKE 'ART-%' AND deleted_at IS NULL"
  )
  const own = variants.filter(({ sku }) => Number(sku.slice(4)) <= CHANGED_IN_STORE)
  for (let change = 0; change < size.articles; change += ARTICLES_A_CALL) {
    const { product_id: productId } = own[Math.floor(random() * own.length)]
    const siblings = own.filter(({ product_id }) => product_id === productId)
    const first = Math.floor(random() * (siblings.length - ARTICLES_A_CALL))
    const changed = siblings.slice(first, first + Math.min(ARTICLES_A_CALL, size.articles - change))
    const update = changed.map(({ id }, index) => ({ id, ean: String(7_310_000_000_000 + change + index) }))
    await world.insist((store) => store.post(`/admin/products/${productId}/variants/batch`, { update }))
    await sleep(100)
  }
}

/** Counted stock, new prices and deliveries; each makes Specter call the store. They are spread over the run. */
async function changeInSpecter(world: World, progress: Progress): Promise<void> {
  const { size, random, sandbox } = world
  const any = (from: number) => `ART-${from + Math.floor(random() * (ARTICLES - from + 1))}`
  for (let batch = 0; batch < size.batches; batch += 1) {
    while (progress.share < batch / size.batches) {
      await sleep(100)
    }
    switch (batch % 5) {
      case 0:
      case 1:
        for (let article = 0; article < 15; article += 1) {
          sandbox.setStock(any(1), 1_000 + Math.floor(random() * 1_000))
        }
        break
      case 2:
      case 3:
        for (let article = 0; article < 10; article += 1) {
          const price = (800 + 8 * Math.floor(random() * 100)) / 100
          sandbox.upsertArticle({ articleNo: any(CHANGED_IN_STORE + 1), priceExclVAT: price.toFixed(2) })
        }
        break
      default:
        for (const { orderNo } of undelivered(world).slice(0, 3)) {
          sandbox.deliver(orderNo)
        }
    }
    await sleep(1_100)
  }
}

const undelivered = ({ sandbox }: World) =>
  [...sandbox.orders.values()].filter(
    ({ deliveryStatus, statusId }) => deliveryStatus !== "D" && statusId !== "5"
  )
