import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { SPECTER_MODULE } from ".."
import { SpecterClient } from "../client"
import { type LocalServer, startHttpServer } from "../client/__tests__/local-server"
import { migrationNames } from "../migration-names"
import SpecterModuleService from "../service"
import { defaultSettings, SETTINGS, type SettingsUpdate } from "../settings"

jest.setTimeout(120_000)

const ROOT = path.join(__dirname, "..")

const SECRETS = {
  apiUserKey: "hemlig-nyckel-åäö",
  integrationKey: "integration-secret",
  callbackSecret: "callback-secret-123456",
}
const OPTIONS = { sbmId: "4711", apiUserId: "42", publicUrl: "https://butik.example.se", ...SECRETS }

type Connection = Awaited<ReturnType<SpecterModuleService["getConnection"]>>

moduleIntegrationTestRunner<SpecterModuleService>({
  moduleName: SPECTER_MODULE,
  resolve: ROOT,
  moduleOptions: OPTIONS,
  pathToMigrations: path.join(ROOT, "migrations"),
  testSuite: ({ service }) => {
    const warnings: string[] = []
    /** The module in another process, or with other options. */
    const anotherProcess = (options: object = OPTIONS) => {
      const container = (service as unknown as { __container__: object }).__container__
      const logger = { warn: (line: string) => warnings.push(line), debug: () => undefined }
      return new SpecterModuleService({ ...container, logger } as never, options)
    }
    beforeEach(() => warnings.splice(0))

    describe("the settings", () => {
      it("are the catalogue's defaults until the merchant chooses", async () => {
        const { installed_at, ...settings } = await service.getSettings()
        expect(settings).toEqual(defaultSettings())
        expect(Math.abs(installed_at.getTime() - Date.now())).toBeLessThan(5_000)
        expect((await service.getSettings()).installed_at).toEqual(installed_at)
      })

      it("are one row, though twenty processes ask for them at the same time", async () => {
        const processes = Array.from({ length: 20 }, () => anotherProcess())
        const settings = await Promise.all(processes.map((process) => process.getSettings()))
        expect(new Set(settings.map(({ installed_at }) => installed_at.getTime())).size).toBe(1)
        expect(await service.listSpecterSettings({})).toHaveLength(1)
      })

      it("change one by one and leave the others", async () => {
        await service.updateSettings({ delete_order: true, order_number_prefix: "WEB-" })
        await service.updateSettings({ delete_from_specter: false, freight_article_no: "FRAKT-Å" })
        await service.updateSettings({ order_number_prefix: "" })

        const { installed_at: _, ...settings } = await anotherProcess().getSettings()
        expect(settings).toEqual({
          ...defaultSettings(),
          delete_order: true,
          delete_from_specter: false,
          freight_article_no: "FRAKT-Å",
          order_number_prefix: "",
        })
      })

      it("survive, each of them, with another value than the default", async () => {
        const other: Record<string, unknown> = {}
        for (const [key, setting] of Object.entries(SETTINGS)) {
          switch (setting.kind) {
            case "flag":
              other[key] = !setting.default
              break
            case "text":
            case "store_id":
              other[key] = "xy"
              break
            case "choice":
              other[key] = Object.keys(setting.choices!).find((choice) => choice !== setting.default)
              break
            case "number":
              other[key] = 99
              break
            case "date":
              other[key] = "2026-01-31"
              break
            case "mapping":
              other[key] = { id_å: "7" }
          }
        }
        const answer = await service.updateSettings(other as SettingsUpdate)
        const { installed_at: _, ...settings } = await anotherProcess().getSettings()
        expect(settings).toEqual(other)
        expect(answer).toMatchObject(other)
      })

      it("forget what is taken out of a mapping", async () => {
        await service.updateSettings({
          stock_sites: { sloc_1: "1", sloc_2: "2" },
          webshop_ids: { sc_1: "9" },
        })
        await service.updateSettings({ stock_sites: { sloc_2: "3" } })
        const { stock_sites, webshop_ids } = await service.getSettings()
        expect({ stock_sites, webshop_ids }).toEqual({
          stock_sites: { sloc_2: "3" },
          webshop_ids: { sc_1: "9" },
        })
        await service.updateSettings({ stock_sites: {} })
        expect((await service.getSettings()).stock_sites).toEqual({})
      })

      it("can be unchosen", async () => {
        await service.updateSettings({
          transfer_orders_from_date: "2026-01-31",
          new_product_category_id: "pcat_1",
        })
        await service.updateSettings({ transfer_orders_from_date: null, new_product_category_id: null })
        expect(await service.getSettings()).toMatchObject({
          transfer_orders_from_date: null,
          new_product_category_id: null,
        })
      })

      it("all take effect when several are changed at the same time", async () => {
        await service.getSettings()
        await Promise.all([
          anotherProcess().updateSettings({ order_number_prefix: "A" }),
          anotherProcess().updateSettings({ freight_article_no: "B" }),
          anotherProcess().updateSettings({ poll_minutes: 30 }),
          anotherProcess().updateSettings({ delete_order: true }),
        ])
        expect(await service.getSettings()).toMatchObject({
          order_number_prefix: "A",
          freight_article_no: "B",
          poll_minutes: 30,
          delete_order: true,
        })
      })
    })

    describe("the connection", () => {
      it("is one row, though twenty processes ask for it at the same time", async () => {
        const rows = await Promise.all(Array.from({ length: 20 }, () => anotherProcess().getConnection()))
        expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(["specter_connection"]))
        expect(await service.listSpecterConnections({})).toHaveLength(1)
      })

      it("keeps what it is not told anew", async () => {
        const tested_at = new Date("2026-01-02T03:04:05Z")
        await service.updateConnection({ tested_at, callbacks_digest: "digest" })
        await service.updateConnection({ last_success_at: new Date() })
        expect(await service.getConnection()).toMatchObject({ tested_at, callbacks_digest: "digest" })
      })
    })

    describe("the client", () => {
      let server: LocalServer
      let process: SpecterModuleService
      let answer: string
      let status: number
      beforeEach(async () => {
        answer = "1;0;OK"
        status = 200
        server = await startHttpServer((response) => response.writeHead(status).end(answer, "latin1"))
        process = anotherProcess({ ...OPTIONS, baseUrl: server.baseUrl })
      })
      afterEach(async () => {
        await process.__hooks.onApplicationPrepareShutdown()
        await server.close()
      })
      const noted = async (isThere: (connection: Connection) => boolean): Promise<Connection> => {
        for (let time = 0; time < 100; time++) {
          const connection = await service.getConnection()
          if (isThere(connection)) {
            return connection
          }
          await sleep(20)
        }
        throw new Error("It was not noted within two seconds")
      }
      const everythingKept = async () => {
        await process.__hooks.onApplicationPrepareShutdown()
        return JSON.stringify([
          await service.listSpecterConnections({}),
          await service.listSpecterExchanges({}),
        ])
      }

      it("is one for the life of the process", () => {
        expect(process.client()).toBeInstanceOf(SpecterClient)
        expect(process.client()).toBe(process.client())
      })

      it("notes when Specter last answered", async () => {
        await process.client().checkAccount({ date: "2026-01-31" })
        const { last_success_at, last_failure_at } = await noted(
          (connection) => connection.last_success_at !== null
        )
        expect(Math.abs(last_success_at!.getTime() - Date.now())).toBeLessThan(5_000)
        expect(last_failure_at).toBeNull()
      })

      it("notes the last failure, and keeps every call, without a secret even when Specter repeats one", async () => {
        status = 500
        answer = `<html>Fel: ${SECRETS.integrationKey} ${SECRETS.apiUserKey} åäö</html>`
        await expect(process.client().checkAccount({ date: "2026-01-31" })).rejects.toMatchObject({
          kind: "unknown",
        })

        const connection = await noted(({ last_failure_at }) => last_failure_at !== null)

        expect(connection.last_failure).toMatchObject({
          kind: "unknown",
          answer: expect.stringContaining("åäö"),
        })
        const kept = await everythingKept()
        expect(await service.listSpecterExchanges({})).toEqual([
          expect.objectContaining({
            outcome: "unknown",
            status: 500,
            request: expect.stringContaining("4711"),
          }),
        ])
        for (const secret of [...Object.values(SECRETS), encodeURIComponent(SECRETS.apiUserKey)]) {
          expect(kept).not.toContain(secret)
        }
      })

      it("keeps no callback secret of the addresses that it registers", async () => {
        const { addresses } = (await process.callbacksToRegister())!
        await process.client().checkAccount({ date: "2026-01-31", callbacks: addresses })
        await noted((connection) => connection.last_success_at !== null)
        const kept = await everythingKept()
        expect(server.received[0].url).toContain(SECRETS.callbackSecret)
        expect(kept).toContain("butik.example.se")
        expect(kept).not.toContain(SECRETS.callbackSecret)
      })

      it("notes success at once after a failure, else only now and then", async () => {
        await process.client().checkAccount({ date: "2026-01-31" })
        const first = await noted((connection) => connection.last_success_at !== null)
        await process.client().checkAccount({ date: "2026-01-31" })
        status = 503
        await expect(process.client().checkAccount({ date: "2026-01-31" })).rejects.toMatchObject({
          kind: "not_received",
        })
        const failed = await noted(({ last_failure_at }) => last_failure_at !== null)
        expect(failed.last_success_at).toEqual(first.last_success_at)
        status = 200
        await process.client().checkAccount({ date: "2026-01-31" })
        await noted(({ last_success_at }) => last_success_at!.getTime() > first.last_success_at!.getTime())
      })

      it("does its work though the database is away, and says so", async () => {
        const away = async () => {
          throw new Error("database away")
        }
        Object.assign(process, { updateConnection: away, createSpecterExchanges: away })
        await process.client().checkAccount({ date: "2026-01-31" })
        await process.__hooks.onApplicationPrepareShutdown()
        expect(warnings).toEqual([
          expect.stringContaining("state of the connection could not be noted: database away"),
          expect.stringContaining("log of calls could not be written: database away"),
        ])
      })

      it("forgets calls of more than some days ago", async () => {
        const row = { action: "a", outcome: "ok", duration_ms: 1, request: "r" }
        const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3600 * 1000)
        await service.createSpecterExchanges([
          { ...row, started_at: daysAgo(15) },
          { ...row, started_at: daysAgo(13) },
        ])
        await service.pruneExchanges(14)
        expect(await service.listSpecterExchanges({})).toHaveLength(1)
      })
    })

    describe("the callbacks to register", () => {
      const digestOf = async (options: object) =>
        (await anotherProcess({ ...OPTIONS, ...options }).callbacksToRegister())!.digest

      it("are known by a digest that changes with address, secret, account and Specter, and holds none of them", async () => {
        const digests = [
          await digestOf({}),
          await digestOf({ baseUrl: "http://127.0.0.1:8025/" }),
          await digestOf({ publicUrl: "https://annan.example.se" }),
          await digestOf({ callbackSecret: "another-secret-1234567" }),
          await digestOf({ sbmId: "4712" }),
        ]
        expect(new Set(digests).size).toBe(5)
        for (const digest of digests) {
          expect(digest).toMatch(/^[0-9a-f]{64}$/)
        }
        expect(await digestOf({ publicUrl: "https://butik.example.se/" })).toBe(digests[0])
      })

      it("count as registered only as Specter was last told them", async () => {
        const { digest, isRegistered } = (await service.callbacksToRegister())!
        expect(isRegistered).toBe(false)
        await service.updateConnection({ callbacks_digest: digest })
        expect((await service.callbacksToRegister())!.isRegistered).toBe(true)
        const moved = anotherProcess({ ...OPTIONS, publicUrl: "https://flyttad.example.se" })
        expect((await moved.callbacksToRegister())!.isRegistered).toBe(false)
      })

      it.each(["publicUrl", "callbackSecret"])("are none without %s", async (option) => {
        expect(
          await anotherProcess({ ...OPTIONS, [option]: undefined }).callbacksToRegister()
        ).toBeUndefined()
      })

      it("come with the right secret only", () => {
        const process = anotherProcess()
        expect(process.isCallbackSecret(SECRETS.callbackSecret)).toBe(true)
        expect(process.refusedCallbacks()).toBe(0)
        for (const wrong of ["", "callback-secret-12345", `${SECRETS.callbackSecret} `]) {
          expect(process.isCallbackSecret(wrong)).toBe(false)
        }
        expect(process.refusedCallbacks()).toBe(3)
        expect(anotherProcess({ ...OPTIONS, callbackSecret: undefined }).isCallbackSecret("")).toBe(false)
      })
    })

    describe("with options missing", () => {
      const off = () => anotherProcess({ sbmId: "4711", apiUserId: "  ", callbackSecret: "short-secret" })

      it("the plugin is off and names the options, but none of their values", () => {
        expect(off().isOn()).toBe(false)
        expect(() => off().options()).toThrow(/switched off: callbackSecret must be 16 to 200/)
        const missing = anotherProcess({ sbmId: "4711", callbackSecret: SECRETS.callbackSecret })
        for (const use of [() => missing.options(), () => missing.client(), () => missing.wireNames()]) {
          expect(use).toThrow(/apiUserId is missing.*apiUserKey is missing.*integrationKey is missing/)
        }
        const told = JSON.stringify([off().optionsCheck(), missing.optionsCheck()])
        expect(told).not.toContain("short-secret")
        expect(told).not.toContain(SECRETS.callbackSecret)
      })

      it("the settings can be read and changed all the same", async () => {
        await off().updateSettings({ delete_order: true })
        expect((await off().getSettings()).delete_order).toBe(true)
      })
    })

    it("says once what to run while a migration of the plugin's has not run, and notices when it has", async () => {
      const sql = async (statement: string, names: string[]) =>
        await (service as any).baseRepository_.getActiveManager().execute(statement, [names.join(",")])
      const insert =
        "INSERT INTO mikro_orm_migrations (name) SELECT unnest(string_to_array(CAST(? AS text), ','))"
      const another = anotherProcess()
      expect([await another.isMigrated(), await another.isMigrated()]).toEqual([false, false])
      expect(warnings).toEqual([expect.stringContaining("Run `npx medusa db:migrate`")])
      await sql(insert, migrationNames())
      expect(await another.isMigrated()).toBe(true)
    })

    it("is on with its options, and says what works less well without some", () => {
      expect(service.isOn()).toBe(true)
      expect(service.optionsCheck()).toEqual({ on: true, problems: [], warnings: [] })
      expect(service.options()).toMatchObject({
        baseUrl: "https://api.specter.se/",
        credentials: { version: 2, sbmId: "4711" },
      })
      const alone = anotherProcess({ ...OPTIONS, publicUrl: "", sbmIdd: "typo" })
      expect(alone.optionsCheck()).toMatchObject({
        on: true,
        warnings: [
          { option: "sbmIdd" },
          { option: "publicUrl", problem: expect.stringContaining("medusa-config.ts") },
        ],
      })
    })
  },
})
