import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { startSandbox } from "../../../sandbox"
import specterNotify from "../../../src/jobs/specter-notify"
import { SPECTER_MODULE } from "../../../src/modules/specter"
import { checkOptions } from "../../../src/modules/specter/options"
import type SpecterModuleService from "../../../src/modules/specter/service"
import { eventually } from "../../eventually"
import { transferIn, transfers } from "../../ledger"
import { placeOrder } from "../../place-order"
import { answered, createProduct } from "../../products"
import { choose } from "../../settings"
import { CALLBACK_SECRET, describeStore } from "../../store"

const said: string[] = []
const keep = (line: unknown) => said.push(String(line)) > 0
// Where winston writes to depends on how jest was started.
const outputs = [
  jest.spyOn(console, "log").mockImplementation(keep),
  ...[process.stdout, Reflect.get(console, "_stdout")]
    .filter(Boolean)
    .map((stream) => jest.spyOn(stream, "write").mockImplementation(keep)),
]

describeStore(
  (store) => {
    const specter = () => store.container.resolve<SpecterModuleService>(SPECTER_MODULE)

    /** What a restart with these options would do, to the one thing of a process that knows them. */
    async function withOptions<T>(options: object, act: () => Promise<T>): Promise<T> {
      const service = specter()
      const before = Reflect.get(service, "check_")
      Object.assign(service, { check_: checkOptions(options), client_: undefined })
      try {
        return await act()
      } finally {
        Object.assign(service, { check_: before, client_: undefined })
      }
    }

    it("the store starts, and its log says that the plugin is off, why, and where to set it", () => {
      outputs.forEach((output) => output.mockRestore())
      const times = (words: string) => said.filter((line) => line.includes(words)).length
      expect(times("Specter: the plugin is switched off")).toBe(1)
      expect(times("Specter: the option apiUserKey is missing. Set it in medusa-config.ts")).toBe(1)
      expect(times("Specter: the option callbackSecret is missing, so Specter cannot call the store")).toBe(1)
    })

    it("the status says which option is missing and where to set it", async () => {
      const { status, data } = await store.admin.get("/admin/specter/status")
      expect(answered(status, data).connection).toMatchObject({
        on: false,
        problems: [
          {
            option: "apiUserKey",
            problem: "is missing. Set it in medusa-config.ts, in the options of medusa-plugin-specter",
          },
        ],
        warnings: [{ option: "callbackSecret" }],
        sbm_id: null,
        base_url: null,
        callbacks_registered: false,
      })
    })

    it("what needs Specter is answered with 400 in words, and the rest as ever", async () => {
      const order = await placeOrder(store.api, store.shop, { items: [{ sku: "BOK-1", quantity: 1 }] })
      const needing: [path: string, body?: object][] = [
        ["connection"],
        ["exports", { type: "products" }],
        ["stock-updates", {}],
        ["transfers/retry", { kind: "order" }],
        ["transfers", { kind: "article", subject_ids: [store.shop.variants["BOK-1"].id] }],
        [`orders/${order.id}/transfer`],
      ]
      for (const [path, body] of needing) {
        const { status, data } = await store.admin.post(`/admin/specter/${path}`, body)
        expect([path, status, data.message]).toEqual([
          path,
          400,
          expect.stringContaining("The Specter plugin is switched off: apiUserKey is missing."),
        ])
      }
      for (const path of [
        "settings",
        "transfers",
        "batches",
        "exchanges",
        `orders/${order.id}`,
        `orders/${order.id}/preview`,
      ]) {
        expect([path, (await store.admin.get(`/admin/specter/${path}`)).status]).toEqual([path, 200])
      }
      expect((await store.admin.post("/admin/specter/settings", { delete_order: true })).status).toBe(200)
      expect(store.sandbox.calls).toEqual([])
    })

    it("what happens meanwhile waits, and is sent when the options are complete", async () => {
      const product = await createProduct(store, { title: "Under tiden", variants: [{ sku: "TIDEN-1" }] })
      const order = await placeOrder(store.api, store.shop, { items: [{ sku: "BOK-1", quantity: 1 }] })
      expect(await transferIn(store, "waiting", order.id, "order")).toMatchObject({
        attempts: 0,
        reason: null,
      })
      expect(await transferIn(store, "waiting", product.variants[0].id, "article")).toMatchObject({
        attempts: 0,
      })
      expect(store.sandbox.calls).toEqual([])
      const complete = {
        sbmId: "4711",
        apiUserId: "42",
        apiUserKey: "prov-nyckel-åäö",
        integrationKey: "prov-integration",
        baseUrl: store.sandbox.url,
      }
      await withOptions(complete, async () => {
        expect((await store.admin.post("/admin/specter/connection")).data).toMatchObject({ ok: true })
        await transferIn(store, "sent", order.id, "order")
        await eventually(() => store.sandbox.articles.get("TIDEN-1"))
        await eventually(async () => (await transfers(store, "state=waiting")).length === 0)
      })
      expect(store.sandbox.orders.size).toBe(1)
    })

    it("a payment that waits for Specter's call about an invoice is warned of where Specter cannot call", async () => {
      const warned = async () => {
        const { status, data } = await store.admin.get("/admin/specter/status")
        return answered(status, data).connection.warnings.map(({ option }: { option: string }) => option)
      }
      const keys = { sbmId: "1234", md5Key1: "nyckel 1", md5Key2: "nyckel-2", baseUrl: store.sandbox.url }
      const callbacks = { publicUrl: "https://butiken.se", callbackSecret: CALLBACK_SECRET }
      expect(await withOptions(keys, warned)).toEqual(["publicUrl", "callbackSecret"])
      await choose(store, { capture_when_invoiced: true })
      expect(await withOptions(keys, warned)).toEqual([
        "publicUrl",
        "callbackSecret",
        "capture_when_invoiced",
      ])
      expect(await withOptions({ ...keys, ...callbacks }, warned)).toEqual([])
      expect(await warned()).toEqual(["callbackSecret"])
    })

    it("the merchant is told of orders that have waited for an hour, and that Specter is not set up", async () => {
      const order = await placeOrder(store.api, store.shop, { items: [{ sku: "BOK-1", quantity: 1 }] })
      await transferIn(store, "waiting", order.id, "order")
      const notices = () =>
        store.container.resolve(Modules.NOTIFICATION).listNotifications({ channel: "feed" })
      await specterNotify(store.container)
      expect(await notices()).toEqual([])
      const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      const past = knex.raw("now() - interval '61 minutes'")
      await knex("specter_transfer").where({ kind: "order" }).update({ created_at: past, due_at: past })
      await specterNotify(store.container)
      await specterNotify(store.container)
      expect(await notices()).toMatchObject([
        {
          resource_id: order.id,
          data: {
            title: "En order har inte överförts till Specter",
            description: `#${order.display_id}: Väntar: Specter är inte klart att använda än.`,
          },
        },
      ])
    })

    it("the two keys of version 1 of Specter's API are enough for a shop that has those", async () => {
      const keys = { sbmId: "1234", md5Key1: "äldre nyckel 1", md5Key2: "äldre-nyckel-2" }
      const sandbox = await startSandbox({ credentials: { version: 1, ...keys } })
      const order = await placeOrder(store.api, store.shop, {
        items: [{ sku: "KAFFE 500", quantity: 2 }],
        promoCodes: ["SOMMAR10"],
      })
      try {
        await withOptions({ ...keys, baseUrl: sandbox.url }, async () => {
          expect((await store.admin.post("/admin/specter/connection")).data).toMatchObject({ ok: true })
          await transferIn(store, "sent", order.id, "order")
          await eventually(async () => (await transfers(store, "state=waiting")).length === 0)
        })
        expect([...sandbox.orders.values()]).toMatchObject([{ total: order.total.toFixed(2) }])
        expect(sandbox.calls.length).toBeGreaterThan(3)
        expect(sandbox.calls.filter(({ keyOk, query }) => !keyOk || "apiUserId" in query)).toEqual([])
      } finally {
        await sandbox.close()
      }
    })
  },
  { env: { SPECTER_API_USER_KEY: " ", SPECTER_CALLBACK_SECRET: "" } }
)
