import { readdirSync } from "node:fs"
import path from "node:path"
import { WorkflowScheduler } from "@medusajs/framework/orchestration"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { type Sandbox, startSandbox } from "../sandbox"
import { SPECTER_MODULE } from "../src/modules/specter"
import type SpecterModuleService from "../src/modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../src/modules/specter-sync"
import type SpecterSyncModuleService from "../src/modules/specter-sync/service"
import { askAndDrain } from "../src/workflows/push/ask-and-drain"
import { drain } from "../src/workflows/push/drain"
import { createAdminToken } from "./admin-token"
import { eventually } from "./eventually"
import { settled } from "./settled"
import { seedShop, type Shop } from "./shop"
import { inSilence } from "./silence"

jest.setTimeout(120_000)

export const CALLBACK_SECRET = "prov-hemlighet-0123456789"

export type Answer = { status: number; data: any }
type Config = { headers?: Record<string, string>; validateStatus?: () => boolean }

/** The store's HTTP API; every status is an answer. */
export type Api = {
  get(path: string, config?: Config): Promise<Answer>
  post(path: string, body?: object, config?: Config): Promise<Answer>
  delete(path: string, config?: Config): Promise<Answer>
}

export type Store = {
  api: Api
  /** As a person who is logged in to the admin; throws for no status. */
  admin: Api
  container: MedusaContainer
  sandbox: Sandbox
  shop: Shop
}

type Suite = (store: Store) => void

/** What the files of a folder describe, while they are read to share a store. */
let gathered: Suite[] | undefined

type StoreOptions = {
  variants?: number
  env?: Record<string, string>
  sandbox?: Parameters<typeof startSandbox>[0]
}

/**
 * Every `of`-th spec of a folder, without those of folders in it, with one store for all of them: a store takes long to
 * open.
 */
export function describeTogether(name: string, { part, of }: { part: number; of: number }): void {
  const folder = path.join(__dirname, name)
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".spec.ts"))
    .sort()
    .filter((_, index) => index % of === part)
  const suites = files.map((file): Suite => {
    const mine: Suite[] = []
    gathered = mine
    require(path.join(folder, file))
    gathered = undefined
    return (store) => describe(file, () => mine.forEach((suite) => suite(store)))
  })
  describeStore((store) => suites.forEach((suite) => suite(store)))
}

/**
 * A whole store joined to a sandbox, over HTTP and a real PostgreSQL, for one test file. Before each test the
 * store's database and Specter's books are as they were when the shop was new and Specter had its articles.
 */
export function describeStore(suite: Suite, options: StoreOptions = {}): void {
  if (gathered) {
    gathered.push(suite)
    return
  }
  const store = {} as Store
  // The runner applies its own `env` only after medusa-config.ts was read.
  // Linux hands out ports of its own from 32,768.
  const port = 20_000 + Math.floor(Math.random() * 12_000)
  Object.assign(process.env, {
    SPECTER_SBM_ID: "4711",
    SPECTER_API_USER_ID: "42",
    SPECTER_API_USER_KEY: "prov-nyckel-åäö",
    SPECTER_INTEGRATION_KEY: "prov-integration",
    SPECTER_BASE_URL: `http://127.0.0.1:${port}/`,
    SPECTER_PUBLIC_URL: "http://127.0.0.1:9",
    SPECTER_CALLBACK_SECRET: CALLBACK_SECRET,
    ...options.env,
  })

  medusaIntegrationTestRunner({
    testSuite: ({ api, getContainer }) => {
      beforeAll(async () => {
        store.sandbox = await startSandbox({
          port,
          credentials: {
            sbmId: "4711",
            apiUserId: "42",
            apiUserKey: "prov-nyckel-åäö",
            integrationKey: "prov-integration",
          },
          ...options.sandbox,
        })
      })
      afterAll(() => store.sandbox.close())

      let newShop: Shop
      let books: string
      // The runner takes its picture of the database, to which each test returns, behind this.
      beforeAll(async () => {
        store.container = getContainer()
        await stopTheClock()
        const authorization = `Bearer ${await createAdminToken(store.container)}`
        store.api = withoutThrowing(api)
        store.admin = withoutThrowing(api, { authorization })
        await openShop(store, options)
        await noPullIsUnderWay(store)
        newShop = store.shop
        books = store.sandbox.saveBooks()
      })

      beforeEach(async () => {
        await stopTheClock()
        store.sandbox.goBackTo(books)
        store.shop = structuredClone(newShop)
      })

      // What is still on its way would meet the next test's database.
      afterEach(async () => {
        store.sandbox.clearFaults()
        await drain(store.container)
      })

      suite(store)
    },
  })
}

/** The articles go to Specter once their shelves are filled: sent while they are empty, Specter would tell the store so. */
async function openShop(store: Store, options: StoreOptions): Promise<void> {
  const { container } = store
  store.shop = await inSilence(store, () => seedShop(container, { variants: options.variants }))
  const variants = Object.values(store.shop.variants)
  await askAndDrain(
    container,
    "article",
    variants.map(({ id, productId }) => ({ id, parent_id: productId }))
  )
  if (container.resolve<SpecterModuleService>(SPECTER_MODULE).isOn()) {
    await settled(container, variants.length)
  }
}

/** The store may have begun one before its clock was stopped: a picture of it would show a turn that nobody ends. */
async function noPullIsUnderWay({ container, sandbox }: Store): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  await eventually(async () => {
    await sandbox.idle()
    const turns = await sync.listTurns({})
    return turns.every(({ token }) => token === null)
  }, 30)
}

/** The clock's jobs run when a test calls them: a tick in between would pull and send what the test is about. */
async function stopTheClock(): Promise<void> {
  await new WorkflowScheduler().clear()
}

function withoutThrowing(api: Api, standing: Record<string, string> = {}): Api {
  const config = ({ headers, ...rest }: Config = {}): Config => ({
    ...rest,
    headers: { ...standing, ...headers },
    validateStatus: () => true,
  })
  return {
    get: (path, given) => api.get(path, config(given)),
    post: (path, body, given) => api.post(path, body ?? {}, config(given)),
    delete: (path, given) => api.delete(path, config(given)),
  }
}
