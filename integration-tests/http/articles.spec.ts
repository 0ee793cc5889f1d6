import { Modules } from "@medusajs/framework/utils"
import { actions, articleCalls } from "../calls"
import { eventually } from "../eventually"
import { transferIn, transfers } from "../ledger"
import { answered, changeProduct, changeVariant, createProduct, type NewVariant } from "../products"
import { quiet } from "../quiet"
import { choose } from "../settings"
import { describeStore } from "../store"

describeStore((store) => {
  const article = (articleNo: string) => store.sandbox.articles.get(articleNo)
  const inSpecter = (articleNo: string) => eventually(() => article(articleNo))
  const forget = () => (store.sandbox.calls.length = 0)

  describe("a product created in the admin", () => {
    it("is in Specter, each variant an article of its own", async () => {
      const product = await createProduct(store, {
        title: "Läderväska Ängelholm",
        length: 40,
        width: 30,
        height: 10,
        hs_code: "4202.21",
        origin_country: "se",
        variants: [
          { title: "Svart", sku: "VÄSKA-S", price: 1249, ean: "7350001230018", weight: 1250 },
          {
            title: "Brun",
            sku: "VASKA-B",
            price: 1299.5,
            barcode: "7350001230025",
            weight: 1255,
            height: 20,
          },
        ],
      })
      expect(await inSpecter("VÄSKA-S")).toMatchObject({
        name: "Läderväska Ängelholm, Svart",
        barCode: "7350001230018",
        priceExclVAT: "999.20",
        vatPercent: "25",
        productWeight: "1.250",
        productVolume: "0.012",
        commodityCode: "4202.21",
        manufacturingCountryCode: "SE",
        stockKept: true,
      })
      expect(await inSpecter("VASKA-B")).toMatchObject({
        name: "Läderväska Ängelholm, Brun",
        barCode: "7350001230025",
        priceExclVAT: "1039.60",
        productWeight: "1.255",
        productVolume: "0.024",
      })
      await quiet(store)
      expect(actions(store).length).toBeLessThanOrEqual(2)
      const shown = await transfers(store, `parent_id=${product.id}`)
      expect(shown.map(({ label, state, specter_number }) => [label, state, specter_number]).sort()).toEqual([
        ["VASKA-B Läderväska Ängelholm, Brun", "sent", "VASKA-B"],
        ["VÄSKA-S Läderväska Ängelholm, Svart", "sent", "VÄSKA-S"],
      ])
      expect(store.sandbox.calls.every(({ keyOk, unknownNames }) => keyOk && unknownNames.length === 0)).toBe(
        true
      )
    })

    it.each([
      [25, "80.00"],
      [12, "89.2857"],
      [6, "94.3396"],
    ] as const)("has %i %% VAT by its product type, and its price without it", async (vat, price) => {
      await createProduct(store, {
        title: "Sak",
        ...(vat === 25 ? {} : { type_id: store.shop.productTypeIds[vat] }),
        variants: [{ sku: `MOMS-${vat}`, price: 100 }],
      })
      expect(await inSpecter(`MOMS-${vat}`)).toMatchObject({ vatPercent: String(vat), priceExclVAT: price })
    })

    it("has its price as it is when the store keeps prices without VAT", async () => {
      const pricing = store.container.resolve(Modules.PRICING)
      const [preference] = await pricing.listPricePreferences({ attribute: "currency_code", value: "sek" })
      await pricing.updatePricePreferences(preference.id, { is_tax_inclusive: false })
      await createProduct(store, { title: "Sak", variants: [{ sku: "EXKL-1", price: 100 }] })
      expect(await inSpecter("EXKL-1")).toMatchObject({ vatPercent: "25", priceExclVAT: "100.00" })
    })

    it("has the price of the merchant's currency, the VAT of its country and the units of the settings", async () => {
      await choose(store, {
        currency_code: "eur",
        country_code: "no",
        weight_unit: "kg",
        dimension_unit: "mm",
      })
      const product = await createProduct(store, {
        title: "Sak",
        length: 200,
        width: 100,
        height: 100,
        weight: 2,
        variants: [{ sku: "EURO-1", price: 10, currency: "eur" }],
      })
      expect(await inSpecter("EURO-1")).toMatchObject({
        priceExclVAT: "10.00",
        productWeight: "2.000",
        productVolume: "0.002",
      })
      expect(article("EURO-1")).not.toHaveProperty("vatPercent")
      const sent = await transferIn(store, "sent", product.variants[0].id)
      expect(sent.notes[0]).toMatchObject({ code: "country_without_tax_region", data: { country: "NO" } })
    })

    it("has the merchant's article type, only while it is new", async () => {
      await choose(store, { new_article_type: "PA" })
      const product = await createProduct(store, { title: "Paket", variants: [{ sku: "PAKET-1" }] })
      expect(await inSpecter("PAKET-1")).toMatchObject({ articleType: "PA" })
      await changeProduct(store, product.id, { title: "Paket två" })
      await eventually(() => article("PAKET-1")?.name === "Paket två, Variant 1")
      const last = articleCalls(store).at(-1)
      expect(last?.[0]).not.toHaveProperty("articleType")
    })

    it("arrives with quotes, ampersand and åäö as they are, and with what Specter lacks replaced and noted", async () => {
      const product = await createProduct(store, {
        title: 'Kräftskål "Åäö" & Søn',
        variants: [
          { title: "Ærlig 'é' ½", sku: "TECKEN-1" },
          { title: "Łódź – 5 € 🎁", sku: "TECKEN-2" },
        ],
      })
      expect((await inSpecter("TECKEN-1")).name).toBe(`Kräftskål "Åäö" & Søn, Ærlig 'é' ½`)
      expect((await inSpecter("TECKEN-2")).name).toBe('Kräftskål "Åäö" & Søn, Lódz - 5 EUR ?')
      await quiet(store)
      const shown = await transfers(store, `parent_id=${product.id}`)
      const notesOf = (sku: string) => shown.find(({ specter_number }) => specter_number === sku).notes
      expect(notesOf("TECKEN-1")).toEqual([])
      expect(notesOf("TECKEN-2")).toMatchObject([
        {
          code: "characters_replaced",
          text: 'name has characters that Specter cannot hold. Sent: “Kräftskål "Åäö" & Søn, Lódz - 5 EUR ?”.',
        },
      ])
    })
  })

  describe("a product that changes", () => {
    const product = async (
      variants: NewVariant[] = [{ title: "Röd", sku: "ANDRAS-1", price: 125, ean: "7350001230032" }]
    ) => {
      const created = await createProduct(store, { title: "Skål", variants })
      await transferIn(store, "sent", created.variants[0].id)
      await quiet(store)
      forget()
      return { ...created, variant: created.variants[0] }
    }

    it("has its new title in Specter", async () => {
      const { id } = await product()
      await changeProduct(store, id, { title: "Blå skål" })
      await eventually(() => article("ANDRAS-1")?.name === "Blå skål, Röd")
    })

    it("has its new price in Specter, whichever way it was set", async () => {
      const { id, variant } = await product()
      const priced = (amount: number) => ({ prices: [{ currency_code: "sek", amount }] })
      await changeVariant(store, id, variant.id, priced(250))
      await eventually(() => article("ANDRAS-1")?.priceExclVAT === "200.00")
      const batch = await store.admin.post(`/admin/products/${id}/variants/batch`, {
        update: [{ id: variant.id, ...priced(375) }],
      })
      answered(batch.status, batch.data)
      await eventually(() => article("ANDRAS-1")?.priceExclVAT === "300.00")
      await changeProduct(store, id, { variants: [{ id: variant.id, ...priced(500) }] })
      await eventually(() => article("ANDRAS-1")?.priceExclVAT === "400.00")
      const products = await store.admin.post("/admin/products/batch", {
        update: [{ id, variants: [{ id: variant.id, ...priced(625) }] }],
      })
      answered(products.status, products.data)
      await eventually(() => article("ANDRAS-1")?.priceExclVAT === "500.00")
    })

    it("has its new EAN and weight in Specter", async () => {
      const { id, variant } = await product()
      await changeVariant(store, id, variant.id, { ean: "7350001230049", weight: 75 })
      await eventually(() => article("ANDRAS-1")?.barCode === "7350001230049")
      expect(article("ANDRAS-1")?.productWeight).toBe("0.075")
    })

    it("is a new article under its new SKU; the old one is left, and that is said", async () => {
      const { id, variant } = await product()
      await changeVariant(store, id, variant.id, { sku: "ANDRAS-NY" })
      expect(await inSpecter("ANDRAS-NY")).toMatchObject({ name: "Skål, Röd" })
      expect(article("ANDRAS-1")).toMatchObject({ name: "Skål, Röd" })
      await quiet(store)
      expect(actions(store)).not.toContain("removeArticleSubmit")
      const [shown] = await transfers(store, `subject_id=${variant.id}`)
      expect(shown).toMatchObject({
        state: "sent",
        specter_number: "ANDRAS-NY",
        label: "ANDRAS-NY Skål, Röd",
      })
      expect(shown.notes).toMatchObject([
        {
          code: "sku_changed",
          text: "The SKU changed from ANDRAS-1 to ANDRAS-NY. Specter has both articles now.",
        },
      ])
    })

    it("makes no call when nothing that Specter sees has changed", async () => {
      const { id, variant } = await product()
      const [before] = await transfers(store, `subject_id=${variant.id}`)
      await changeProduct(store, id, { description: "Handdrejad i Småland", subtitle: "Ny" })
      await eventually(async () => {
        const [now] = await transfers(store, `subject_id=${variant.id}`)
        return now.updated_at !== before.updated_at && now.state === "sent"
      })
      await quiet(store)
      expect(actions(store)).toEqual([])
    })

    it("makes one call for the same event twice", async () => {
      const { id, variant } = await product()
      await changeProduct(store, id, { title: "Grön skål" })
      const bus = store.container.resolve(Modules.EVENT_BUS)
      await bus.emit([
        { name: "product.updated", data: { id } },
        { name: "product.updated", data: { id } },
        { name: "product-variant.updated", data: { id: variant.id } },
      ])
      await eventually(() => article("ANDRAS-1")?.name === "Grön skål, Röd")
      await quiet(store)
      expect(actions(store)).toEqual(["newArticleSubmit"])
    })
  })

  describe("a variant that cannot be an article", () => {
    it("is rejected with its reason, shown for its product, and its siblings are sent", async () => {
      const product = await createProduct(store, {
        title: "Halvfärdig",
        variants: [
          { title: "Utan SKU", sku: null },
          { title: "Utan pris", sku: "UTANPRIS", price: null },
          { title: "I dollar", sku: "DOLLAR", currency: "eur" },
          { title: "Gåva", sku: "GÅVA-🎁" },
          { title: "Hel", sku: "HEL-1" },
        ],
      })
      await inSpecter("HEL-1")
      await quiet(store)
      const shown = await transfers(store, `parent_id=${product.id}`)
      const of = (title: string) => shown.find(({ label }) => label.endsWith(title))
      expect(of("Utan SKU")).toMatchObject({
        state: "rejected",
        words: null,
        reason: { code: "variant_without_sku", todo: "Give the variant a SKU." },
      })
      for (const title of ["Utan pris", "I dollar"]) {
        expect(of(title)).toMatchObject({
          state: "rejected",
          reason: { code: "variant_without_price", text: "The variant has no price in SEK." },
        })
      }
      expect(of("Gåva").reason.text).toBe(
        "What would be sent does not fit Specter's fields: articleNo holds characters that Specter cannot store: 🎁."
      )
      expect(of("Hel")).toMatchObject({ state: "sent", reason: null })
      expect([...store.sandbox.articles.keys()].filter((no) => /UTANPRIS|DOLLAR|GÅVA/.test(no))).toEqual([])
    })

    it("is sent once it has what it lacked", async () => {
      const product = await createProduct(store, { title: "Sak", variants: [{ sku: "SEN-1", price: null }] })
      const [{ id }] = product.variants
      await transferIn(store, "rejected", id)
      await changeVariant(store, product.id, id, { prices: [{ currency_code: "sek", amount: 50 }] })
      expect(await inSpecter("SEN-1")).toMatchObject({ priceExclVAT: "40.00" })
      expect(await transferIn(store, "sent", id)).toMatchObject({ reason: null })
    })
  })
})
