import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createPriceListsWorkflow } from "@medusajs/medusa/core-flows"
import { reconcileAll } from "../../../src/workflows/reconcile/reconcile-all"
import specterTick from "../../../src/jobs/specter-tick"
import { SPECTER_MODULE } from "../../../src/modules/specter"
import { parseArticles } from "../../../src/modules/specter/client"
import type SpecterModuleService from "../../../src/modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../../src/modules/specter-sync/service"
import { applyArticles } from "../../../src/workflows/pull/apply-articles"
import { importArticlesWorkflow } from "../../../src/workflows/pull/import-articles"
import { startRunWorkflow } from "../../../src/workflows/runs/start-run"
import { breakOff } from "../../broken-off"
import { actions } from "../../calls"
import { eventually } from "../../eventually"
import { placeOrder } from "../../place-order"
import { pull } from "../../pull"
import {
  answered,
  changeProduct,
  changeVariant,
  createInventoryItem,
  createProduct,
  inventoryItemOf,
} from "../../products"
import { quiet } from "../../quiet"
import { runEnded, startExport } from "../../runs"
import { choose } from "../../settings"
import { inSilence } from "../../silence"
import { describeStore } from "../../store"
import { untilSomeoneWaits } from "../../waits-for-a-lock"

const LIMIT = 20

describeStore(
  (store) => {
    const sync = () => store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    const inSpecter = (articleNo: string, change: object = {}) =>
      store.sandbox.upsertArticle({ articleNo, ...change })
    const pullArticles = () => pull(store, "articles")
    const apply = (articles: string, { isRepeat = false } = {}) =>
      applyArticles(store.container, `<root><articles>${articles}</articles></root>`, {
        askedAt: new Date(),
        isRepeat,
        isLastTry: false,
        hold: async () => {},
        progress: async () => {},
        wantStock: () => {},
      })

    async function variant(sku: string): Promise<any> {
      const query = store.container.resolve(ContainerRegistrationKeys.QUERY)
      const { data } = await query.graph({
        entity: "product_variant",
        fields: [
          "*",
          "product.*",
          "product.categories.*",
          "product.sales_channels.id",
          "product.shipping_profile.id",
          "price_set.prices.*",
          "inventory_items.inventory.sku",
          "inventory_items.inventory.location_levels.stocked_quantity",
        ],
        filters: { sku },
      })
      return data[0]
    }
    const prices = async (sku: string): Promise<[string, number][]> =>
      ((await variant(sku)).price_set.prices as any[])
        .map(({ currency_code, amount }): [string, number] => [currency_code, Number(amount)])
        .sort()
    const categories = async (sku: string) =>
      (await variant(sku)).product.categories.map(({ name }: any) => name).sort()

    const pieces = async (sku: string) =>
      (await variant(sku)).inventory_items[0].inventory.location_levels.map(
        ({ stocked_quantity }: any) => stocked_quantity
      )

    async function lastBatch() {
      const { data } = await store.admin.get("/admin/specter/batches?kind=articles&limit=1")
      const { data: one } = await store.admin.get(`/admin/specter/batches/${data.batches[0].id}`)
      return one.batch
    }

    /** As when the store has never sent the article. */
    async function forgetTransfer({ sku, id }: { sku: string; id: string }) {
      await sync().dropTransfer("article", id)
      await sync().dropReference("article", id)
      await sync().forgetArticle(sku)
    }

    /** Everything that a second import of the same articles must leave alone. */
    async function fingerprint(): Promise<string> {
      const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      const tables = ["product", "product_variant", "price", "product_category", "product_category_product"]
      return JSON.stringify(await Promise.all(tables.map((table) => knex(table).select("*").orderByRaw("1"))))
    }

    beforeEach(async () => {
      await choose(store, { import_products: true })
      await pullArticles()
      await quiet(store)
      store.sandbox.calls.length = 0
    })

    describe("an article that the store lacks", () => {
      it("becomes a draft product with one variant, priced with VAT", async () => {
        inSpecter("LÅDA-1", {
          name: "Låda för äpplen, öppen",
          barCode: "7350001230016",
          priceExclVAT: "79.20",
          productWeight: "1.25",
          webDescription: "Rymmer åtta kilo",
        })
        await pullArticles()
        const made = await variant("LÅDA-1")
        expect(made).toMatchObject({
          barcode: "7350001230016",
          ean: "7350001230016",
          weight: 1250,
          manage_inventory: true,
          product: {
            title: "Låda för äpplen, öppen",
            handle: "låda-för-äpplen-öppen-låda-1",
            description: "Rymmer åtta kilo",
            status: "draft",
            categories: [],
            sales_channels: [{ id: store.shop.salesChannelId }],
            shipping_profile: { id: store.shop.shippingProfileId },
          },
          inventory_items: [{ inventory: { sku: "LÅDA-1" } }],
        })
        expect(await prices("LÅDA-1")).toEqual([["sek", 99]])
        expect(await lastBatch()).toMatchObject({ state: "acknowledged", rows: 1, changed: 1, problems: 0 })
      })

      it("gets the merchant's status, sales channel, shipping profile and category", async () => {
        const { data: channel } = await store.admin.post("/admin/sales-channels", { name: "Grossist" })
        const { data: profile } = await store.admin.post("/admin/shipping-profiles", {
          name: "Skrymmande",
          type: "bulky",
        })
        const { data: category } = await store.admin.post("/admin/product-categories", { name: "Nyheter" })
        await choose(store, {
          new_product_status: "published",
          new_product_sales_channel_id: channel.sales_channel.id,
          new_product_shipping_profile_id: profile.shipping_profile.id,
          new_product_category_id: category.product_category.id,
          weight_unit: "kg",
        })
        inSpecter("NY-1", { name: "Ny", productWeight: "1.25", articleGroup: "Köksredskap" })
        await pullArticles()
        expect(await variant("NY-1")).toMatchObject({
          weight: 1.25,
          product: {
            status: "published",
            sales_channels: [{ id: channel.sales_channel.id }],
            shipping_profile: { id: profile.shipping_profile.id },
          },
        })
        expect(await categories("NY-1")).toEqual(["Nyheter"])
      })

      it("is a problem that names the setting whose choice is gone, and keeps no other article back", async () => {
        await choose(store, { new_product_sales_channel_id: "sc_gone", new_product_category_id: "pcat_gone" })
        inSpecter("NY-1", { name: "Ny" })
        inSpecter("TRÖJA-S", { priceExclVAT: "80.00" })
        await pullArticles()
        expect(await variant("NY-1")).toBeUndefined()
        expect(await prices("TRÖJA-S")).toEqual([["sek", 100]])
        const batch = await lastBatch()
        expect(batch).toMatchObject({ changed: 1, problems: 2 })
        expect(batch.remarks.map(({ subject, reason }: any) => [subject, reason.code]).sort()).toEqual([
          ["NY-1", "new_product_category_missing"],
          ["NY-1", "new_product_sales_channel_missing"],
        ])
      })

      it("has its price without VAT when the store keeps prices so, and in the merchant's currency", async () => {
        const pricing = store.container.resolve(Modules.PRICING)
        const [preference] = await pricing.listPricePreferences({ attribute: "currency_code", value: "eur" })
        await pricing.updatePricePreferences(preference.id, { is_tax_inclusive: false })
        await choose(store, { currency_code: "eur" })
        inSpecter("EURO-1", { name: "Euro", priceExclVAT: "12.34" })
        await pullArticles()
        expect(await prices("EURO-1")).toEqual([["eur", 12.34]])
      })

      it("takes over the inventory item that a deleted product of its number left behind", async () => {
        const { data } = await store.admin.post("/admin/inventory-items", { sku: "KVAR-1" })
        inSpecter("KVAR-1", { name: "Kvar" })
        await pullArticles()
        expect((await variant("KVAR-1")).inventory_items).toMatchObject([
          { inventory_item_id: data.inventory_item.id, inventory: { sku: "KVAR-1" } },
        ])
      })

      it("is a problem when a variant that was called so keeps the inventory item; others are imported", async () => {
        const { id, variants } = await createProduct(store, {
          title: "Skål",
          variants: [{ sku: "GAMMAL-1", manage_inventory: true }],
        })
        await quiet(store)
        await changeVariant(store, id, variants[0].id, { sku: "NYTT-1" })
        await quiet(store)
        inSpecter("GAMMAL-1", { name: "Skål" })
        inSpecter("LÅDA-4", { name: "Låda", priceExclVAT: "80.00" })
        await pullArticles()
        expect(await variant("GAMMAL-1")).toBeUndefined()
        expect(await variant("LÅDA-4")).toBeDefined()
        expect(await lastBatch()).toMatchObject({
          problems: 1,
          remarks: [
            {
              subject: "GAMMAL-1",
              reason: {
                code: "article_inventory_item_taken",
                data: { article_no: "GAMMAL-1", variant: "NYTT-1" },
              },
            },
          ],
        })

        const itemId = await inventoryItemOf(store, id, variants[0].id)
        const { status, data } = await store.admin.post(`/admin/inventory-items/${itemId}`, { sku: "NYTT-1" })
        answered(status, data)
        inSpecter("GAMMAL-1", { name: "Skål, gammal" })
        await pullArticles()
        const made = await variant("GAMMAL-1")
        expect(made.inventory_items).toMatchObject([{ inventory: { sku: "GAMMAL-1" } }])
        expect(made.inventory_items[0].inventory_item_id).not.toBe(itemId)
      })

      it("shares its inventory item with a kit that it is a part of", async () => {
        const itemId = await createInventoryItem(store, "DEL-1", [4])
        await createProduct(store, {
          title: "Sats",
          variants: [
            {
              sku: "SATS-1",
              manage_inventory: true,
              inventory_items: [{ inventory_item_id: itemId, required_quantity: 2 }],
            },
          ],
        })
        await quiet(store)
        inSpecter("DEL-1", { name: "Del" })
        await pullArticles()
        expect((await variant("DEL-1")).inventory_items).toMatchObject([{ inventory_item_id: itemId }])
      })

      it("has the stock that Specter told before the store had the product", async () => {
        inSpecter("LÅDA-2", { name: "Låda med lock", priceExclVAT: "80.00" })
        store.sandbox.setStock("LÅDA-2", "14,5")
        await pull(store, "stock")
        await pullArticles()
        expect(await pieces("LÅDA-2")).toEqual([14])
      })

      it("has its stock soon after an import, however long ago Specter told it to somebody else", async () => {
        inSpecter("LÅDA-3", { name: "Låda utan lock", priceExclVAT: "80.00" })
        store.sandbox.setStock("LÅDA-3", 9)
        await pull(store, "stock")
        await sync().forgetArticle("LÅDA-3")
        await startRunWorkflow(store.container).run({ input: { type: "article_import", forced: false } })
        await pullArticles()
        expect(await pieces("LÅDA-3")).toEqual([])
        await specterTick(store.container)
        expect(await pieces("LÅDA-3")).toEqual([9])
        expect(await sync().listRuns({ type: "stock_update", forced: true })).toMatchObject([
          { state: "done" },
        ])
      })

      it("has its stock also when the import was broken off between the product and its shelf", async () => {
        inSpecter("LÅDA-4", { name: "Låda på hjul", priceExclVAT: "80.00" })
        store.sandbox.setStock("LÅDA-4", 3)
        await pull(store, "stock")
        const row = "<article><articleNo>LÅDA-4</articleNo><name>Låda på hjul</name></article>"
        await importArticlesWorkflow(store.container).run({
          input: {
            rows: parseArticles(
              `<root><articles>${row}</articles></root>`,
              store.container.resolve<SpecterModuleService>(SPECTER_MODULE).wireNames()
            ).rows,
            asked_at: new Date().toISOString(),
          },
        })
        expect(await pieces("LÅDA-4")).toEqual([])
        await apply(row, { isRepeat: true })
        expect(await pieces("LÅDA-4")).toEqual([3])
      })

      it.each(["making it", "stocking it"])(
        "is made when the database broke off in the midst of %s",
        async (at) => {
          inSpecter("LÅDA-5", { name: "Låda åt båt", priceExclVAT: "80.00" })
          store.sandbox.setStock("LÅDA-5", 4)
          await pull(store, "stock")
          const failing =
            at === "making it"
              ? breakOff(store.container.resolve(Modules.PRODUCT), "createProducts")
              : breakOff(sync(), "knownFigures")
          await pullArticles()
          expect(failing).toHaveBeenCalledTimes(2)
          failing.mockRestore()
          expect(await pieces("LÅDA-5")).toEqual([4])
          expect(await lastBatch()).toMatchObject({ state: "acknowledged", problems: 0 })
        }
      )

      it("becomes no product when orders name it for what is no goods", async () => {
        const numbers = ["FRAKT", "rabatt", "PRESENTKORT"]
        const rows = numbers.map((articleNo) => `<article><articleNo>${articleNo}</articleNo></article>`)
        expect(await apply(rows.join(""))).toEqual({ changed: 0, unchanged: 3, rows: [] })
        expect(await variant("FRAKT")).toBeUndefined()
      })

      it("comes along with all others, three times as many as Specter gives at once", async () => {
        const numbers = Array.from({ length: 3 * LIMIT }, (_, index) => `MÅNGA-${index + 1}`)
        numbers.forEach((articleNo) =>
          inSpecter(articleNo, { name: `Många ${articleNo}`, priceExclVAT: "10.00" })
        )
        await pullArticles()
        const query = store.container.resolve(ContainerRegistrationKeys.QUERY)
        const { data } = await query.graph({
          entity: "product_variant",
          fields: ["sku"],
          filters: { sku: numbers },
        })
        expect(data).toHaveLength(3 * LIMIT)
        await quiet(store)
        expect(actions(store)).not.toContain("newArticleSubmit")
      })
    })

    describe("a variant that Specter has", () => {
      it("follows title, bar code, weight and price, gets a description, and its product's other prices stay", async () => {
        await createProduct(store, {
          title: "Skål",
          variants: [
            {
              title: "Skål",
              sku: "SKÅL-1",
              ean: "7350001230032",
              price: 125,
              weight: 400,
            },
          ],
        })
        const before = await variant("SKÅL-1")
        await addPrices(before.price_set.id, [
          { currency_code: "eur", amount: 11 },
          { currency_code: "sek", amount: 90, min_quantity: 10 },
        ])
        const listPriceId = await addPriceList(before.id, 77)
        await quiet(store)
        store.sandbox.calls.length = 0
        inSpecter("SKÅL-1", {
          name: "Skål, blå",
          barCode: "7350001230049",
          productWeight: "0.5",
          webDescription: "Handgjord",
          priceExclVAT: "120.00",
        })
        await pullArticles()
        expect(await variant("SKÅL-1")).toMatchObject({
          ean: "7350001230049",
          barcode: null,
          weight: 500,
          product: { title: "Skål, blå", description: "Handgjord" },
        })
        expect(await prices("SKÅL-1")).toEqual([
          ["eur", 11],
          ["sek", 150],
          ["sek", 90],
        ])
        const [listPrice] = await store.container.resolve(Modules.PRICING).listPrices({ id: [listPriceId] })
        expect(Number(listPrice.amount)).toBe(77)
        await quiet(store)
        expect(actions(store)).not.toContain("newArticleSubmit")
      })

      it("keeps the store's own description", async () => {
        await createProduct(store, {
          title: "Skål",
          description: "Drejad i Åmål",
          variants: [{ title: "Skål", sku: "SKÅL-2" }],
        })
        await quiet(store)
        inSpecter("SKÅL-2", { webDescription: "Handgjord", priceExclVAT: "120.00" })
        await pullArticles()
        expect((await variant("SKÅL-2")).product.description).toBe("Drejad i Åmål")
        expect(await prices("SKÅL-2")).toEqual([["sek", 150]])
      })

      it("keeps a price that is Specter's to the öre of what it was told, and its mangled characters", async () => {
        await createProduct(store, {
          title: "Łódź – 5 €",
          variants: [{ title: "Łódź – 5 €", sku: "ÖRE-1", price: 99.97 }],
        })
        await quiet(store)
        expect(store.sandbox.articles.get("ÖRE-1")).toMatchObject({
          priceExclVAT: "79.976",
          name: "Lódz - 5 EUR",
        })
        inSpecter("ÖRE-1", { supplierNo: "17" })
        await pullArticles()
        expect(await prices("ÖRE-1")).toEqual([["sek", 99.97]])
        expect((await variant("ÖRE-1")).product.title).toBe("Łódź – 5 €")
        expect(await lastBatch()).toMatchObject({ changed: 0, unchanged: 1 })
      })

      it("gets a price when it had none, and each of several gets its own and keeps the product's title", async () => {
        const product = await createProduct(store, {
          title: "Vante",
          variants: [
            { title: "Röd", sku: "VANTE-R", price: null },
            { title: "Blå", sku: "VANTE-B", price: 50 },
          ],
        })
        await quiet(store)
        inSpecter("VANTE-R", { name: "Vante, Röd ny", priceExclVAT: "20.00", webDescription: "Varm" })
        inSpecter("VANTE-B", { name: "Vante, Blå ny", priceExclVAT: "24.00" })
        await pullArticles()
        expect([await prices("VANTE-R"), await prices("VANTE-B")]).toEqual([[["sek", 25]], [["sek", 30]]])
        expect((await variant("VANTE-R")).product).toMatchObject({
          id: product.id,
          title: "Vante",
          description: null,
        })
      })

      it("is found whatever the letter case, and every variant of the number follows", async () => {
        await createProduct(store, {
          title: "Två",
          variants: [
            { sku: "dubbel-å", price: 10 },
            { sku: "DUBBEL-Å", price: 20 },
          ],
        })
        await quiet(store)
        const outcome = await apply(
          `<article priceExclVat="24,00" barCode="123"><articleNo>Dubbel-Å</articleNo><name>x</name></article>`
        )
        expect(outcome).toEqual({ changed: 1, unchanged: 0, rows: [] })
        expect([await prices("dubbel-å"), await prices("DUBBEL-Å")]).toEqual([[["sek", 30]], [["sek", 30]]])
      })

      it("changes nothing the second time, prices and categories included", async () => {
        await choose(store, {
          article_group_creates_category: true,
          move_product_to_article_group_category: true,
        })
        const articles = [
          `<article priceExclVat="79,99" barCode="7350001230016" productWeight="0,333" articleGroupId="7" articleGroupName="Kläder"><articleNo>BOK-1</articleNo><name>Bok, ny</name><webDescription>Ny text</webDescription></article>`,
          `<article priceExclVat="13,37" barCode="kort" productWeight="0,001" articleGroupId="7" articleGroupName="Kläder"><articleNo>NY ÅÄÖ</articleNo><name>Ny</name></article>`,
          `<article priceExclVat="100,00"><articleNo>KAFFE 500</articleNo></article>`,
        ].join("")
        const first = await apply(articles)
        expect(first).toMatchObject({ changed: 2, unchanged: 1, rows: [] })
        const before = await fingerprint()
        expect(await apply(articles)).toEqual({ changed: 0, unchanged: 3, rows: [] })
        expect(await fingerprint()).toBe(before)
      })

      it("is asked for by the store's own events where there is something to ask for, and nothing goes back to Specter", async () => {
        inSpecter("BOK-1", { name: "Bok från Specter", priceExclVAT: "200.00" })
        inSpecter("TRÖJA-S", { priceExclVAT: "80.00" })
        inSpecter("NY-1", { name: "Ny", priceExclVAT: "10.00", productWeight: "0.1", barCode: "1" })
        inSpecter("TUNG-1", {
          name: "Åtta ton  stål",
          priceExclVAT: "13.37",
          productWeight: "20123.457",
          barCode: "7350001230016",
        })
        await pullArticles()
        await quiet(store)
        expect([await prices("BOK-1"), await prices("TRÖJA-S")]).toEqual([[["sek", 212]], [["sek", 100]]])
        expect(actions(store)).not.toContain("newArticleSubmit")
        const fresh = await variant("NY-1")
        const ids = [fresh.id, ...["BOK-1", "TRÖJA-S"].map((sku) => store.shop.variants[sku].id)]
        const transfers = await sync().listTransfers({ kind: "article", subject_id: ids })
        expect(
          transfers.map(({ specter_number, state, asked_by }) => [specter_number, state, asked_by]).sort()
        ).toEqual([
          ["BOK-1", "sent", "event"],
          ["NY-1", "sent", "import"],
          ["TRÖJA-S", "sent", "event"],
        ])
        expect(transfers.find(({ subject_id }) => subject_id === fresh.id)?.label).toBe("NY-1 Ny")

        await changeProduct(store, fresh.product.id, { title: "Ny i butiken" })
        await quiet(store)
        expect(store.sandbox.articles.get("NY-1")).toMatchObject({ name: "Ny i butiken" })
      })

      it("before the first export sends a variant whose price came from Specter with all that the store has", async () => {
        const product = await createProduct(store, {
          title: "Vante",
          variants: [
            { title: "Röd", sku: "VANTE-R", price: null },
            { title: "Blå", sku: "VANTE-B", price: 50 },
          ],
        })
        await quiet(store)
        for (const made of product.variants) {
          await forgetTransfer(made)
          inSpecter(made.sku, { name: "Vante från Specter", priceExclVAT: "20.00" })
        }
        await pullArticles()
        await quiet(store)
        expect([await prices("VANTE-R"), await prices("VANTE-B")]).toEqual([[["sek", 25]], [["sek", 25]]])
        expect(store.sandbox.articles.get("VANTE-R")?.name).toBe("Vante, Röd")
        expect(store.sandbox.articles.get("VANTE-B")?.name).toBe("Vante, Blå")
      })
    })

    describe("import of prices only", () => {
      it("changes the price of what there is, and neither changes nor creates anything else", async () => {
        await choose(store, { import_price_only: true, article_group_creates_category: true })
        const before = await variant("TRÖJA-S")
        inSpecter("TRÖJA-S", {
          name: "Annan",
          barCode: "9",
          productWeight: "9",
          priceExclVAT: "80.00",
          articleGroup: "Grupp",
        })
        inSpecter("NY-1", { name: "Ny", articleGroup: "Grupp" })
        await pullArticles()
        const after = await variant("TRÖJA-S")
        const { barcode, ean, weight } = before
        expect(after).toMatchObject({ barcode, ean, weight, product: { title: before.product.title } })
        expect(await prices("TRÖJA-S")).toEqual([["sek", 100]])
        expect(await variant("NY-1")).toBeUndefined()
        expect(await lastBatch()).toMatchObject({ changed: 1, unmatched: 1, problems: 0 })
      })

      it("before the first export leaves all else of an article to be sent, once", async () => {
        await choose(store, { import_price_only: true })
        const sent = store.sandbox.articles.get("TRÖJA-S")!
        const { name, productWeight } = sent
        const { id } = store.shop.variants["TRÖJA-S"]
        await forgetTransfer({ sku: "TRÖJA-S", id })
        inSpecter("TRÖJA-S", { name: "Åtta tröjor", productWeight: "8", priceExclVAT: "80.00" })
        await pullArticles()
        await quiet(store)
        expect(await prices("TRÖJA-S")).toEqual([["sek", 100]])
        expect(store.sandbox.articles.get("TRÖJA-S")).toMatchObject({
          name,
          productWeight,
          priceExclVAT: "80.00",
        })
        expect(await sync().listTransfers({ kind: "article", subject_id: id })).toMatchObject([
          { state: "sent", asked_by: "event" },
        ])
        expect((await sync().references("article", [id])).get(id)).toBe("TRÖJA-S")
        await pullArticles()
        await runEnded(store, await startExport(store, { type: "products" }))
        await quiet(store)
        expect(actions(store)).toEqual(["newArticleSubmit"])
      })
    })

    describe("an article that is changed on both sides", () => {
      const change = (sku: string, fields: object) =>
        changeVariant(store, store.shop.variants[sku].productId, store.shop.variants[sku].id, fields)

      beforeEach(() => choose(store, { import_price_only: true }))

      it("goes to Specter with the store's change, whose event was lost, once its price comes from there", async () => {
        await inSilence(store, () => change("TRÖJA-S", { ean: "7350001230056" }))
        inSpecter("TRÖJA-S", { priceExclVAT: "80.00" })
        await pullArticles()
        await quiet(store)
        expect(await prices("TRÖJA-S")).toEqual([["sek", 100]])
        expect(store.sandbox.articles.get("TRÖJA-S")).toMatchObject({
          barCode: "7350001230056",
          priceExclVAT: "80.00",
        })
      })

      describe("while its price is being written", () => {
        /** Somebody holds on to the prices until the import has read them and waits to write. */
        const importWhile = async (act: () => Promise<unknown>) => {
          const connection = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
          const held = await connection.transaction()
          await held.raw("SELECT 1 FROM price FOR UPDATE")
          const imported = pullArticles()
          try {
            await untilSomeoneWaits(store.container)
            await act()
          } finally {
            await held.commit()
          }
          await imported
        }
        const changed = { barCode: "7350001230063", priceExclVAT: "80.00" }

        it("goes to Specter with the store's change", async () => {
          inSpecter("TRÖJA-S", { priceExclVAT: "80.00" })
          await importWhile(() => change("TRÖJA-S", { ean: changed.barCode }))
          await quiet(store)
          expect(store.sandbox.articles.get("TRÖJA-S")).toMatchObject(changed)
        })

        it("goes to Specter with the store's change by night, when its event was lost", async () => {
          inSpecter("TRÖJA-S", { priceExclVAT: "80.00" })
          await importWhile(() => inSilence(store, () => change("TRÖJA-S", { ean: changed.barCode })))
          await runEnded(store, await startExport(store, { type: "products" }))
          await quiet(store)
          expect(store.sandbox.articles.get("TRÖJA-S")).toMatchObject(changed)
        })
      })

      it("has the price that Specter told before the store sent its older one", async () => {
        store.sandbox.fault("getArticleInfoExternalNeedUpdate", { kind: "carry-out-and-drop" })
        inSpecter("TRÖJA-S", { priceExclVAT: "80.00" })
        await pullArticles()
        await change("TRÖJA-S", { ean: "7350001230070" })
        await quiet(store)
        expect(Number(store.sandbox.articles.get("TRÖJA-S")?.priceExclVAT)).toBe(79.2)
        await pullArticles()
        await quiet(store)
        expect(await prices("TRÖJA-S")).toEqual([["sek", 100]])
        expect(store.sandbox.articles.get("TRÖJA-S")).toMatchObject({
          barCode: "7350001230070",
          priceExclVAT: "80.00",
        })
      })
    })

    describe("article groups", () => {
      const group = (articleNo: string, id: string, name: string) =>
        `<article priceExclVat="10,00" articleGroupId="${id}" articleGroupName="${name}"><articleNo>${articleNo}</articleNo><name>${articleNo}</name></article>`

      it.each([true, false])("make one category each, active: %s", async (isActive) => {
        await choose(store, { article_group_creates_category: true, article_group_category_active: isActive })
        await apply(group("A-1", "5", "Äpplen") + group("A-2", "5", "Äpplen") + group("A-3", "6", "Äpplen"))
        const [first, second, third] = [await variant("A-1"), await variant("A-2"), await variant("A-3")]
        expect(first.product.categories).toMatchObject([
          { name: "Äpplen", handle: "äpplen", is_active: isActive },
        ])
        expect(second.product.categories[0].id).toBe(first.product.categories[0].id)
        expect(third.product.categories).toMatchObject([{ name: "Äpplen", handle: "äpplen-2" }])
      })

      it("are found again by their number, renamed there or here, and made anew when deleted", async () => {
        await choose(store, { article_group_creates_category: true })
        await apply(group("A-1", "5", "Äpplen"))
        const [{ id }] = (await variant("A-1")).product.categories
        await store.admin.post(`/admin/product-categories/${id}`, { name: "Fallfrukt" })
        await apply(group("A-2", "5", "Frukt & grönt".replace("&", "&amp;")))
        expect((await variant("A-2")).product.categories).toMatchObject([{ id, name: "Fallfrukt" }])
        await store.admin.delete(`/admin/product-categories/${id}`)
        await apply(group("A-3", "5", "Frukt"))
        const [anew] = (await variant("A-3")).product.categories
        expect(anew).toMatchObject({ name: "Frukt" })
        expect(anew.id).not.toBe(id)
      })

      it.each([true, false])(
        "take existing products along, when the merchant says so: %s",
        async (isMoved) => {
          await choose(store, {
            article_group_creates_category: true,
            move_product_to_article_group_category: isMoved,
          })
          await apply(group("A-1", "5", "Äpplen"))
          const { product } = await variant("A-1")
          const { data } = await store.admin.post("/admin/product-categories", { name: "Säsong" })
          await changeProduct(store, product.id, {
            categories: [...product.categories, data.product_category].map(({ id }: any) => ({ id })),
          })
          await apply(group("A-1", "6", "Päron"))
          expect(await categories("A-1")).toEqual(isMoved ? ["Päron", "Säsong"] : ["Säsong", "Äpplen"])
          await quiet(store)
          expect(actions(store)).not.toContain("newArticleSubmit")
        }
      )

      it("make no category when they are not to", async () => {
        await apply(group("A-1", "5", "Äpplen"))
        expect(await categories("A-1")).toEqual([])
      })
    })

    describe("an article that Specter removed", () => {
      const removed = (articleNo: string) =>
        `<article removed="1"><articleNo>${articleNo}</articleNo></article>`
      const known = (articleNo: string) => sync().knownArticles([articleNo])

      it("makes its product a draft, which is not deleted, and does not go back", async () => {
        expect(await apply(removed("BOK-1"))).toMatchObject({
          changed: 1,
          rows: [{ subject: "BOK-1", outcome: "noted", reason: { code: "article_removed_unpublished" } }],
        })
        expect((await variant("BOK-1")).product.status).toBe("draft")
        expect((await known("BOK-1")).size).toBe(0)
        expect(await apply(removed("BOK-1"))).toEqual({ changed: 0, unchanged: 1, rows: [] })
        await quiet(store)
        await reconcileAll(store.container)
        await quiet(store)
        expect(actions(store)).not.toContain("newArticleSubmit")
      })

      it.each([{ unpublish_removed_articles: false }, { import_price_only: true }])(
        "is only noted with %j",
        async (settings) => {
          await choose(store, settings)
          expect(await apply(removed("TRÖJA-S"))).toMatchObject({
            changed: 0,
            unchanged: 1,
            rows: [{ outcome: "noted", reason: { code: "article_removed_noted" } }],
          })
          expect((await variant("TRÖJA-S")).product.status).toBe("published")
          expect((await known("TRÖJA-S")).size).toBe(0)
        }
      )

      it("leaves a product with other articles on sale until the last of them is removed", async () => {
        await createProduct(store, { title: "Par", variants: [{ sku: "PAR-1" }, { sku: "PAR-2" }] })
        await quiet(store)
        await apply(removed("PAR-1"))
        expect((await variant("PAR-1")).product.status).toBe("published")
        await apply(removed("PAR-2"))
        expect((await variant("PAR-1")).product.status).toBe("draft")
      })
    })

    describe("a bad row", () => {
      it("is told with its reason, and all others are applied", async () => {
        const outcome = await apply(
          [
            `<article priceExclVat="gratis"><articleNo>BOK-1</articleNo><name>Bok två</name></article>`,
            `<article priceExclVat="10,00"><name>Utan nummer</name></article>`,
            `<article priceExclVat="-5,00"><articleNo>TRÖJA-S</articleNo></article>`,
            `<article priceExclVat="200,00"><articleNo>KAFFE 500</articleNo></article>`,
            `<article priceExclVat="10,00" barCode="77"><articleNo>NY-1</articleNo><name>Ett</name></article>`,
            `<article priceExclVat="10,00" barCode="77"><articleNo>NY-2</articleNo><name>Två</name></article>`,
          ].join("")
        )
        expect(outcome.rows.map(({ subject, outcome, reason }) => [subject, outcome, reason.code])).toEqual([
          ["Utan nummer", "problem", "batch_row_unreadable"],
          ["BOK-1", "problem", "batch_row_unreadable"],
          ["TRÖJA-S", "problem", "article_price_negative"],
          ["NY-2", "problem", "article_barcode_taken"],
        ])
        expect((await variant("BOK-1")).product.title).toBe("Bok två")
        expect([await prices("TRÖJA-S"), await prices("BOK-1"), await prices("KAFFE 500")]).toEqual([
          [["sek", 99]],
          [["sek", 106]],
          [["sek", 224]],
        ])
        expect([(await variant("NY-1")).barcode, (await variant("NY-2")).barcode]).toEqual(["77", null])
      })

      it("that the store refuses undoes nothing of the others, their prices least of all", async () => {
        await addPrices((await variant("TRÖJA-S")).price_set.id, [{ currency_code: "eur", amount: 9 }])
        const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
        await knex.raw("ALTER TABLE product ADD CONSTRAINT odd CHECK (title <> 'Omöjlig')")
        try {
          const outcome = await apply(
            [
              `<article priceExclVat="80,00"><articleNo>TRÖJA-S</articleNo><name>Tröja två</name></article>`,
              `<article priceExclVat="10,00"><articleNo>NY-1</articleNo><name>Ny</name></article>`,
              `<article priceExclVat="100,00"><articleNo>BOK-1</articleNo><name>Omöjlig</name></article>`,
              `<article priceExclVat="10,00"><articleNo>NY-2</articleNo><name>Omöjlig</name></article>`,
            ].join("")
          )
          expect(outcome.changed).toBe(2)
          expect(outcome.rows).toMatchObject(
            ["BOK-1", "NY-2"].map((subject) => ({
              subject,
              outcome: "problem",
              reason: { code: "article_not_imported", data: { message: expect.stringContaining("odd") } },
            }))
          )
        } finally {
          await knex.raw("ALTER TABLE product DROP CONSTRAINT odd")
        }
        expect(await prices("TRÖJA-S")).toEqual([
          ["eur", 9],
          ["sek", 100],
        ])
        expect(await prices("BOK-1")).toEqual([["sek", 106]])
        expect(await variant("NY-1")).toBeDefined()
        expect(await variant("NY-2")).toBeUndefined()
      })

      it("that the store refuses leaves the others' stock as it is, also where Specter got an order since it told the figure", async () => {
        const inStore = async () => [...(await pieces("TRÖJA-S"))].sort()
        store.sandbox.setStock("TRÖJA-S", 20)
        await pull(store, "stock")
        await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 2 }] })
        await quiet(store)
        // What can be sold of it stays as it was told.
        store.sandbox.setStock("TRÖJA-S", 22)
        await pull(store, "stock")
        const before = await inStore()
        const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
        await knex.raw("ALTER TABLE product ADD CONSTRAINT odd CHECK (title <> 'Omöjlig')")
        try {
          const outcome = await apply(
            [
              `<article priceExclVat="80,00"><articleNo>TRÖJA-S</articleNo></article>`,
              `<article priceExclVat="10,00"><articleNo>NY-1</articleNo><name>Omöjlig</name></article>`,
            ].join("")
          )
          expect(outcome).toMatchObject({ changed: 1, rows: [{ subject: "NY-1" }] })
        } finally {
          await knex.raw("ALTER TABLE product DROP CONSTRAINT odd")
        }
        expect(await inStore()).toEqual(before)
      })

      it("that the store refuses leaves a new article beside it its stock, also where its inventory item was on a shelf before", async () => {
        inSpecter("DEL-2", { name: "Del" })
        store.sandbox.setStock("DEL-2", 7)
        await pull(store, "stock")
        await createInventoryItem(store, "DEL-2", [4])
        const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
        await knex.raw("ALTER TABLE product ADD CONSTRAINT odd CHECK (title <> 'Omöjlig')")
        try {
          const outcome = await apply(
            [
              `<article priceExclVat="10,00"><articleNo>DEL-2</articleNo><name>Del</name></article>`,
              `<article priceExclVat="10,00"><articleNo>NY-1</articleNo><name>Omöjlig</name></article>`,
            ].join("")
          )
          expect(outcome).toMatchObject({ changed: 1, rows: [{ subject: "NY-1" }] })
        } finally {
          await knex.raw("ALTER TABLE product DROP CONSTRAINT odd")
        }
        expect(await pieces("DEL-2")).toEqual([7])
      })

      it("that the store refuses leaves nothing of what was being made beside it", async () => {
        const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
        const left = async () =>
          await Promise.all(
            ["product", "product_variant", "inventory_item", "price_set"].map(async (table) => [
              table,
              Number((await knex(table).whereNull("deleted_at").count())[0].count),
            ])
          )
        const before = await left()
        const told = jest.fn()
        store.container
          .resolve(Modules.EVENT_BUS)
          .subscribe("product.created", told, { subscriberId: "left-beside" })
        await knex.raw("ALTER TABLE product_variant ADD CONSTRAINT odd CHECK (sku <> 'NY-4')")
        try {
          const { errors } = await importArticlesWorkflow(store.container).run({
            input: { rows: readRows(["NY-1", "NY-2", "NY-3", "NY-4"]), asked_at: new Date().toISOString() },
            throwOnError: false,
          })
          expect(errors.map(({ error }) => error.message)).toEqual([expect.stringContaining("odd")])
        } finally {
          await knex.raw("ALTER TABLE product_variant DROP CONSTRAINT odd")
        }
        expect(await left()).toEqual(before)
        expect(await variant("NY-1")).toBeUndefined()
        await apply("<article><articleNo>NY-5</articleNo><name>Låda</name></article>")
        await eventually(() => told.mock.calls.length > 0)
        expect(told).toHaveBeenCalledTimes(1)
      })
    })

    const readRows = (articleNos: string[]) =>
      parseArticles(
        `<root><articles>${articleNos.map((articleNo) => `<article><articleNo>${articleNo}</articleNo><name>Låda ${articleNo}</name></article>`).join("")}</articles></root>`,
        store.container.resolve<SpecterModuleService>(SPECTER_MODULE).wireNames()
      ).rows

    async function addPrices(
      priceSetId: string,
      added: { currency_code: string; amount: number; min_quantity?: number }[]
    ) {
      await store.container.resolve(Modules.PRICING).addPrices({ priceSetId, prices: added })
    }

    async function addPriceList(variantId: string, amount: number) {
      const { result } = await createPriceListsWorkflow(store.container).run({
        input: {
          price_lists_data: [
            {
              title: "Rea",
              description: "Rea",
              status: "active",
              prices: [{ variant_id: variantId, currency_code: "sek", amount }],
            },
          ],
        },
      })
      const pricing = store.container.resolve(Modules.PRICING)
      const [{ id }] = await pricing.listPrices({ price_list_id: [result[0].id] })
      return id
    }
  },
  { sandbox: { responseMaxLimit: LIMIT, callbacks: false } }
)
