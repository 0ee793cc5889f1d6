import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import specterReconcileDaily from "../../src/jobs/specter-reconcile-daily"
import specterTick from "../../src/jobs/specter-tick"
import { actions, articleCalls } from "../calls"
import { eventually } from "../eventually"
import { transfers } from "../ledger"
import { answered, changeProduct, changeVariant, createInventoryItem, createProduct } from "../products"
import { quiet } from "../quiet"
import { describeStore } from "../store"

const MANY = 250
const STAPLES = 6

describeStore(
  (store) => {
    const forget = () => (store.sandbox.calls.length = 0)
    const sync = () => store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    const size = () => articleCalls(store).map((articles) => articles.length)
    const sentArticles = () => articleCalls(store).flatMap((articles) => articles)
    const manyProducts = () => [...new Set([1, 101, 201].map((number) => store.shop.variants[`ART-${number}`].productId))]

    async function start(body: object): Promise<string> {
      const { status, data } = await store.admin.post("/admin/specter/exports", body)
      expect(status).toBe(202)
      return data.run.id
    }

    async function run(id: string): Promise<any> {
      const { status, data } = await store.admin.get(`/admin/specter/runs/${id}`)
      return answered(status, data).run
    }

    const finished = (id: string) =>
      eventually(async () => {
        const now = await run(id)
        return now.state === "done" && now
      }, 30)

    beforeEach(async () => {
      await quiet(store)
      forget()
    })

    describe("many articles that change at once", () => {
      it("travel together, at most 100 in a call", async () => {
        const { status, data } = await store.admin.post("/admin/products/batch", {
          update: manyProducts().map((id) => ({ id, title: `Ny titel för ${id}` })),
        })
        answered(status, data)
        await eventually(() => store.sandbox.articles.get("ART-250")?.name.startsWith("Ny titel"), 30)
        await quiet(store)
        expect([...store.sandbox.articles.values()].filter(({ name }) => name.startsWith("Ny titel"))).toHaveLength(MANY)
        expect(sentArticles()).toHaveLength(MANY)
        expect(size().length).toBeLessThanOrEqual(6)
        expect(Math.max(...size())).toBeLessThanOrEqual(100)
      })
    })

    describe("an article that Specter refuses", () => {
      // Of 100 articles, and of each first half, down to the first article.
      const REFUSALS = 8

      async function oneRefused() {
        store.sandbox.fault("newArticleSubmit", { kind: "refuse", code: "42", message: "Artikeln är spärrad" }, REFUSALS)
        await finished(await start({ type: "products", all: true }))
        await quiet(store)
        const rejected = await transfers(store, "state=rejected")
        expect(rejected).toHaveLength(1)
        return rejected[0]
      }

      it("does not keep the 99 others from being sent, and is rejected with Specter's words", async () => {
        const refused = await oneRefused()
        expect(refused).toMatchObject({ words: "Artikeln är spärrad", reason: { code: "specter_refused" } })
        const accepted = store.sandbox.calls.filter(({ outcome }) => outcome === "done").flatMap(({ body }) =>
          Object.entries(body).flatMap(([name, value]) => (name.startsWith("articleNo_") ? [value] : []))
        )
        expect(new Set(accepted).size).toBe(MANY + STAPLES - 1)
        expect(accepted).not.toContain(refused.specter_number)
      })

      it("is not sent again by the nightly run, but when it changes or by the button", async () => {
        const { id, subject_id, parent_id } = await oneRefused()
        forget()
        await specterReconcileDaily(store.container)
        await quiet(store)
        expect(actions(store)).toEqual([])

        store.sandbox.fault("newArticleSubmit", { kind: "refuse", code: "42", message: "Fortfarande spärrad" })
        await store.admin.post("/admin/specter/transfers/retry", { ids: [id] })
        await quiet(store)
        expect(actions(store)).toEqual(["newArticleSubmit"])
        expect(await transfers(store, "state=rejected")).toMatchObject([{ id, words: "Fortfarande spärrad" }])

        forget()
        await changeVariant(store, parent_id, subject_id, { weight: 777 })
        await eventually(async () => !(await transfers(store, "state=rejected")).length)
        await quiet(store)
        expect(size()).toEqual([1])
        expect(sentArticles()[0]).toMatchObject({ productWeight: "0.777" })
      })

      it("is not sent again by the nightly run while Specter has never had it, either", async () => {
        store.sandbox.fault("newArticleSubmit", { kind: "refuse", code: "42", message: "Nej" })
        await createProduct(store, { title: "Ny", variants: [{ sku: "NEKAD-1" }] })
        await quiet(store)
        expect(await transfers(store, "state=rejected")).toMatchObject([{ words: "Nej" }])
        forget()
        await specterReconcileDaily(store.container)
        await quiet(store)
        expect(actions(store)).toEqual([])
        expect(await transfers(store, "state=rejected")).toMatchObject([{ words: "Nej", reason: { code: "specter_refused" } }])
      })
    })

    describe("an export of products", () => {
      it("tells how far it has come, and what became of everything", async () => {
        const { id: problemId } = await createProduct(store, {
          title: "Ofärdig",
          variants: [{ title: "A", sku: "OFÄRDIG", price: null }],
        })
        await quiet(store)
        forget()
        store.sandbox.acceptDelay(300)
        const id = await start({ type: "products", all: true })
        const midway = await eventually(async () => {
          const now = await run(id)
          return now.done > 0 && now
        })
        expect(midway).toMatchObject({ id, type: "products", state: "running", total: MANY + STAPLES + 1 })
        expect(midway.done).toBeLessThan(midway.total)
        const over = await finished(id)
        expect(over).toMatchObject({
          state: "done",
          done: MANY + STAPLES + 1,
          total: MANY + STAPLES + 1,
          outcome: { sent: MANY + STAPLES, rejected: 1 },
          error: null,
        })
        expect(over.finished_at).not.toBeNull()
        expect(over.problems).toMatchObject([
          { parent_id: problemId, state: "rejected", reason: { code: "variant_without_price" } },
        ])
      })

      it("sends everything in as many calls as it takes hundreds, when all is asked for", async () => {
        await finished(await start({ type: "products", all: true }))
        await quiet(store)
        expect(size().sort()).toEqual([100, 100, MANY + STAPLES - 200].sort())
        expect(sentArticles().filter((article) => "noItemsInStock" in article)).toEqual([])
      })

      it("makes no call when nothing has changed since the last one", async () => {
        const over = await finished(await start({ type: "products" }))
        expect(over).toMatchObject({ done: MANY + STAPLES, total: MANY + STAPLES, outcome: { sent: MANY + STAPLES } })
        await quiet(store)
        expect(actions(store)).toEqual([])
      })

      it("makes good a change whose event was lost", async () => {
        await sync().updateTransfers({ selector: { subject_id: store.shop.variants["ART-7"].id }, data: { sent_hash: "annan" } })
        await sync().deleteTransfers(
          (await sync().listTransfers({ subject_id: store.shop.variants["ART-8"].id })).map(({ id }) => id)
        )
        await finished(await start({ type: "products" }))
        await quiet(store)
        expect(sentArticles().map(({ articleNo }) => articleNo).sort()).toEqual(["ART-7", "ART-8"])
      })

      it("is one run, however often it is started", async () => {
        store.sandbox.acceptDelay(200)
        const first = await start({ type: "products", all: true })
        const { status, data } = await store.admin.post("/admin/specter/exports", { type: "products", all: true })
        expect([status, data.run]).toMatchObject([202, { id: first, already_running: true, type: "products" }])
        const [other, same] = await Promise.all([start({ type: "stock" }), start({ type: "products" })])
        expect(same).toBe(first)
        expect(other).not.toBe(first)
        await finished(first)
        await finished(other)
        expect(await start({ type: "products" })).not.toBe(first)
      })

      it("is one run when it is started twice at the same time", async () => {
        const ids = await Promise.all([1, 2, 3, 4, 5].map(() => start({ type: "products" })))
        expect(new Set(ids).size).toBe(1)
        await finished(ids[0])
      })

      it("goes on behind the last page after a restart, and misses nothing", async () => {
        const ids = Object.values(store.shop.variants).map(({ id }) => id).sort()
        const behind = ids.slice(200)
        await sync().createRuns({
          type: "products",
          forced: true,
          asked: 200,
          total: ids.length,
          cursor: ids[199],
          planned: false,
          lease_token: "den-döda-processen",
          lease_until: new Date(Date.now() - 1000),
        })
        await specterTick(store.container)
        await quiet(store)
        const skuById = new Map(Object.entries(store.shop.variants).map(([sku, { id }]) => [id, sku]))
        const asked = behind.map((id) => skuById.get(id))
        expect(sentArticles().map(({ articleNo }) => articleNo).sort()).toEqual(asked.sort())
        const [row] = await sync().listRuns({ type: "products" })
        expect(await run(row.id)).toMatchObject({ state: "done", done: ids.length, total: ids.length })
      })

      it("leaves a run alone that another process is working on", async () => {
        await sync().createRuns({
          type: "products",
          forced: true,
          lease_token: "en-annan-process",
          lease_until: new Date(Date.now() + 60_000),
        })
        await specterTick(store.container)
        await quiet(store)
        expect(actions(store)).toEqual([])
      })
    })

    describe("an export of stock", () => {
      it("sends the figure of every variant whose stock is kept, and of no other", async () => {
        await createProduct(store, {
          title: "Presentkort",
          variants: [{ sku: "KORT-1", manage_inventory: false }],
        })
        const part = await createInventoryItem(store, "DEL-1", [9])
        await createProduct(store, {
          title: "Set",
          variants: [
            {
              sku: "SET-1",
              manage_inventory: true,
              inventory_items: [{ inventory_item_id: part, required_quantity: 2 }],
            },
          ],
        })
        await quiet(store)
        forget()
        const over = await finished(await start({ type: "stock" }))
        expect(over).toMatchObject({ total: MANY + STAPLES + 1, outcome: { sent: MANY + STAPLES + 1 }, problems: [] })
        await quiet(store)
        expect(size().length).toBe(3)
        const figures = new Map(sentArticles().map(({ articleNo, noItemsInStock }) => [articleNo, noItemsInStock]))
        expect(figures.size).toBe(MANY + STAPLES + 1)
        expect(figures.get("ART-1")).toBe("1000")
        expect(figures.get("TRÖJA-S")).toBe("240")
        expect(figures.get("SET-1")).toBe("4")
        expect(store.sandbox.stock("TRÖJA-S").onHand).toBe("240")
      })

      it("sends the figures anew each time: Specter may have other ones", async () => {
        await finished(await start({ type: "stock" }))
        store.sandbox.setStock("TRÖJA-S", 1)
        forget()
        await finished(await start({ type: "stock" }))
        await quiet(store)
        expect(store.sandbox.stock("TRÖJA-S").onHand).toBe("240")
      })
    })

    describe("the nightly run", () => {
      it("sends what an event was lost for, and nothing else", async () => {
        await changeProduct(store, manyProducts()[0], { title: "Alla ändrade" })
        await quiet(store)
        forget()
        await specterReconcileDaily(store.container)
        await quiet(store)
        expect(actions(store)).toEqual([])
      })
    })

    it("knows no run with an id that it never gave", async () => {
      const { status, data } = await store.admin.get("/admin/specter/runs/srun_finns_inte")
      expect(status).toBe(404)
      expect(data.message).toContain("srun_finns_inte")
    })
  },
  { variants: MANY }
)
