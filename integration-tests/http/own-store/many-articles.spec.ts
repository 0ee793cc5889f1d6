import { reconcileAll } from "../../../src/workflows/reconcile/reconcile-all"
import { actions, articleCalls } from "../../calls"
import { eventually } from "../../eventually"
import { transfers } from "../../ledger"
import { answered, changeVariant, createInventoryItem, createProduct } from "../../products"
import { quiet } from "../../quiet"
import { runEnded, runShown, startExport } from "../../runs"
import { describeStore } from "../../store"

const MANY = 250
const STAPLES = 6

describeStore(
  (store) => {
    const forget = () => (store.sandbox.calls.length = 0)
    const size = () => articleCalls(store).map((articles) => articles.length)
    const sentArticles = () => articleCalls(store).flatMap((articles) => articles)
    const manyProducts = () => [
      ...new Set([1, 101, 201].map((number) => store.shop.variants[`ART-${number}`].productId)),
    ]

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
        expect(
          [...store.sandbox.articles.values()].filter(({ name }) => name.startsWith("Ny titel"))
        ).toHaveLength(MANY)
        expect(sentArticles()).toHaveLength(MANY)
        expect(size().length).toBeLessThanOrEqual(6)
        expect(Math.max(...size())).toBeLessThanOrEqual(100)
      })
    })

    describe("an article that Specter refuses", () => {
      // Of 100 articles, and of each first half, down to the first article.
      const REFUSALS = 8

      async function oneRefused() {
        store.sandbox.fault(
          "newArticleSubmit",
          { kind: "refuse", code: "42", message: "Artikeln är spärrad" },
          REFUSALS
        )
        await runEnded(store, await startExport(store, { type: "products", all: true }))
        await quiet(store)
        const rejected = await transfers(store, "state=rejected")
        expect(rejected).toHaveLength(1)
        return rejected[0]
      }

      it("does not keep the 99 others from being sent, and is rejected with Specter's words", async () => {
        const refused = await oneRefused()
        expect(refused).toMatchObject({ words: "Artikeln är spärrad", reason: { code: "specter_refused" } })
        const accepted = store.sandbox.calls
          .filter(({ outcome }) => outcome === "done")
          .flatMap(({ body }) =>
            Object.entries(body).flatMap(([name, value]) => (name.startsWith("articleNo_") ? [value] : []))
          )
        expect(new Set(accepted).size).toBe(MANY + STAPLES - 1)
        expect(accepted).not.toContain(refused.specter_number)
      })

      it("is not sent again by the nightly run, but when it changes or by the button", async () => {
        const { id, subject_id, parent_id } = await oneRefused()
        forget()
        await reconcileAll(store.container)
        await quiet(store)
        expect(actions(store)).toEqual([])

        store.sandbox.fault("newArticleSubmit", {
          kind: "refuse",
          code: "42",
          message: "Fortfarande spärrad",
        })
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
        const id = await startExport(store, { type: "products", all: true })
        const midway = await eventually(async () => {
          const now = await runShown(store, id)
          return now.done > 0 && now
        })
        expect(midway).toMatchObject({ id, type: "products", state: "running", total: MANY + STAPLES + 1 })
        expect(midway.done).toBeLessThan(midway.total)
        store.sandbox.acceptDelay(0)
        const over = await runEnded(store, id)
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
        await runEnded(store, await startExport(store, { type: "products", all: true }))
        await quiet(store)
        expect(sentArticles()).toHaveLength(MANY + STAPLES)
        expect(new Set(sentArticles().map(({ articleNo }) => articleNo)).size).toBe(MANY + STAPLES)
        // The two lanes may take a part each of what is left after full calls.
        expect(size().filter((articles) => articles === 100)).toHaveLength(2)
        expect(size().length).toBeLessThanOrEqual(4)
        expect(sentArticles().filter((article) => "noItemsInStock" in article)).toEqual([])
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
        const over = await runEnded(store, await startExport(store, { type: "stock" }))
        expect(over).toMatchObject({
          total: MANY + STAPLES + 1,
          outcome: { sent: MANY + STAPLES + 1 },
          problems: [],
        })
        await quiet(store)
        expect(sentArticles()).toHaveLength(MANY + STAPLES + 1)
        // The two lanes may take a part each of what is left after full calls.
        expect(size().length).toBeLessThanOrEqual(4)
        const figures = new Map(
          sentArticles().map(({ articleNo, noItemsInStock }) => [articleNo, noItemsInStock])
        )
        expect(figures.size).toBe(MANY + STAPLES + 1)
        expect(figures.get("ART-1")).toBe("1000")
        expect(figures.get("TRÖJA-S")).toBe("240")
        expect(figures.get("SET-1")).toBe("4")
        expect(store.sandbox.stock("TRÖJA-S").onHand).toBe("240")
      })
    })
  },
  { variants: MANY }
)
