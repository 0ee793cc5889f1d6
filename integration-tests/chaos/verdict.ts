import { grouped } from "./grouped"
import type { Leftovers } from "./leftovers"
import { ARTICLES, LAST_OF_STORE, numberOf } from "./ranges"
import type { Pressed } from "./settle"
import type { World } from "./world"

/**
 * One line of the report: what was counted, how many were right, and those that were not. Fewer right than `least` show
 * nothing.
 */
export type Finding = { what: string; least: number; right: number; wrong: string[] }

type Row = Record<string, any>

function find<T>(
  what: string,
  least: number,
  all: readonly T[],
  problem: (one: T) => string | undefined
): Finding {
  const wrong = all.map(problem).filter((found) => found !== undefined)
  return { what, least, right: all.length - wrong.length, wrong }
}

const differs = (name: string, store: unknown, specter: unknown) =>
  String(store) === String(specter) ? undefined : `${name}: the store has ${store}, Specter ${specter}`

/** Of Specter's five kinds of change one is a delivery: fewer need not have brought any. */
const leastOfEachKind = ({ size }: World) => (size.batches < 5 ? 0 : 1)

/** Holds the store against Specter when all is quiet. */
export async function verdict(world: World, pressed: Pressed, leftovers: Leftovers): Promise<Finding[]> {
  return [
    await orders(world),
    find(
      "unconfirmed orders shown so and settled by one press",
      0,
      pressed.unconfirmed,
      (problem) => problem
    ),
    await ordersOfNobody(world),
    await deliveries(world, leftovers),
    await customers(world),
    await customersOfOrders(world),
    await articles(world),
    find(
      "what broken purchases left over, each tied to a kill or crash",
      0,
      leftovers.all,
      (problem) => problem
    ),
    await levels(world, leftovers),
    await prices(world),
    pricesSetLast(world),
    await acknowledgements(world),
    find(
      "stock batches in the store's levels when acknowledged",
      1,
      [...world.acknowledgedStock.values()],
      (problem) => problem
    ),
    await batches(world),
    await outcomes(world),
  ]
}

const allOrders = ({ database }: World): Promise<Row[]> =>
  database.rows(`
    SELECT o.id, o.display_id, o.email, t.state, t.specter_number FROM "order" o
    LEFT JOIN specter_transfer t ON t.kind = 'order' AND t.subject_id = o.id AND t.deleted_at IS NULL`)

async function orders(world: World): Promise<Finding> {
  const made = grouped(world.sandbox.orders.values(), ({ externalOrderNo }) => externalOrderNo)
  return find("orders in Specter exactly once", world.size.orders, await allOrders(world), (order) => {
    const there = made.get(String(order.display_id)) ?? []
    const isRight = there.length === 1 && order.state === "sent"
    return isRight ? undefined : `#${order.display_id}: ${there.length} in Specter, shown as ${order.state}`
  })
}

async function ordersOfNobody(world: World): Promise<Finding> {
  const known = new Set((await allOrders(world)).map(({ display_id }) => String(display_id)))
  const there = [...world.sandbox.orders.values()]
  return find("orders of Specter's that the store has", world.size.orders, there, (order) =>
    known.has(order.externalOrderNo ?? "") ? undefined : `${order.orderNo} (${order.externalOrderNo})`
  )
}

/** An order that a kill left without its reservations cannot be fulfilled; then it has to say so to the merchant. */
async function deliveries(world: World, { unreserved }: Leftovers): Promise<Finding> {
  const { database, sandbox } = world
  const rows = await database.rows(`
    SELECT o.display_id, bool_and(i.fulfilled_quantity >= i.quantity) AS is_delivered, min(r.notes::text) AS notes
    FROM "order" o JOIN order_item i ON i.order_id = o.id AND i.version = o.version
    LEFT JOIN specter_order_record r ON r.order_id = o.id GROUP BY o.display_id`)
  const inStore = new Map(rows.map((row) => [String(row.display_id), row]))
  const delivered = [...sandbox.orders.values()].filter(({ deliveryStatus }) => deliveryStatus === "D")
  const least = leastOfEachKind(world)
  return find("orders delivered in Specter and in the store", least, delivered, ({ externalOrderNo }) => {
    const { is_delivered, notes } = inStore.get(externalOrderNo ?? "") ?? {}
    const isExplained = unreserved.has(externalOrderNo ?? "") && notes?.includes("order_delivery_failed")
    return is_delivered || isExplained
      ? undefined
      : `#${externalOrderNo} is not delivered in the store (${notes})`
  })
}

const byEmail = ({ sandbox }: World) =>
  grouped(sandbox.customers.values(), ({ emailAddress }) => emailAddress)

async function customers(world: World): Promise<Finding> {
  const { database, size } = world
  const accounts = await database.rows("SELECT * FROM customer WHERE has_account AND deleted_at IS NULL")
  const known = byEmail(world)
  return find("customers as in the store, once", Math.ceil(size.customers / 10), accounts, (account) => {
    const there = known.get(account.email) ?? []
    if (there.length !== 1) {
      return `${account.email}: ${there.length} in Specter`
    }
    const inStore = [account.first_name, account.last_name, account.phone].join(" ")
    const [{ firstName, surName, phoneNo }] = there
    return differs(account.email, inStore, [firstName, surName, phoneNo].join(" "))
  })
}

/** Every purchase has an e-mail address of its own, and Specter looks customers up by it. */
async function customersOfOrders(world: World): Promise<Finding> {
  const { sandbox, size } = world
  const known = byEmail(world)
  const made = new Map([...sandbox.orders.values()].map((order) => [order.externalOrderNo, order]))
  return find("orders of their customer, who is there once", size.orders, await allOrders(world), (order) => {
    const there = (known.get(order.email) ?? []).map(({ customerId }) => customerId).join(", ")
    const { customerId } = made.get(String(order.display_id)) ?? {}
    return there === customerId
      ? undefined
      : `#${order.display_id} of ${order.email}, customer ${there} in Specter: it is customer ${customerId}'s there`
  })
}

async function articles({ database, sandbox }: World): Promise<Finding> {
  const variants = await database.rows(`
    SELECT v.sku, v.ean, v.title, p.title AS product FROM product_variant v JOIN product p ON p.id = v.product_id
    WHERE v.sku IS NOT NULL AND v.deleted_at IS NULL`)
  return find("articles as in the store", ARTICLES, variants, ({ sku, ean, title, product }) => {
    const { barCode, name } = sandbox.articles.get(sku) ?? { name: "no article" }
    const nameInStore = title === product ? product : `${product}, ${title}`
    return differs(sku, [nameInStore, ean ?? ""].join("; "), [name, barCode ?? ""].join("; "))
  })
}

/** What is reserved for no order cannot be sold, and Specter does not know of it. */
async function levels({ database, sandbox }: World, leftovers: Leftovers): Promise<Finding> {
  const found = await levelsOf({ database, sandbox }, leftovers)
  const wrong = found.wrong.map(
    async (problem) => `${problem} ${await historyOf(database, problem.split(":")[0])}`
  )
  return { ...found, wrong: await Promise.all(wrong) }
}

/** What a level came from, for whoever looks for the reason. */
async function historyOf(database: World["database"], sku: string): Promise<string> {
  const figures = await database.rows(
    "SELECT stock_figure, stock_at, updated_at FROM specter_known_article WHERE article_no = $1",
    [sku]
  )
  const levels = await database.rows(
    `SELECT l.stocked_quantity, l.reserved_quantity, l.updated_at FROM inventory_level l
     JOIN inventory_item i ON i.id = l.inventory_item_id WHERE i.sku = $1`,
    [sku]
  )
  const orders = await database.rows(
    `SELECT o.display_id, o.created_at, s.created_at AS known_since, i.quantity, i.fulfilled_quantity, r.quantity AS reserved,
       r.created_at AS reserved_at, r.deleted_at AS freed_at
     FROM order_line_item li JOIN order_item i ON i.item_id = li.id JOIN "order" o ON o.id = i.order_id
     LEFT JOIN specter_reference s ON s.kind = 'order' AND s.store_id = o.id
     LEFT JOIN reservation_item r ON r.line_item_id = li.id WHERE li.variant_sku = $1 ORDER BY o.display_id`,
    [sku]
  )
  return JSON.stringify({ figures, levels, orders })
}

async function levelsOf(
  { database, sandbox }: Pick<World, "database" | "sandbox">,
  leftovers: Leftovers
): Promise<Finding> {
  const rows = await database.rows(`
    SELECT i.sku, sum(l.stocked_quantity - l.reserved_quantity)::int AS available
    FROM inventory_item i JOIN inventory_level l ON l.inventory_item_id = i.id AND l.deleted_at IS NULL
    WHERE i.sku LIKE 'ART-%' GROUP BY i.id, i.sku`)
  return find("stock levels as in Specter", ARTICLES, rows, ({ sku, available }) => {
    const orphaned = leftovers.orphaned.get(sku) ?? 0
    const problem = differs(sku, available + orphaned, sandbox.stock(sku).available)
    return problem && `${problem} (${orphaned} reserved for purchases that were broken off)`
  })
}

async function prices({ database, sandbox }: World): Promise<Finding> {
  const rows = await database.rows(`
    SELECT v.sku, p.amount FROM product_variant v
    JOIN product_variant_price_set s ON s.variant_id = v.id
    JOIN price p ON p.price_set_id = s.price_set_id AND p.deleted_at IS NULL AND p.price_list_id IS NULL
    WHERE v.deleted_at IS NULL AND v.sku IS NOT NULL AND p.currency_code = 'sek' AND p.rules_count = 0`)
  return find("prices as in Specter", ARTICLES, rows, ({ sku, amount }) => {
    const { priceExclVAT = "NaN", vatPercent = "NaN" } = sandbox.articles.get(sku) ?? {}
    return differs(
      sku,
      (Number(amount) / (1 + Number(vatPercent) / 100)).toFixed(2),
      Number(priceExclVAT).toFixed(2)
    )
  })
}

/** Where only Specter's users changed anything, nothing but their price can be right. */
function pricesSetLast(world: World): Finding {
  const { sandbox, pricesSet } = world
  const own = [...pricesSet].filter(([sku]) => numberOf(sku) > LAST_OF_STORE)
  const what = "prices that only Specter's users changed, as they left them"
  return find(what, leastOfEachKind(world), own, ([sku, price]) => {
    const { priceExclVAT } = sandbox.articles.get(sku) ?? {}
    return Number(priceExclVAT) === Number(price) ? undefined : `${sku}: ${priceExclVAT}, was set to ${price}`
  })
}

const ACKNOWLEDGEMENTS: Record<string, string> = {
  updateArticlesFromBatch: "stock",
  updateArticleInfosFromBatch: "articles",
  updateOrdersFromBatch: "orders",
}

/** A call counts from when it came, whether or not its answer arrived. */
async function acknowledgements({ database, sandbox, size }: World): Promise<Finding> {
  const applied = await database.rows(
    "SELECT kind, batch_no, min(at) AS at FROM chaos_applied GROUP BY kind, batch_no"
  )
  const when = new Map(applied.map((row) => [`${row.kind} ${row.batch_no}`, row.at as Date]))
  const calls = sandbox.calls.filter(({ action }) => action in ACKNOWLEDGEMENTS)
  const what = "acknowledgements after the ledger says it was applied"
  return find(what, size.batches, calls, ({ action, query, at }) => {
    const name = `${ACKNOWLEDGEMENTS[action]} ${query.batchNo}`
    const appliedAt = when.get(name)
    return appliedAt && appliedAt <= new Date(at)
      ? undefined
      : `${name} at ${at}, applied ${appliedAt ?? "never"}`
  })
}

async function batches({ database, size }: World): Promise<Finding> {
  const rows = await database.rows("SELECT kind, batch_no, state, error FROM specter_batch")
  return find("batches applied and acknowledged", size.batches, rows, ({ kind, batch_no, state, error }) =>
    state === "acknowledged" ? undefined : `${kind} ${batch_no} is ${state}: ${error}`
  )
}

async function outcomes({ database, size }: World): Promise<Finding> {
  const rows = await database.rows(
    "SELECT kind, subject_id, state, reason, words FROM specter_transfer WHERE deleted_at IS NULL"
  )
  return find(
    "transfers with a good outcome",
    size.orders,
    rows,
    ({ kind, subject_id, state, reason, words }) =>
      state === "sent" || (state === "skipped" && reason)
        ? undefined
        : `${kind} ${subject_id} is ${state}: ${words ?? JSON.stringify(reason)}`
  )
}
