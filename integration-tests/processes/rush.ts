import { setTimeout as sleep } from "node:timers/promises"
import { eventually } from "../eventually"
import type { PlacedOrder } from "../place-order"
import {
  CALLBACK_SECRET,
  figure,
  type RunningStore,
  type ShopOnProcesses,
  stockAsks,
  stockedOf,
  stockIsQuiet,
  tellsOfStock,
} from "./shop-on-processes"

const ORDERS = 40
const BUYERS = 4
const CHANGES = 20
const CALLBACKS_A_CHANGE = 10
const PATIENCE = 60

/** What the changed variants' bar codes become, by SKU. */
const BARCODES = Object.fromEntries(
  Array.from({ length: CHANGES }, (_, index) => [`ART-${index + 1}`, String(7_310_000_000_001 + index)])
)
const CHANGED = Object.keys(BARCODES)

/**
 * Everything at once on stores that take turns: shoppers buy, the merchant changes articles, Specter calls for each
 * change of its stock many times. Ends when all of it has come to rest; resolves to the orders.
 */
export async function rushHour(place: ShopOnProcesses, stores: RunningStore[]): Promise<PlacedOrder[]> {
  const begun = Date.now()
  const told = <T>(what: string, work: Promise<T>) => work.finally(() => figure(what, begun))
  const turn = (index: number) => stores[index % stores.length]
  const [orders] = await Promise.all([
    told(`${ORDERS} orders placed`, placeOrders(turn)),
    told(`${CHANGES} variants changed`, changeProducts(place, turn)),
    told(`${CHANGES * CALLBACKS_A_CHANGE} callbacks answered`, stockStorm(place, turn)),
  ])
  // The store answers before its events have been noted.
  await eventually(() => orders.every((order) => place.inSpecter(order).length > 0), PATIENCE)
  await eventually(() => CHANGED.every((sku) => sentArticles(place).includes(sku)), PATIENCE)
  await eventually(async () => (await open(place)) === 0, PATIENCE)
  await stockIsQuiet(place, PATIENCE)
  figure("all settled", begun)
  return orders
}

/** After a rush hour with a sandbox whose calls were forgotten before it. `mostDoubled`: articles that may go twice. */
export async function nothingWasDoneTwice(
  place: ShopOnProcesses,
  orders: PlacedOrder[],
  { mostDoubled }: { mostDoubled: number }
): Promise<void> {
  const { sandbox, database } = place
  expect(orders.map((order) => place.inSpecter(order).length)).toEqual(Array(ORDERS).fill(1))
  const numbers = await database.rows(
    "SELECT specter_number FROM specter_transfer WHERE kind = 'order' AND state = 'sent'"
  )
  expect(new Set(numbers.map(({ specter_number }) => specter_number))).toEqual(new Set(sandbox.orders.keys()))

  expect(await barcodesInStore(place)).toEqual(BARCODES)
  expect(barcodesInSpecter(place)).toEqual(BARCODES)
  for (let index = 1; index <= CHANGES; index += 1) {
    expect(await stockedOf(database, `ART-${index}`)).toBe(500 + index)
  }
  const sent = sentArticles(place)
  const doubled = sent.length - new Set(sent).size
  expect(doubled).toBeLessThanOrEqual(mostDoubled)

  expect(stockAsks(place).filter(tellsOfStock).length).toBeGreaterThan(1)
  const calls = (action: string) => sandbox.calls.filter((call) => call.action === action)
  const refused = sandbox.calls.filter(({ outcome }) => outcome === "refused 99").length
  process.stdout.write(
    `    ${calls("newOrderSubmit").length} order calls, ${sent.length} articles sent (${doubled} twice), ` +
      `${calls("getArticleExternalNeedUpdate").length} stock pulls, ${refused} times code 99\n`
  )
  expect(calls("newOrderSubmit")).toHaveLength(ORDERS)
  expect(calls("newCustomerSubmit")).toHaveLength(ORDERS)
  expect(refused).toBe(0)
  expect(overlaps(place)).toEqual([])
}

type Turn = (index: number) => RunningStore

async function placeOrders(turn: Turn): Promise<PlacedOrder[]> {
  const orders: PlacedOrder[] = []
  const buyers = Array.from({ length: BUYERS }, async (_, buyer) => {
    for (let index = buyer; index < ORDERS; index += BUYERS) {
      const email = `kund-${index}@example.se`
      orders.push(await turn(buyer).buy({ email, items: [{ sku: `ART-${101 + index}`, quantity: 1 }] }))
    }
  })
  await Promise.all(buyers)
  return orders
}

async function changeProducts({ database }: ShopOnProcesses, turn: Turn): Promise<void> {
  for (const [index, sku] of CHANGED.entries()) {
    const [{ id, product_id: productId }] = await database.rows(
      "SELECT id, product_id FROM product_variant WHERE sku = $1",
      [sku]
    )
    await turn(index).post(`/admin/products/${productId}/variants/${id}`, { ean: BARCODES[sku] })
  }
}

async function stockStorm({ sandbox }: ShopOnProcesses, turn: Turn): Promise<void> {
  for (let index = 1; index <= CHANGES; index += 1) {
    sandbox.setStock(`ART-${index}`, 500 + index)
    await Promise.all(
      Array.from({ length: CALLBACKS_A_CHANGE }, (_, call) =>
        fetch(`${turn(call).url}/specter/callbacks/${CALLBACK_SECRET}/stock`).then((answer) => answer.text())
      )
    )
    await sleep(100)
  }
}

const sentArticles = ({ sandbox }: ShopOnProcesses) =>
  sandbox.calls
    .filter(({ action }) => action === "newArticleSubmit")
    .flatMap(({ body }) =>
      Object.entries(body).flatMap(([name, value]) => (/^articleNo_\d+$/.test(name) ? [value] : []))
    )

const barcodesInSpecter = ({ sandbox }: ShopOnProcesses) =>
  Object.fromEntries(CHANGED.map((sku) => [sku, sandbox.articles.get(sku)?.barCode]))

async function barcodesInStore({ database }: ShopOnProcesses): Promise<Record<string, string>> {
  const statement = "SELECT sku, ean FROM product_variant WHERE sku = ANY($1)"
  const rows = await database.rows(statement, [CHANGED])
  return Object.fromEntries(rows.map(({ sku, ean }) => [sku, ean]))
}

const open = async ({ database }: ShopOnProcesses) =>
  (await database.rows("SELECT 1 FROM specter_transfer WHERE state IN ('waiting', 'sending')")).length

/** The batches that were opened while another one was. */
function overlaps({ sandbox }: ShopOnProcesses): string[] {
  let openBatch: string | undefined
  const found: string[] = []
  for (const call of sandbox.calls) {
    const { action, query } = call
    if (action === "getArticleExternalNeedUpdate" && tellsOfStock(call)) {
      if (openBatch !== undefined && openBatch !== query.batchNo) {
        found.push(query.batchNo)
      }
      openBatch = query.batchNo
    } else if (action === "updateArticlesFromBatch") {
      openBatch = undefined
    }
  }
  return found
}
