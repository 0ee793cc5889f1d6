import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createAccount } from "../../accounts"
import { dueNow } from "../../due-now"
import { placeOrder } from "../../place-order"
import { createProduct } from "../../products"
import { inSilence } from "../../silence"
import { press, shownIn } from "../../specter-orders"
import { countStock } from "../../specter-stock"
import { type Answer, type Api, CALLBACK_SECRET, describeStore } from "../../store"

const LEVELS = [
  "error",
  "warn",
  "info",
  "http",
  "debug",
  "log",
  "verbose",
  "failure",
  "success",
  "activity",
  "progress",
]

/** Only this call tells Specter where to call the store. */
const CALLBACK_SECRET_OF: Record<string, string> = { checkAccountSettings: CALLBACK_SECRET }

describeStore((store) => {
  beforeEach(() => countStock(store))

  /** Everything that the store says while `act` runs: to its log, whatever the level, and on its output. */
  const overheard = async (act: () => Promise<void>): Promise<string> => {
    const heard: string[] = []
    const keep = (...said: unknown[]) => heard.push(...said.map(asText))
    const logger = store.container.resolve(ContainerRegistrationKeys.LOGGER) as any
    const spies = [
      ...LEVELS.filter((level) => typeof logger[level] === "function").map((level) =>
        jest.spyOn(logger, level)
      ),
      ...(["log", "info", "warn", "error", "debug"] as const).map((level) => jest.spyOn(console, level)),
      ...[process.stdout, process.stderr].map((stream) => jest.spyOn(stream, "write")),
    ] as jest.SpyInstance[]
    spies.forEach((spy) => spy.mockImplementation((...said) => keep(...said) > 0))
    try {
      await act()
    } finally {
      spies.forEach((spy) => spy.mockRestore())
    }
    return heard.join("\n")
  }
  const asText = (said: unknown): string =>
    said instanceof Error
      ? `${said.message} ${said.stack} ${JSON.stringify(said)}`
      : (JSON.stringify(said) ?? "")

  /** The routes' answers, and what the plugin has written to its tables. */
  const answers = async (): Promise<string> => {
    const paths = ["settings", "status", "transfers?limit=1000", "calls?limit=1000", "connection"]
    const given = await Promise.all(paths.map((path) => store.admin.get(`/admin/specter/${path}`)))
    return JSON.stringify(given.map(({ data }) => data))
  }
  const tables = async (): Promise<string> => {
    const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const names = await knex("pg_tables").where("tablename", "like", "specter%").pluck("tablename")
    const rows = await Promise.all(names.map((name: string) => knex(name).select()))
    return JSON.stringify(rows)
  }

  /** As they are, and as they stand in an address. */
  const secrets = (): string[] => {
    const { apiUserKey, integrationKey } = store.sandbox.credentials
    const keys = store.sandbox.calls.flatMap(({ query, body }) => [query.key, body.key]).filter(Boolean)
    const encoded = (text: string) => [text, encodeURIComponent(text), escape(text)]
    return [
      ...new Set(
        [apiUserKey!, integrationKey!, "prov-integration", CALLBACK_SECRET, ...keys].flatMap(encoded)
      ),
    ]
  }

  const expectNoSecret = (text: string) => {
    const found = secrets().filter((secret) => text.includes(secret))
    expect(found).toEqual([])
  }

  it("no log line, answer or table holds a secret, whatever goes well or wrong", async () => {
    const { sandbox, shop } = store
    const given: Answer[] = []
    const listening = (api: Api): Api => ({
      get: async (path, config) => heard(await api.get(path, config)),
      post: async (path, body, config) => heard(await api.post(path, body, config)),
      delete: async (path, config) => heard(await api.delete(path, config)),
    })
    const heard = (answer: Answer) => {
      given.push(answer)
      return answer
    }
    const admin = store.admin
    store.admin = listening(admin)
    const place = () => placeOrder(store.api, shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })

    const said = await overheard(async () => {
      await shownIn(store, "sent", (await place()).id)
      await store.admin.post("/admin/specter/connection")
      await createProduct(store, { title: "Mössa", variants: [{ sku: "MÖSSA-1" }] })
      await createAccount(store, { email: "bo@example.se", first_name: "Bo", last_name: "Ek" })
      const failing = await inSilence(store, place)
      const tryAgain = (action: string) =>
        action === "checkAccountSettings"
          ? store.admin.post("/admin/specter/connection")
          : press(store, failing.id)
      for (const action of ["checkAccountSettings", "newCustomerSubmit", "newOrderSubmit"]) {
        for (const kind of ["http-503", "drop", "http-500"] as const) {
          sandbox.fault(action, { kind })
          await tryAgain(action)
        }
        // A Specter that repeats the secrets it was told.
        const message = `Fel: ${Object.values(sandbox.credentials).join(" ")} ${CALLBACK_SECRET_OF[action] ?? ""}`
        sandbox.fault(action, { kind: "refuse", message })
        await tryAgain(action)
      }
      // Those failures have paused all sending.
      await store.admin.post("/admin/specter/connection")
      Object.assign(sandbox.credentials, { integrationKey: "en-annan-nyckel" })
      const refused = await place()
      await shownIn(store, "waiting", refused.id)
      await store.admin.post("/admin/specter/connection")
      await press(store, refused.id)
      Object.assign(sandbox.credentials, { integrationKey: "prov-integration" })
      await store.admin.post("/admin/specter/connection")
      await dueNow(store)
      await shownIn(store, "sent", refused.id)
      given.push({ status: 200, data: [await answers(), await tables()] })
    })
    store.admin = admin

    expect(said).toContain("Specter: order #")
    expect(said).toContain("***")
    const told = JSON.stringify(given.map(({ data }) => data))
    expect(told).toContain("Specter does not accept the store's credentials")
    expect(secrets().length).toBeGreaterThan(8)
    expectNoSecret(said)
    expectNoSecret(told)
  })
})
