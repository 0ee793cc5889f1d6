import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../src/modules/specter"
import { checkOptions } from "../../src/modules/specter/options"
import type SpecterModuleService from "../../src/modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import { connectAtStart } from "../../src/workflows/connection/connect-at-start"
import { actions } from "../calls"
import { eventually } from "../eventually"
import { transferIn, transfers } from "../ledger"
import { placeOrder } from "../place-order"
import { answered, createProduct } from "../products"
import { quiet } from "../quiet"
import { startExport } from "../runs"
import { startedAnew } from "../started-anew"
import { CALLBACK_SECRET, describeStore } from "../store"

const API_USER_KEY = "prov-nyckel-åäö"
const INTEGRATION_KEY = "prov-integration"

describeStore((store) => {
  const specter = () => store.container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const checks = () => store.sandbox.calls.filter(({ action }) => action === "checkAccountSettings")

  describe("the connection", () => {
    it("tells Specter by itself, once a process has started, which addresses to call", async () => {
      await specter().updateConnection({ callbacks_digest: null })
      store.sandbox.calls.length = 0
      const tick = startedAnew()
      await tick(store.container)
      const { query } = checks()[0]
      const base = `http://127.0.0.1:9/specter/callbacks/${CALLBACK_SECRET}`
      expect(query).toMatchObject({
        actionStockChange: `${base}/stock`,
        actionArticleChange: `${base}/articles`,
        actionOrderChange: `${base}/orders`,
        actionNewInvoice: `${base}/invoice?orderId=$orderId&invoiceId=$invoiceId`,
        actionRemoveOrder: `${base}/order-removed?orderNo=$orderNo`,
      })
      await tick(store.container)
      await startedAnew()(store.container)
      expect(checks()).toHaveLength(1)
    })

    it("tells it some minutes later when Specter does not answer at the start, and pauses nothing for that", async () => {
      await specter().updateConnection({ callbacks_digest: null })
      store.sandbox.calls.length = 0
      store.sandbox.fault("checkAccountSettings", { kind: "http-503" }, 6)
      const tick = startedAnew()
      const { now } = Date
      let passed = 0
      const clock = jest.spyOn(Date, "now").mockImplementation(() => now() + passed)
      try {
        for (const tries of [1, 2, 3, 4, 5, 6, 7, 7]) {
          await tick(store.container)
          await tick(store.container)
          expect(checks()).toHaveLength(tries)
          passed += 300_000
        }
      } finally {
        clock.mockRestore()
      }
      const { data } = await store.admin.get("/admin/specter/status")
      expect(data).toMatchObject({ pause: null, connection: { callbacks_registered: true } })
    })

    it("tells it anew only when the addresses differ from what it was told last", async () => {
      await specter().updateConnection({ callbacks_digest: null })
      store.sandbox.calls.length = 0
      await connectAtStart(store.container)
      await connectAtStart(store.container)
      expect(checks()).toHaveLength(1)
      const before = Reflect.get(specter(), "check_")
      try {
        const { credentials, baseUrl } = specter().options()
        const moved = {
          ...credentials,
          baseUrl,
          publicUrl: "http://127.0.0.1:19/",
          callbackSecret: CALLBACK_SECRET,
        }
        Reflect.set(specter(), "check_", checkOptions(moved))
        await connectAtStart(store.container)
        await connectAtStart(store.container)
      } finally {
        Reflect.set(specter(), "check_", before)
      }
      expect(checks()).toHaveLength(2)
      expect(checks()[1].query.actionStockChange).toBe(
        `http://127.0.0.1:19/specter/callbacks/${CALLBACK_SECRET}/stock`
      )
    })

    it("is tested and the addresses registered on request", async () => {
      const { status, data } = await store.admin.post("/admin/specter/connection")
      expect([status, data]).toEqual([
        200,
        { ok: true, callbacks_registered: true, reason: null, words: null },
      ])
      expect(checks()).toHaveLength(1)
      await store.admin.post("/admin/specter/connection")
      expect(checks()).toHaveLength(2)
      const shown = (await store.admin.get("/admin/specter/status")).data.connection
      expect(shown).toMatchObject({
        on: true,
        callbacks_registered: true,
        sbm_id: "4711",
        problems: [],
        warnings: [],
      })
      expect(shown.tested_at).not.toBeNull()
    })

    it("that Specter refuses is an answer with Specter's words", async () => {
      store.sandbox.fault("checkAccountSettings", { kind: "refuse", code: "1", message: "Felaktig nyckel" })
      const { status, data } = await store.admin.post("/admin/specter/connection")
      expect(status).toBe(200)
      expect(data).toMatchObject({ ok: false, words: "Felaktig nyckel", reason: { code: "specter_account" } })
      const shown = (await store.admin.get("/admin/specter/status")).data
      expect(shown.pause).toMatchObject({ cause: "account", words: "Felaktig nyckel" })
      expect((await store.admin.post("/admin/specter/connection")).data.ok).toBe(true)
      expect((await store.admin.get("/admin/specter/status")).data.pause).toBeNull()
    })
  })

  describe("the status", () => {
    it("counts transfers by kind and state, and names the latest runs", async () => {
      await createProduct(store, {
        title: "Ofärdig",
        variants: [{ sku: "OF-1", price: null }, { sku: null }, { sku: "FÄRDIG" }],
      })
      const order = await placeOrder(store.api, store.shop, { items: [{ sku: "BOK-1", quantity: 1 }] })
      await transferIn(store, "sent", order.id, "order")
      const run = await startExport(store, { type: "customers" })
      await quiet(store)
      const { status, data } = await store.admin.get("/admin/specter/status")
      const { counts, pause, runs } = answered(status, data)
      const of = (kind: string, state: string) =>
        counts.find((count: any) => count.kind === kind && count.state === state)?.count
      expect([
        of("article", "sent"),
        of("article", "rejected"),
        of("order", "sent"),
        of("customer", "skipped"),
      ]).toEqual([7, 2, 1, 1])
      expect(pause).toBeNull()
      expect(runs[0]).toMatchObject({ id: run, type: "customers" })
    })

    it("says that changes cannot be fetched, while they are to be", async () => {
      const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      const reasons = async () => (await store.admin.get("/admin/specter/status")).data.health.reasons
      const fail = (id: string) =>
        knex("specter_turn").insert({ id, failures: 3 }).onConflict("id").merge(["failures"])
      await fail("articles")
      expect(await reasons()).toEqual([])
      await fail("orders")
      expect(await reasons()).toEqual(["pull_failing"])
    })
  })

  describe("the list of transfers", () => {
    const page = async (query: string) => {
      const { status, data } = await store.admin.get(`/admin/specter/transfers?${query}`)
      return answered(status, data)
    }

    it("is filtered by kind and state, one or several", async () => {
      await createProduct(store, { title: "Ofärdig", variants: [{ sku: "OF-1", price: null }] })
      const order = await placeOrder(store.api, store.shop, { items: [{ sku: "BOK-1", quantity: 1 }] })
      await transferIn(store, "sent", order.id, "order")
      await quiet(store)
      expect((await page("kind=order")).transfers).toMatchObject([
        { kind: "order", label: `#${order.display_id}` },
      ])
      expect((await page("state=rejected")).count).toBe(1)
      expect((await page("kind=article&state=sent")).count).toBe(6)
      expect((await page("kind[]=order&kind[]=article&state[]=sent&state[]=rejected")).count).toBe(8)
      expect((await page("kind=invoice")).transfers).toEqual([])
    })

    it("is searched in names, numbers and Specter's words", async () => {
      store.sandbox.fault("newArticleSubmit", {
        kind: "refuse",
        code: "42",
        message: "Spärrad 100 % av ägaren",
      })
      await createProduct(store, { title: "Rabarberkräm_1", variants: [{ sku: "KRÄM" }] })
      await quiet(store)
      const found = async (q: string) => {
        const { transfers, count } = await page(`q=${encodeURIComponent(q)}`)
        expect(transfers).toHaveLength(count)
        return transfers.map(({ label }: any) => label.split(" ")[0])
      }
      expect(await found("RABARBER")).toEqual(["KRÄM"])
      expect(await found("100 % av")).toEqual(["KRÄM"])
      expect(await found("tröja-m")).toEqual(["TRÖJA-M"])
      expect(await found("BOK-1")).toEqual(["BOK-1"])
      expect(await found(store.shop.variants["BOK-1"].id)).toEqual(["BOK-1"])
      expect(await found("100 %_av")).toEqual([])
      expect(await found("%")).toEqual(["KRÄM"])
    })

    it("comes in pages, in the order asked for", async () => {
      await quiet(store)
      const all = await page("order=created_at&limit=100")
      expect([all.count, all.transfers.length, all.offset, all.limit]).toEqual([6, 6, 0, 100])
      const labels = (found: any) => found.transfers.map(({ label }: any) => label)
      const second = await page("order=label&limit=2&offset=2")
      expect([second.count, second.offset, second.limit]).toEqual([6, 2, 2])
      expect(labels(second)).toEqual(labels(await page("order=label")).slice(2, 4))
      expect(labels(await page("order=-label"))).toEqual(labels(await page("order=label")).reverse())
    })
  })

  describe("trying again", () => {
    const retry = (body: object) => store.admin.post("/admin/specter/transfers/retry", body)

    async function refused(...skus: string[]) {
      for (const sku of skus) {
        store.sandbox.fault("newArticleSubmit", { kind: "refuse", code: "42", message: `Nej till ${sku}` })
        const { variants } = await createProduct(store, { title: `Vara ${sku}`, variants: [{ sku }] })
        await transferIn(store, "rejected", variants[0].id)
      }
      await quiet(store)
      store.sandbox.calls.length = 0
      return await transfers(store, "state=rejected&order=created_at")
    }

    it("takes those that are named", async () => {
      const [first] = await refused("NEJ-1", "NEJ-2")
      const { status, data } = await retry({ ids: [first.id] })
      expect([status, data]).toEqual([202, { retried: 1 }])
      await eventually(() => store.sandbox.articles.get("NEJ-1"))
      await quiet(store)
      expect(actions(store)).toEqual(["newArticleSubmit"])
      expect(await transfers(store, "state=rejected")).toHaveLength(1)
    })

    it("takes those that a filter finds, and of them what is not in Specter", async () => {
      await refused("NEJ-1", "NEJ-2", "NEJ-3")
      expect((await retry({ kind: "article", q: "NEJ-3" })).data).toEqual({ retried: 1 })
      await eventually(() => store.sandbox.articles.get("NEJ-3"))
      expect((await retry({ kind: "article" })).data).toEqual({ retried: 2 })
      await eventually(() => store.sandbox.articles.get("NEJ-1") && store.sandbox.articles.get("NEJ-2"))
      await quiet(store)
      expect((await retry({ state: "sent" })).data).toEqual({ retried: 0 })
      expect((await retry({ ids: ["strf_finns_inte"] })).data).toEqual({ retried: 0 })
    })
  })

  describe("the batches from Specter", () => {
    it("that could not be applied are `failed` until they are, and are found by that", async () => {
      const sync = store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
      const batch = { kind: "stock" as const, asked_at: new Date() }
      const [, broken] = await sync.createBatches([
        { ...batch, batch_no: "900001", state: "fetched" },
        { ...batch, batch_no: "900002", state: "fetched" },
        { ...batch, batch_no: "900003", state: "applied", error: "Inget svar" },
        { ...batch, batch_no: "900004", state: "acknowledged", error: "Redan kvitterad" },
      ])
      await sync.markBatchFailed(broken.id, "Databasen svarade inte")
      const found = async (filter: string) => {
        const { data } = await store.admin.get(`/admin/specter/batches?kind=stock&order=batch_no&${filter}`)
        return data.batches
          .filter(({ batch_no }: { batch_no: string }) => batch_no.startsWith("90000"))
          .map(({ batch_no, state }: Record<string, string>) => [batch_no.at(-1), state])
      }
      expect(await found("state=failed")).toEqual([["2", "failed"]])
      expect(await found("state=fetched")).toEqual([["1", "fetched"]])
      expect(await found("state[]=failed&state[]=applied")).toEqual([
        ["2", "failed"],
        ["3", "applied"],
      ])
      expect(await found("state=acknowledged")).toEqual([["4", "acknowledged"]])
      expect(await found("")).toHaveLength(4)
      const { data: one } = await store.admin.get(`/admin/specter/batches/${broken.id}`)
      expect(one.batch).toMatchObject({ state: "failed", error: "Databasen svarade inte" })
      expect(await sync.retrieveBatch(broken.id)).toMatchObject({ state: "fetched" })
    })
  })

  describe("wrong input", () => {
    it("gets 400 that names the field", async () => {
      const wrong: [method: "get" | "post", path: string, body: object | undefined, field: string][] = [
        ["post", "/admin/specter/exports", { type: "orders" }, "type"],
        ["post", "/admin/specter/exports", {}, "type"],
        ["post", "/admin/specter/exports", { type: "products", all: "yes" }, "all"],
        ["post", "/admin/specter/exports", { type: "products", force: true }, "force"],
        ["post", "/admin/specter/transfers/retry", {}, "ids"],
        ["post", "/admin/specter/transfers/retry", { ids: [] }, "ids"],
        ["post", "/admin/specter/transfers/retry", { ids: "strf_1" }, "ids"],
        ["post", "/admin/specter/transfers/retry", { kind: "orders" }, "kind"],
        ["post", "/admin/specter/transfers/retry", { state: "sent", when: "now" }, "when"],
        ["post", "/admin/specter/transfers/retry", { kind: "delivery", resolution: "in_specter" }, "ids"],
        ["post", "/admin/specter/orders/order_1/transfer", { resolution: "perhaps" }, "resolution"],
        [
          "post",
          "/admin/specter/orders/order_1/transfer",
          { specter_order_number: "" },
          "specter_order_number",
        ],
        ["get", "/admin/specter/transfers?kind=orders", undefined, "kind"],
        ["get", "/admin/specter/transfers?state=done", undefined, "state"],
        ["get", "/admin/specter/transfers?limit=many", undefined, "limit"],
      ]
      for (const [method, path, body, field] of wrong) {
        const { status, data } = await (method === "get"
          ? store.admin.get(path)
          : store.admin.post(path, body))
        expect([path, body, status, data.message]).toEqual([path, body, 400, expect.stringContaining(field)])
      }
    })

    it("that names what is not there gets 404 that names it too", async () => {
      const missing: [method: "get" | "post", path: string][] = [
        ["get", "/admin/specter/orders/order_1"],
        ["get", "/admin/specter/orders/order_1/preview"],
        ["post", "/admin/specter/orders/order_1/transfer"],
        ["get", "/admin/specter/runs/srun_1"],
      ]
      for (const [method, path] of missing) {
        const { status, data } = await store.admin[method](path)
        expect([path, status, data.message]).toEqual([path, 404, expect.stringContaining(path.split("/")[4])])
      }
    })
  })

  it("every route wants a user", async () => {
    const routes: [method: "get" | "post", path: string][] = [
      ["get", "/admin/specter/settings"],
      ["post", "/admin/specter/settings"],
      ["get", "/admin/specter/status"],
      ["post", "/admin/specter/connection"],
      ["post", "/admin/specter/exports"],
      ["get", "/admin/specter/runs/srun_1"],
      ["get", "/admin/specter/orders/order_1"],
      ["get", "/admin/specter/orders/order_1/preview"],
      ["post", "/admin/specter/orders/order_1/transfer"],
      ["get", "/admin/specter/transfers"],
      ["post", "/admin/specter/transfers"],
      ["post", "/admin/specter/transfers/retry"],
      ["get", "/admin/specter/exchanges"],
      ["get", "/admin/specter/stats"],
      ["get", "/admin/specter/batches"],
      ["get", "/admin/specter/products/prod_1"],
      ["get", "/admin/specter/customers/cus_1"],
      ["post", "/admin/specter/articles"],
    ]
    for (const [method, path] of routes) {
      const { status, data } = await store.api[method](path)
      expect([path, status, JSON.stringify(data)]).toEqual([
        path,
        401,
        expect.stringContaining("Unauthorized"),
      ])
    }
  })

  it("no answer holds a secret, whatever Specter says", async () => {
    // A Specter that tells the store its own secrets, in every way that it can fail.
    const gossip = `Nej: ${API_USER_KEY} ${INTEGRATION_KEY} ${encodeURIComponent(CALLBACK_SECRET)}`
    const answers: unknown[] = []
    const keep = async (asked: Promise<{ data: unknown }>) => {
      const { data } = await asked
      answers.push(data)
      return data as any
    }
    store.sandbox.fault("newArticleSubmit", { kind: "refuse", code: "42", message: gossip })
    const { variants } = await createProduct(store, { title: "Vara", variants: [{ sku: "HEMLIG" }] })
    const { id } = await transferIn(store, "rejected", variants[0].id)
    store.sandbox.fault("newOrderSubmit", { kind: "refuse", code: "42", message: gossip })
    const order = await placeOrder(store.api, store.shop, { items: [{ sku: "BOK-1", quantity: 1 }] })
    await transferIn(store, "rejected", order.id, "order")
    store.sandbox.fault("checkAccountSettings", { kind: "refuse", code: "42", message: gossip })
    expect(await keep(store.admin.post("/admin/specter/connection"))).toMatchObject({ ok: false })
    store.sandbox.fault("checkAccountSettings", { kind: "http-500" })
    await keep(store.admin.post("/admin/specter/connection"))
    await keep(store.admin.post("/admin/specter/connection"))
    await keep(store.admin.post("/admin/specter/transfers/retry", { ids: [id] }))
    const run = await startExport(store, { type: "products", all: true })
    await quiet(store)
    const exchanged = await eventually(async () => {
      const { data } = await store.admin.get("/admin/specter/exchanges?limit=200&action=newOrderSubmit")
      return data.exchanges.length > 0 && data.exchanges
    })
    expect(JSON.stringify(exchanged)).toContain("***")
    for (const path of [
      "settings",
      "status",
      "transfers?limit=200",
      "exchanges?limit=200",
      "stats",
      "batches",
      `runs/${run}`,
      `orders/${order.id}`,
      `orders/${order.id}/preview`,
      `products/${variants[0].product_id}`,
    ]) {
      await keep(store.admin.get(`/admin/specter/${path}`))
    }
    const everything = JSON.stringify(answers)
    expect(everything).toContain("Nej: *** *** ***")
    const keys = store.sandbox.calls.flatMap(({ query, body }) => [query.key, body.key].filter(Boolean))
    expect(keys.length).toBeGreaterThan(0)
    for (const secret of [
      API_USER_KEY,
      encodeURIComponent(API_USER_KEY),
      INTEGRATION_KEY,
      CALLBACK_SECRET,
      ...keys,
    ]) {
      expect(everything.includes(secret)).toBe(false)
    }
  })
})
