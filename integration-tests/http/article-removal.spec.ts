import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import { reconcileAll } from "../../src/workflows/reconcile/reconcile-all"
import type { Settlement } from "../../src/modules/specter-sync/settlement"
import { followUp } from "../../src/workflows/push/follow-up"
import { actions, articleCalls, forms } from "../calls"
import { registerShopper } from "../customers-of-store"
import { dueNow } from "../due-now"
import { eventually } from "../eventually"
import { transferIn, transfers, triedInVain } from "../ledger"
import {
  answered,
  changeVariant,
  createProduct,
  inventoryItemOf,
  type NewVariant,
  stockUp,
} from "../products"
import { quiet } from "../quiet"
import { choose } from "../settings"
import { inSilence } from "../silence"
import { describeStore } from "../store"

describeStore((store) => {
  const article = (articleNo: string) => store.sandbox.articles.get(articleNo)
  const sync = () => store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)

  async function sold(
    variants: NewVariant[] = [
      { title: "Röd", sku: "BORT-RÖD" },
      { title: "Blå", sku: "BORT-BLÅ" },
    ]
  ) {
    const product = await createProduct(store, { title: "Mössa", variants })
    for (const { id } of product.variants) {
      await transferIn(store, "sent", id)
    }
    await quiet(store)
    store.sandbox.calls.length = 0
    const bySku = new Map<string, string>(product.variants.map((variant: any) => [variant.sku, variant.id]))
    return { id: product.id as string, bySku }
  }

  async function remove(path: string) {
    const { status, data } = await store.admin.delete(path)
    answered(status, data)
  }

  const removal = (state: string, variantId = "") => transferIn(store, state, variantId, "article_removal")

  describe("with removal switched on", () => {
    it("a deleted variant's article is removed, and its siblings stay", async () => {
      const { id, bySku } = await sold()
      await remove(`/admin/products/${id}/variants/${bySku.get("BORT-RÖD")}`)
      await eventually(() => !article("BORT-RÖD"))
      expect(article("BORT-BLÅ")).toBeDefined()
      expect(await removal("sent", bySku.get("BORT-RÖD"))).toMatchObject({
        label: "BORT-RÖD",
        specter_number: "BORT-RÖD",
        reason: null,
      })
      await quiet(store)
      expect(actions(store)).toEqual(["removeArticleSubmit"])
    })

    it("a deleted product's articles are removed, each of them once", async () => {
      const { id, bySku } = await sold()
      await remove(`/admin/products/${id}`)
      await eventually(() => !article("BORT-RÖD") && !article("BORT-BLÅ"))
      await quiet(store)
      expect(
        forms(store, "removeArticleSubmit")
          .map(({ articleNo }) => articleNo)
          .sort()
      ).toEqual(["BORT-BLÅ", "BORT-RÖD"])
      for (const variantId of bySku.values()) {
        expect(await removal("sent", variantId)).toMatchObject({ parent_id: id })
      }
    })

    it("nothing is removed for a variant that Specter never had", async () => {
      const product = await createProduct(store, { title: "Sak", variants: [{ sku: "ALDRIG", price: null }] })
      const [{ id }] = product.variants
      await transferIn(store, "rejected", id)
      await remove(`/admin/products/${product.id}`)
      expect(await removal("skipped", id)).toMatchObject({ reason: { code: "never_in_specter" } })
      expect(await transferIn(store, "skipped", id, "article")).toMatchObject({
        reason: { code: "subject_missing" },
      })
      await quiet(store)
      expect(await removal("skipped", id)).toMatchObject({ reason: { code: "never_in_specter" } })
      expect(forms(store, "removeArticleSubmit")).toEqual([])
    })

    it("nobody is to do anything about what Specter never had and was deleted without an event", async () => {
      const product = await createProduct(store, { title: "Sak", variants: [{ sku: "ALDRIG", price: null }] })
      const [{ id }] = product.variants
      await transferIn(store, "rejected", id)
      const customer = await registerShopper(store, { email: "namnlos@example.se" })
      await transferIn(store, "rejected", customer.id)
      await inSilence(store, () => remove(`/admin/products/${product.id}`))
      await inSilence(store, () => remove(`/admin/customers/${customer.id}`))
      await reconcileAll(store.container)
      for (const kind of ["article", "customer"]) {
        expect(await transfers(store, `kind=${kind}&state=skipped`)).toMatchObject([
          { reason: { code: "subject_missing" } },
        ])
      }
      expect(await transfers(store, "state=rejected")).toEqual([])
      expect(actions(store)).toEqual([])
    })

    it("an article whose call was carried out and never answered is removed with its variant", async () => {
      store.sandbox.fault("newArticleSubmit", { kind: "carry-out-and-drop" })
      const product = await createProduct(store, { title: "Sak", variants: [{ sku: "OBESVARAD" }] })
      const [{ id }] = product.variants
      await triedInVain(store, id)
      expect(article("OBESVARAD")).toBeDefined()
      await remove(`/admin/products/${product.id}`)
      expect(await removal("sent", id)).toMatchObject({ label: "OBESVARAD" })
      await dueNow(store)
      await quiet(store)
      expect(article("OBESVARAD")).toBeUndefined()
      expect(actions(store)).toEqual(["newArticleSubmit", "removeArticleSubmit"])
    })

    it("that an article without an answer never got to Specter is no error when its variant is deleted", async () => {
      store.sandbox.fault("newArticleSubmit", { kind: "http-500" })
      const product = await createProduct(store, { title: "Sak", variants: [{ sku: "OBESVARAD" }] })
      const [{ id }] = product.variants
      await triedInVain(store, id)
      await remove(`/admin/products/${product.id}`)
      await removal("skipped", id)
      await dueNow(store)
      // The article's own retry finds that the variant is gone, and asks for the removal once more.
      await dueNow(store)
      await quiet(store)
      expect(await removal("skipped", id)).toMatchObject({ reason: { code: "never_in_specter" } })
      expect(await transfers(store, "state=rejected")).toEqual([])
    })

    it("an article that another process sends while its variant is deleted is removed right after that", async () => {
      const { id, bySku } = await sold()
      const variantId = bySku.get("BORT-RÖD") as string
      await sync().ask("article", [{ id: variantId }], { by: "button" })
      const [transfer] = await sync().claimThese("article", [variantId])
      await remove(`/admin/products/${id}/variants/${variantId}`)
      expect(await triedInVain(store, variantId, "article_removal")).toMatchObject({
        reason: { code: "article_is_being_sent" },
      })
      expect(actions(store)).toEqual([])
      const settlement: Settlement = { state: "sent", hash: "as it was", number: "BORT-RÖD" }
      await sync().settle([{ transfer, settlement }])
      await followUp(store.container, [{ transfer, settlement }])
      await removal("sent", variantId)
      expect(article("BORT-RÖD")).toBeUndefined()
    })

    it("an article that turns out to be in Specter after all is removed by the nightly run", async () => {
      const { id, bySku } = await sold()
      const variantId = bySku.get("BORT-RÖD") as string
      await sync().dropReference("article", variantId)
      await sync().dropTransfer("article", variantId)
      await remove(`/admin/products/${id}/variants/${variantId}`)
      await removal("skipped", variantId)
      await sync().putReferences([{ kind: "article", store_id: variantId, number: "BORT-RÖD" }])
      await reconcileAll(store.container)
      expect(article("BORT-RÖD")).toBeUndefined()
      expect(await removal("sent", variantId)).toMatchObject({ reason: null })
    })

    it("the article under the SKU that the deleted variant had last is removed, and the older one is left", async () => {
      const { id, bySku } = await sold()
      const variantId = bySku.get("BORT-RÖD") as string
      await changeVariant(store, id, variantId, { sku: "BORT-NY" })
      await eventually(() => article("BORT-NY"))
      await remove(`/admin/products/${id}/variants/${variantId}`)
      await eventually(() => !article("BORT-NY"))
      await quiet(store)
      expect(article("BORT-RÖD")).toBeDefined()
    })

    it("a product that is deleted and made again with the same SKU before Specter heard of it keeps its article", async () => {
      const { id, bySku } = await sold()
      store.sandbox.setStock("BORT-RÖD", 17)
      await sync().pauseForAccount("Prov")
      await remove(`/admin/products/${id}`)
      const again = await createProduct(store, {
        title: "Mössa igen",
        variants: [{ title: "Röd", sku: "BORT-RÖD" }],
      })
      await transferIn(store, "waiting", again.variants[0].id)
      expect((await store.admin.post("/admin/specter/connection")).data).toMatchObject({ ok: true })
      await eventually(() => article("BORT-RÖD")?.name === "Mössa igen, Röd")
      expect(await removal("skipped", bySku.get("BORT-RÖD"))).toMatchObject({
        reason: { code: "article_number_in_use", data: { article_no: "BORT-RÖD" } },
      })
      await eventually(() => !article("BORT-BLÅ"))
      expect(forms(store, "removeArticleSubmit").map(({ articleNo }) => articleNo)).toEqual(["BORT-BLÅ"])
    })

    it("a product that is made again before Specter heard of it keeps its article, whatever Specter made of its SKU", async () => {
      const { id, bySku } = await sold([{ title: "Röd", sku: "BORT–RÖD" }])
      expect(article("BORT-RÖD")).toBeDefined()
      await sync().pauseForAccount("Prov")
      await remove(`/admin/products/${id}`)
      await createProduct(store, { title: "Mössa igen", variants: [{ title: "Röd", sku: "BORT–RÖD" }] })
      await removal("waiting", bySku.get("BORT–RÖD"))
      expect((await store.admin.post("/admin/specter/connection")).data).toMatchObject({ ok: true })
      await eventually(() => article("BORT-RÖD")?.name === "Mössa igen, Röd")
      expect(await removal("skipped", bySku.get("BORT–RÖD"))).toMatchObject({
        reason: { code: "article_number_in_use", data: { article_no: "BORT-RÖD" } },
      })
      expect(forms(store, "removeArticleSubmit")).toEqual([])
    })

    it.each(["BORT-ÅTER  1", "Bort–Åter 1"])(
      "a product that was made anew with the SKU %s keeps its article",
      async (sku) => {
        const { id, bySku } = await sold([{ title: "Röd", sku: "bort-åter 1" }])
        const again = await createProduct(store, { title: "Mössa igen", variants: [{ title: "Röd", sku }] })
        await transferIn(store, "sent", again.variants[0].id)
        await remove(`/admin/products/${id}`)
        expect(await removal("skipped", bySku.get("bort-åter 1"))).toMatchObject({
          reason: { code: "article_number_in_use" },
        })
        expect(forms(store, "removeArticleSubmit")).toEqual([])
      }
    )

    it("the article that orders name for the freight stays", async () => {
      const { id, bySku } = await sold([{ title: "Frakt", sku: "Frakt" }])
      await remove(`/admin/products/${id}`)
      expect(await removal("skipped", bySku.get("Frakt"))).toMatchObject({
        reason: { code: "article_of_order_rows", data: { article_no: "Frakt" } },
      })
      expect(forms(store, "removeArticleSubmit")).toEqual([])
    })

    it("a variant that is deleted and made again is sent anew, with its stock", async () => {
      const { id, bySku } = await sold()
      await remove(`/admin/products/${id}/variants/${bySku.get("BORT-RÖD")}`)
      await eventually(() => !article("BORT-RÖD"))
      const again = await createProduct(store, {
        title: "Mössa igen",
        variants: [{ title: "Röd", sku: "BORT-RÖD", price: null, manage_inventory: true }],
      })
      const [variant] = again.variants
      await stockUp(store, await inventoryItemOf(store, again.id, variant.id), [3, 4])
      await changeVariant(store, again.id, variant.id, { prices: [{ currency_code: "sek", amount: 100 }] })
      await transferIn(store, "sent", variant.id)
      expect(articleCalls(store).flat().at(-1)).toMatchObject({ articleNo: "BORT-RÖD", noItemsInStock: "7" })
      expect(store.sandbox.stock("BORT-RÖD").onHand).toBe("7")
    })

    it("a refused removal shows Specter's words and the option that names the action", async () => {
      const { id, bySku } = await sold()
      store.sandbox.fault("removeArticleSubmit", { kind: "refuse", code: "10", message: "Okänd åtgärd" })
      await remove(`/admin/products/${id}/variants/${bySku.get("BORT-BLÅ")}`)
      const shown = await removal("rejected", bySku.get("BORT-BLÅ"))
      expect(shown).toMatchObject({
        label: "BORT-BLÅ",
        words: "Okänd åtgärd",
        reason: { code: "removal_refused" },
      })
      expect(shown.reason.todo).toContain('set wireNames["actions.removeArticle"] in the plugin\'s options')
      await store.admin.post("/admin/specter/transfers/retry", { ids: [shown.id] })
      await eventually(() => !article("BORT-BLÅ"))
    })

    it("a deletion whose event was lost is made good by the nightly run", async () => {
      const { id, bySku } = await sold()
      await inSilence(store, () => remove(`/admin/products/${id}`))
      await quiet(store)
      expect(article("BORT-RÖD")).toBeDefined()
      await reconcileAll(store.container)
      expect(article("BORT-RÖD") ?? article("BORT-BLÅ")).toBeUndefined()
      for (const [sku, variantId] of bySku) {
        expect(await removal("sent", variantId)).toMatchObject({ specter_number: sku })
      }
      store.sandbox.calls.length = 0
      await reconcileAll(store.container)
      expect(actions(store)).toEqual([])
    })
  })

  describe("with removal switched off", () => {
    it("a deleted product's articles stay, and their rows say so", async () => {
      await choose(store, { delete_from_specter: false })
      const { id, bySku } = await sold()
      await remove(`/admin/products/${id}`)
      for (const [sku, variantId] of bySku) {
        expect(await removal("skipped", variantId)).toMatchObject({
          label: sku,
          reason: { code: "removal_switched_off", text: expect.stringContaining("stays in Specter") },
        })
      }
      await quiet(store)
      expect(actions(store)).toEqual([])
      expect(article("BORT-RÖD")).toBeDefined()
    })

    it("a product that is deleted and made again with the same SKU keeps its article and Specter's stock of it", async () => {
      await choose(store, { delete_from_specter: false })
      const { id, bySku } = await sold([{ title: "Röd", sku: "BORT-RÖD", manage_inventory: true }])
      store.sandbox.setStock("BORT-RÖD", 17)
      await remove(`/admin/products/${id}`)
      await removal("skipped", bySku.get("BORT-RÖD"))
      await createProduct(store, {
        title: "Mössa två",
        variants: [{ title: "Röd", sku: "BORT-RÖD", manage_inventory: true }],
      })
      await eventually(() => article("BORT-RÖD")?.name === "Mössa två, Röd")
      expect(store.sandbox.stock("BORT-RÖD").onHand).toBe("17")
    })
  })
})
