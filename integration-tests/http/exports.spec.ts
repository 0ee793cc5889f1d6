import specterReconcileDaily from "../../src/jobs/specter-reconcile-daily"
import specterReconcileOrders from "../../src/jobs/specter-reconcile-orders"
import { reconcileAll } from "../../src/workflows/reconcile/reconcile-all"
import specterTick from "../../src/jobs/specter-tick"
import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import { actions, articleCalls } from "../calls"
import { eventually } from "../eventually"
import { transfers, triedInVain } from "../ledger"
import { changeProduct, createProduct } from "../products"
import { quiet } from "../quiet"
import { runEnded, runShown, startExport } from "../runs"
import { describeStore } from "../store"

const VARIANTS = 6

describeStore((store) => {
  const sync = () => store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const forget = () => (store.sandbox.calls.length = 0)
  const sent = () => articleCalls(store).flatMap((articles) => articles.map(({ articleNo }) => articleNo))
  const skuById = () => new Map(Object.entries(store.shop.variants).map(([sku, { id }]) => [id, sku]))

  beforeEach(async () => {
    await quiet(store)
    forget()
  })

  describe("an export", () => {
    it("makes no call when nothing has changed since the last one", async () => {
      const ended = await runEnded(store, await startExport(store, { type: "products" }))
      expect(ended).toMatchObject({
        done: VARIANTS,
        total: VARIANTS,
        outcome: { sent: VARIANTS },
        problems: [],
      })
      await quiet(store)
      expect(actions(store)).toEqual([])
    })

    it("makes good a change and a creation whose events were lost", async () => {
      const [changed, created] = ["TRÖJA-S", "BOK-1"].map((sku) => store.shop.variants[sku].id)
      await sync().updateTransfers({ selector: { subject_id: changed }, data: { sent_hash: "an older one" } })
      await sync().dropTransfer("article", created)
      await runEnded(store, await startExport(store, { type: "products" }))
      await quiet(store)
      expect(sent().sort()).toEqual(["BOK-1", "TRÖJA-S"])
    })

    it("is one run, however often it is started", async () => {
      store.sandbox.acceptDelay(300)
      const first = await startExport(store, { type: "products", all: true })
      const { status, data } = await store.admin.post("/admin/specter/exports", {
        type: "products",
        all: true,
      })
      expect([status, data.run]).toMatchObject([202, { id: first, already_running: true, type: "products" }])
      const other = await startExport(store, { type: "stock" })
      expect(other).not.toBe(first)
      await runEnded(store, first)
      await runEnded(store, other)
      store.sandbox.acceptDelay(0)
      expect(await startExport(store, { type: "products", all: true })).not.toBe(first)
    })

    it("does not call what another export has asked for since nothing new", async () => {
      store.sandbox.fault("newArticleSubmit", { kind: "slow", ms: 2_000 })
      const first = await startExport(store, { type: "products", all: true })
      await eventually(() => sent().length > 0)
      const second = await runEnded(store, await startExport(store, { type: "stock" }))
      expect(second).toMatchObject({ done: second.total, outcome: { sent: second.total } })
      expect(await runEnded(store, first)).toMatchObject({ done: VARIANTS, outcome: { anew: second.total } })
    })

    it("is one run when several begin it at the same time", async () => {
      const ids = await Promise.all([1, 2, 3, 4, 5].map(() => startExport(store, { type: "products" })))
      expect(new Set(ids).size).toBe(1)
      await runEnded(store, ids[0])
    })

    it("goes on behind the last page after a restart, and misses nothing", async () => {
      const ids = [...skuById().keys()].sort()
      const run = await sync().createRuns({
        type: "products",
        forced: true,
        asked: 2,
        total: ids.length,
        cursor: ids[1],
        planned: false,
        lease_token: "a process that is gone",
        lease_until: new Date(Date.now() - 1000),
      })
      await specterTick(store.container)
      const ended = await runEnded(store, run.id)
      await quiet(store)
      expect(sent().sort()).toEqual(
        ids
          .slice(2)
          .map((id) => skuById().get(id))
          .sort()
      )
      expect(ended).toMatchObject({ state: "done", done: ids.length, total: ids.length })
    })

    it("holds up none of the clock's jobs: the store asks for changes while Specter takes in the articles", async () => {
      await sync().updateTurns({ selector: {}, data: { last_pulled_at: new Date(0) } })
      store.sandbox.fault("newArticleSubmit", { kind: "slow", ms: 5_000 })
      const id = await startExport(store, { type: "products", all: true })
      await eventually(() => sent().length > 0)
      await specterTick(store.container)
      await specterReconcileOrders(store.container)
      expect(store.sandbox.calls.map(({ action }) => action)).toContain("getArticleExternalNeedUpdate")
      expect(await runShown(store, id)).toMatchObject({ state: "running", done: 0 })
      expect(await runEnded(store, id)).toMatchObject({ done: VARIANTS, outcome: { sent: VARIANTS } })
    })

    it("is left alone while another process is at it", async () => {
      await sync().createRuns({
        type: "products",
        forced: true,
        lease_token: "another process",
        lease_until: new Date(Date.now() + 60_000),
      })
      await specterTick(store.container)
      await quiet(store)
      expect(actions(store)).toEqual([])
    })

    it("waits while sending is paused, and ends once Specter answers again", async () => {
      await sync().pauseForAccount("Prov")
      const id = await startExport(store, { type: "products", all: true })
      await sync().listRuns({ id, planned: true })
      expect(await runShown(store, id)).toMatchObject({ state: "running", done: 0 })
      expect(actions(store)).toEqual([])
      await store.admin.post("/admin/specter/connection")
      await quiet(store)
      await specterTick(store.container)
      expect(await runShown(store, id)).toMatchObject({
        state: "done",
        done: VARIANTS,
        outcome: { sent: VARIANTS },
      })
    })

    it("is over when all that is left has failed for long, and the next one sends what it would have held up", async () => {
      const { id: stuck } = store.shop.variants["TRÖJA-S"]
      await sync().updateTransfers({ selector: { subject_id: stuck }, data: { sent_hash: "an older one" } })
      store.sandbox.fault("newArticleSubmit", { kind: "http-500" })
      const first = await startExport(store, { type: "products" })
      await triedInVain(store, stuck)
      await specterTick(store.container)
      expect(await runShown(store, first)).toMatchObject({
        state: "running",
        done: VARIANTS - 1,
        problems: [],
      })

      const aWhileAgo = new Date(Date.now() - 11 * 60_000)
      await sync().updateTransfers({ selector: { subject_id: stuck }, data: { first_failed_at: aWhileAgo } })
      await specterTick(store.container)
      expect(await runShown(store, first)).toMatchObject({
        state: "done",
        done: VARIANTS,
        outcome: { sent: VARIANTS - 1, again: 1 },
        problems: [{ subject_id: stuck, reason: { code: "specter_unknown_outcome" } }],
      })
      forget()
      await sync().dropTransfer("article", store.shop.variants["BOK-1"].id)
      expect(await runEnded(store, await startExport(store, { type: "products" }))).toMatchObject({
        outcome: { sent: VARIANTS - 1, again: 1 },
      })
      expect(sent()).toEqual(["BOK-1"])
    })

    it("of stock sends the figures anew each time: Specter may have other ones", async () => {
      await runEnded(store, await startExport(store, { type: "stock" }))
      // The store has asked for stock by then, and does not ask again while the test runs.
      await specterTick(store.container)
      store.sandbox.setStock("TRÖJA-S", 1)
      await runEnded(store, await startExport(store, { type: "stock" }))
      expect(store.sandbox.stock("TRÖJA-S").onHand).toBe("240")
    })

    it("is not known by an id that was never given", async () => {
      const { status, data } = await store.admin.get("/admin/specter/runs/srun_finns_inte")
      expect(status).toBe(404)
      expect(data.message).toContain("srun_finns_inte")
    })
  })

  describe("the nightly run", () => {
    it("makes no call when Specter has heard of everything", async () => {
      await changeProduct(store, store.shop.productIds[0], { title: "Ändrad" })
      await quiet(store)
      forget()
      await reconcileAll(store.container)
      await quiet(store)
      expect(actions(store)).toEqual([])
    })

    it("holds up none of the clock's other jobs while Specter takes it in", async () => {
      await sync().dropTransfer("article", store.shop.variants["BOK-1"].id)
      store.sandbox.fault("newArticleSubmit", { kind: "slow", ms: 3_000 })
      const begun = Date.now()
      await specterReconcileDaily(store.container)
      expect(Date.now() - begun).toBeLessThan(2_000)
      await eventually(
        async () => (await transfers(store, "state=sent&kind=article")).length === VARIANTS,
        30
      )
      await quiet(store)
      expect(sent()).toEqual(["BOK-1"])
    })

    it("sends what events were lost for", async () => {
      await sync().dropTransfer("article", store.shop.variants["BOK-1"].id)
      await reconcileAll(store.container)
      await quiet(store)
      expect(sent()).toEqual(["BOK-1"])
    })

    it("leaves a new article alone that Specter has refused", async () => {
      store.sandbox.fault("newArticleSubmit", { kind: "refuse", code: "42", message: "Nej" })
      await createProduct(store, { title: "Ny", variants: [{ sku: "NEKAD-1" }] })
      await quiet(store)
      expect(await transfers(store, "state=rejected")).toMatchObject([{ words: "Nej" }])
      forget()
      await reconcileAll(store.container)
      await quiet(store)
      expect(actions(store)).toEqual([])
      const refused = [{ words: "Nej", reason: { code: "specter_refused" } }]
      expect(await transfers(store, "state=rejected")).toMatchObject(refused)
    })
  })
})
