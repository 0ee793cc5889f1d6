import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { promisify } from "node:util"
import { randomFrom } from "../../sandbox/faults"
import { onServer } from "../processes/databases"
import {
  exportProducts,
  openShop,
  type RunningStore,
  type ShopOnProcesses,
} from "../processes/shop-on-processes"
import { ROOT } from "../processes/store-process"
import { eventually } from "../eventually"
import { type AcknowledgedStock, lookAtAcknowledged } from "./acknowledged-stock"
import { type LossyCallbacks, lossyCallbacks } from "./lossy-callbacks"
import type { Purchase } from "./purchases"
import type { ChaosSize } from "./size"

const NAME = "specter_chaos"
const EVENTS_LOST = 0.1
const PATIENCE = 240
const RETRY_MS = 250

/** Each draws from the seed for itself, so that none of them changes another's luck. */
const DRAWING = ["stores", "callbacks", "shoppers", "customers", "articles", "specter"] as const

/** A kill, or a crash until the database is there again; in milliseconds. */
export type Disturbance = { from: number; to: number }

/** Two stores on one database, the Specter they are joined to, and what stands between them. */
export type World = ShopOnProcesses & {
  size: ChaosSize
  randomOf(who: (typeof DRAWING)[number]): () => number
  callbacks: LossyCallbacks
  /** What has come to its end, not what was begun. */
  counts: {
    kills: number
    restarts: number
    fellOver: number
    refusedByStores: number
    customerChanges: number
    articleChanges: number
  }
  disturbances: Disturbance[]
  purchases: Purchase[]
  acknowledgedStock: AcknowledgedStock
  /** By article number, the price without VAT that Specter's users gave it last. */
  pricesSet: Map<string, string>
  events(): { all: number; lost: number }
  /** A store that runs, or undefined in the moment when none does. */
  store(): RunningStore | undefined
  /** Does something at a store, again and again until one has done it. */
  insist<T>(act: (store: RunningStore) => Promise<T>): Promise<T>
  killOne(): Promise<void>
  /** As a deploy does: one after the other is stopped and started. */
  renewStores(): Promise<void>
  /** Starts again what ended by itself. */
  revive(): Promise<void>
  crashPostgres(): Promise<void>
  end(): Promise<void>
}

export async function openWorld(size: ChaosSize): Promise<World> {
  const place = await openShop(NAME)
  await onServer(`ALTER DATABASE ${NAME} SET synchronous_commit = on`)
  await logApplied(place)
  const acknowledgedStock: AcknowledgedStock = new Map()
  await place.openSpecter({
    callsKept: 500_000,
    beforeCall: (query) => lookAtAcknowledged(place, query, acknowledgedStock),
  })
  const folder = mkdtempSync(path.join(tmpdir(), "specter-chaos-"))
  const eventsFile = path.join(folder, "events")
  writeFileSync(eventsFile, "")
  const stores: (RunningStore | undefined)[] = []
  const randomOf: World["randomOf"] = (who) => randomFrom(size.seed * 100 + DRAWING.indexOf(who))
  const draw = randomOf("stores")
  let isClosing = false
  const up = () => stores.filter((store) => store && !store.isOver()) as RunningStore[]
  const store = () => up()[Math.floor(draw() * up().length)]
  const callbacks = await lossyCallbacks(randomOf("callbacks"), () => store()?.url)
  const counts = {
    ...{ kills: 0, restarts: 0, fellOver: 0, refusedByStores: 0 },
    ...{ customerChanges: 0, articleChanges: 0 },
  }
  const disturbances: Disturbance[] = []
  let starts = 0

  async function start(which: 0 | 1): Promise<void> {
    starts += 1
    stores[which] = undefined
    const started = await place.start(which, {
      SPECTER_PUBLIC_URL: callbacks.url,
      NODE_OPTIONS: `--require ${path.join(__dirname, "drop-events.cjs")}`,
      CHAOS_EVENTS_FILE: eventsFile,
      CHAOS_EVENTS_LOST: String(EVENTS_LOST),
      CHAOS_EVENTS_SEED: String(size.seed * 1000 + starts),
    })
    stores[which] = started
  }

  async function insist<T>(act: (store: RunningStore) => Promise<T>): Promise<T> {
    for (const deadline = Date.now() + PATIENCE * 1000; ;) {
      const asked = store()
      try {
        if (asked) {
          return await act(asked)
        }
      } catch (error) {
        counts.refusedByStores += 1
        if (Date.now() > deadline || isClosing) {
          throw error
        }
      }
      await sleep(RETRY_MS)
    }
  }

  async function disturbed(act: () => Promise<unknown>): Promise<void> {
    const disturbance = { from: Date.now(), to: Infinity }
    disturbances.push(disturbance)
    await act()
    disturbance.to = Date.now()
  }

  async function killOne(): Promise<void> {
    const which = (counts.kills % 2) as 0 | 1
    const running = await eventually(() => up().find((one) => one === stores[which]), PATIENCE)
    await disturbed(async () => {
      counts.kills += (await running.kill()) ? 1 : 0
    })
    await start(which)
  }

  async function crashPostgres(): Promise<void> {
    await disturbed(breakPostgresOff)
    counts.restarts += 1
    await revive()
  }

  async function breakPostgresOff(): Promise<void> {
    const { POSTGRES_DATA_DIR: dataDir } = process.env
    if (dataDir) {
      const before = await startOfPostgres()
      const script = path.join(ROOT, "scripts/postgres/restart.mjs")
      await promisify(execFile)(process.execPath, [script, dataDir])
      await eventually(async () => (await startOfPostgres().catch(() => before)) > before, PATIENCE)
    } else {
      await onServer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${NAME}'`)
    }
    await eventually(() => place.database.rows("SELECT 1").catch(() => undefined), PATIENCE)
  }

  async function startOfPostgres(): Promise<Date> {
    const [{ at }] = await place.database.rows("SELECT pg_postmaster_start_time() AS at")
    return at
  }

  async function revive(): Promise<void> {
    for (const which of [0, 1] as const) {
      if (stores[which]?.isOver()) {
        counts.fellOver += 1
        await start(which)
      }
    }
  }

  await Promise.all([start(0), start(1)])
  const settings = { import_products: true, import_price_only: true }
  await up()[0].post("/admin/specter/settings", settings)
  await exportProducts(up()[0])
  await eventually(() => place.sandbox.registered.actionStockChange !== undefined, PATIENCE)
  return Object.assign(place, {
    size,
    randomOf,
    callbacks,
    counts,
    disturbances,
    purchases: [],
    acknowledgedStock,
    pricesSet: new Map<string, string>(),
    events: () => {
      const seen = readFileSync(eventsFile, "utf8")
      return { all: seen.length, lost: seen.split("x").length - 1 }
    },
    store,
    insist,
    killOne,
    renewStores: async () => {
      for (const which of [0, 1] as const) {
        await stores[which]?.stop()
        await start(which)
      }
    },
    revive,
    crashPostgres,
    end: async () => {
      isClosing = true
      await callbacks.close()
      await place.close()
      rmSync(folder, { recursive: true })
    },
  })
}

/** Notes, in the same transaction, when a batch is said to be applied: what its row says later may be of another time. */
async function logApplied({ database }: ShopOnProcesses): Promise<void> {
  await database.rows("CREATE TABLE chaos_applied (kind text, batch_no text, at timestamptz)")
  await database.rows(`
    CREATE FUNCTION chaos_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO chaos_applied VALUES (NEW.kind, NEW.batch_no, clock_timestamp()); RETURN NULL; END $$`)
  await database.rows(`
    CREATE TRIGGER chaos_note AFTER UPDATE ON specter_batch FOR EACH ROW
    WHEN (NEW.state = 'applied' AND OLD.state <> 'applied') EXECUTE FUNCTION chaos_note()`)
}
