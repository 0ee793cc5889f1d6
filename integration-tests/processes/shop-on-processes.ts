import { ADMIN_EMAIL, PASSWORD } from "../../demo/shop/accounts"
import { fetchApi } from "../../demo/orders/fetch-api"
import { openDemo } from "../../demo/orders/open-demo"
import {
  type RecordedCall,
  type Sandbox,
  type SandboxOptions,
  type SandboxOrder,
  startSandbox,
} from "../../sandbox"
import { eventually } from "../eventually"
import { type OrderableShop, type OrderRequest, placeOrder, type PlacedOrder } from "../place-order"
import { copyTemplate, type Database } from "./databases"
import { freePort, startStoreProcess, type StoreProcess } from "./store-process"

export const CALLBACK_SECRET = "prov-hemlighet-0123456789"

const CREDENTIALS = {
  sbmId: "4711",
  apiUserId: "42",
  apiUserKey: "prov-nyckel-åäö",
  integrationKey: "prov-integration",
}

/** A store that runs, with what a shopper and the merchant can do there. */
export type RunningStore = StoreProcess & {
  /** What PostgreSQL knows its sessions by. */
  name: string
  shop: OrderableShop
  buy(request: OrderRequest): Promise<PlacedOrder>
  get(path: string): Promise<any>
  post(path: string, body?: object): Promise<any>
}

/** A database with a shop, the Specter it is joined to, and the addresses of the stores that may run on it. */
export type ShopOnProcesses = {
  database: Database
  /** Once `openSpecter` was called. */
  sandbox: Sandbox
  openSpecter(options?: SandboxOptions): Promise<void>
  /** Starts, or starts again, the store on the first or the second address. */
  start(which?: 0 | 1, env?: Record<string, string>): Promise<RunningStore>
  /** Starts a process that serves nobody and only works. */
  startWorker(which: 1 | 2, env: Record<string, string>): Promise<StoreProcess>
  /** Specter's orders that stand for this order of the store's. */
  inSpecter(order: PlacedOrder): SandboxOrder[]
  close(): Promise<void>
}

export async function openShop(name: string): Promise<ShopOnProcesses> {
  const database = await copyTemplate(name)
  const specterPort = await freePort()
  const ports = await Promise.all([freePort(), freePort(), freePort()])
  const started = new Set<StoreProcess>()
  async function startProcess(which: 0 | 1 | 2, env: Record<string, string>): Promise<StoreProcess> {
    const begun = Date.now()
    const store = await startStoreProcess(ports[which], {
      DATABASE_URL: database.url,
      SPECTER_SBM_ID: CREDENTIALS.sbmId,
      SPECTER_API_USER_ID: CREDENTIALS.apiUserId,
      SPECTER_API_USER_KEY: CREDENTIALS.apiUserKey,
      SPECTER_INTEGRATION_KEY: CREDENTIALS.integrationKey,
      SPECTER_BASE_URL: `http://127.0.0.1:${specterPort}/`,
      SPECTER_PUBLIC_URL: `http://127.0.0.1:${ports[0]}`,
      SPECTER_CALLBACK_SECRET: CALLBACK_SECRET,
      PGAPPNAME: storeName(which),
      ...env,
    })
    started.add(store)
    figure(`${storeName(which)} started`, begun)
    return store
  }
  const place: ShopOnProcesses = {
    database,
    sandbox: undefined as unknown as Sandbox,
    openSpecter: async (options) => {
      place.sandbox = await startSandbox({ port: specterPort, credentials: CREDENTIALS, ...options })
    },
    start: async (which = 0, env = {}) => await running(storeName(which), await startProcess(which, env)),
    startWorker: async (which, env) =>
      await startProcess(which, { MEDUSA_WORKER_MODE: "worker", LOG_LEVEL: "debug", ...env }),
    inSpecter: ({ display_id }) =>
      [...place.sandbox.orders.values()].filter(
        ({ externalOrderNo }) => externalOrderNo === String(display_id)
      ),
    close: async () => {
      await Promise.all([...started].map((store) => store.kill()))
      await place.sandbox?.close()
      await database.drop()
    },
  }
  return place
}

const storeName = (which: 0 | 1 | 2) => `store ${which + 1}`

async function running(name: string, store: StoreProcess): Promise<RunningStore> {
  const { api, shop } = await openDemo(store.url)
  const { data } = await fetchApi(store.url).post(
    "/auth/user/emailpass",
    { email: ADMIN_EMAIL, password: PASSWORD },
    { headers: {} }
  )
  const config = { headers: { authorization: `Bearer ${data.token}` } }
  return {
    ...store,
    name,
    shop,
    buy: (request) => placeOrder(api, shop, request),
    get: async (path) => (await api.get<any>(path, config)).data,
    post: async (path, body = {}) => (await api.post(path, body, config)).data,
  }
}

/** Says how long something took, for whoever reads the tests' output. */
export function figure(what: string, since: number): void {
  process.stdout.write(`    ${what}: ${((Date.now() - since) / 1000).toFixed(1)} s\n`)
}

/** What a merchant does first: hands all products over, so that Specter has them and their stock. */
export async function exportProducts(store: RunningStore): Promise<any> {
  const { run } = await store.post("/admin/specter/exports", { type: "products" })
  return await runEnded(store, run.id)
}

export async function runEnded(store: RunningStore, id: string): Promise<any> {
  return await eventually(async () => {
    const { run } = await store.get(`/admin/specter/runs/${id}`)
    return run.state !== "running" && run
  }, 60)
}

/** As time does that goes by while a process is gone or stands still. */
export async function leasesRunOut({ rows }: Database): Promise<void> {
  const past = "now() - interval '1 second'"
  await rows(`UPDATE specter_transfer SET lease_until = ${past} WHERE lease_until IS NOT NULL`)
  await rows(`UPDATE specter_turn SET lease_until = ${past} WHERE lease_until IS NOT NULL`)
  await rows(`UPDATE specter_run SET lease_until = ${past} WHERE lease_until IS NOT NULL`)
}

/** The ledger's row of this order. */
export async function orderRow({ rows }: Database, { id }: PlacedOrder): Promise<any> {
  const [row] = await rows("SELECT * FROM specter_transfer WHERE kind = 'order' AND subject_id = $1", [id])
  return row
}

/** What is stocked of a SKU, over all locations. */
export async function stockedOf({ rows }: Database, sku: string): Promise<number> {
  const [{ stocked }] = await rows(
    `SELECT sum(l.stocked_quantity)::int AS stocked FROM inventory_level l
     JOIN inventory_item i ON i.id = l.inventory_item_id WHERE i.sku = $1 AND l.deleted_at IS NULL`,
    [sku]
  )
  return stocked
}

/** The calls that asked for changed stock and were answered. */
export function stockAsks({ sandbox }: ShopOnProcesses): RecordedCall[] {
  return sandbox.calls.filter(
    ({ action, outcome }) => action === "getArticleExternalNeedUpdate" && outcome === "done"
  )
}

/** Rows stand under a row of names. */
export const tellsOfStock = ({ answer }: RecordedCall) => answer.split("\r").length > 1

/** Waits until Specter has answered that it has no more stock to tell of, and no store is pulling any. */
export async function stockIsQuiet(place: ShopOnProcesses, seconds: number): Promise<void> {
  let latest: RecordedCall | undefined
  do {
    // A pull that had begun before is followed by one more, and only that one answers the call.
    const calledAt = new Date().toISOString()
    await place.sandbox.callBack("stock")
    await eventually(() => stockAsks(place).some(({ at }) => at >= calledAt), seconds)
    await eventually(async () => {
      const [turn] = await place.database.rows("SELECT * FROM specter_turn WHERE id = 'stock'")
      return !turn.token && !turn.wanted
    }, seconds)
    latest = stockAsks(place).at(-1)
  } while (latest && tellsOfStock(latest))
}

/** The sessions that wait until they may have this table. */
const WAITING_FOR = `SELECT pid FROM pg_locks
  WHERE NOT granted AND relation = CAST($1 AS regclass)
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`

/** Ends statements that wait for this table: PostgreSQL would carry them out though whoever asked is gone. */
export async function endWaitingFor({ rows }: Database, table: string): Promise<void> {
  await rows(`SELECT pg_terminate_backend(pid) FROM (${WAITING_FOR}) AS waiting`, [table])
}

export async function isWaitingFor({ rows }: Database, table: string): Promise<boolean> {
  return (await rows(WAITING_FOR, [table])).length > 0
}

/** Which of these stores waits until it may have this table. */
export async function whichWaitsFor(
  { rows }: Database,
  table: string,
  stores: RunningStore[]
): Promise<RunningStore | undefined> {
  const sessions = await rows(`SELECT application_name FROM pg_stat_activity WHERE pid IN (${WAITING_FOR})`, [
    table,
  ])
  return stores.find(({ name }) => sessions.some(({ application_name }) => application_name === name))
}

/** Whether a statement with this in its first 1,024 bytes, which are all that PostgreSQL shows of it, waits for a lock. */
export async function isWaiting({ rows }: Database, like: string): Promise<boolean> {
  const waiting = await rows(
    `SELECT 1 FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE $1`,
    [like]
  )
  return waiting.length > 0
}
