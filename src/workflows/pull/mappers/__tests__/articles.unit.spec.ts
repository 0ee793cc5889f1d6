import * as fc from "fast-check"
import type { ArticleRow } from "../../../../modules/specter/client"
import { defaultSettings } from "../../../../modules/specter/settings"
import type { MedusaVariant } from "../../../push/mappers/article"
import { articleHash } from "../../../push/mappers/article-hash"
import type { ArticleImportState } from "../article-import"
import { articleGroup } from "../article-groups"
import { isEan13 } from "../ean-13"
import { handlesFor, takeHandle } from "../free-handle"
import type { ImportedVariant } from "../imported-variant"
import { planArticleImport } from "../plan-article-import"
import { isSamePrice, toMedusaPrice } from "../to-medusa-price"
import { toMedusaPriceWrite } from "../to-medusa-price-write"
import { toMedusaProduct } from "../to-medusa-product"
import { toMedusaProductUpdate } from "../to-medusa-product-update"
import { toMedusaTitle } from "../to-medusa-title"
import { toMedusaVariantUpdate } from "../to-medusa-variant-update"
import { isSameWeight, toMedusaWeight } from "../to-medusa-weight"

const settings = defaultSettings()

const price = { pricesIncludeVat: true, vatPercent: 25, currencyCode: "sek", countryCode: "se" }

const row: ArticleRow = {
  articleNo: "SKÅL-1",
  name: "Skål, blå",
  barcode: "7350001230016",
  priceExclVat: "120.00",
  weightKg: "0.500",
  description: "Handgjord",
  articleGroupId: "7",
  articleGroupName: "Kök",
}

const variant = (change: Partial<ImportedVariant> = {}): ImportedVariant => ({
  id: "variant_1",
  sku: "SKÅL-1",
  title: "Default variant",
  barcode: "1",
  ean: null,
  weight: 400,
  price_set: {
    id: "pset_1",
    prices: [
      { id: "price_list", amount: 1, currency_code: "sek", price_list_id: "plist_1" },
      { id: "price_rule", amount: 2, currency_code: "sek", rules_count: 1 },
      { id: "price_ten", amount: 3, currency_code: "sek", min_quantity: 10 },
      { id: "price_eur", amount: 4, currency_code: "eur" },
      { id: "price_base", amount: 125, currency_code: "sek" },
    ],
  },
  product: {
    id: "prod_1",
    title: "Skål",
    description: null,
    status: "published",
    categories: [{ id: "pcat_own" }, { id: "pcat_group" }],
    variants: [{ id: "variant_1" }],
  },
  ...change,
})

const nobody = { settings, barcodeHolder: () => "nobody" as const }

describe("a price", () => {
  const terms = fc.record({
    pricesIncludeVat: fc.boolean(),
    vatPercent: fc.constantFrom(0, 6, 12, 25, "12.5"),
  })
  const öre = fc.integer({ min: 0, max: 100_000_000 }).map((cents) => (cents / 100).toFixed(2))

  it("of Specter's is the same when it has been to the store and back", () => {
    fc.assert(
      fc.property(öre, terms, (excl, context) => {
        const stored = toMedusaPrice(excl, context) as string
        return /^\d+(\.\d{1,2})?$/.test(stored) && isSamePrice(stored, excl, context)
      })
    )
  })

  it("of the store's is left alone when Specter gives it back rounded to its two decimals", () => {
    fc.assert(
      fc.property(öre, fc.constantFrom(6, 12, 25), (incl, vatPercent) => {
        const inSpecter = (Number(incl) / (1 + vatPercent / 100)).toFixed(8)
        const rounded = (Math.round(Number(inSpecter) * 100) / 100).toFixed(2)
        const isOnTheEdge = Math.abs((Number(inSpecter) * 100) % 1) - 0.5
        fc.pre(Math.abs(isOnTheEdge) > 1e-4)
        return isSamePrice(incl, rounded, { pricesIncludeVat: true, vatPercent })
      })
    )
  })

  it.each([
    ["79.20", true, 25, "99"],
    ["89.29", true, 12, "100"],
    ["79.20", false, 25, "79.2"],
    ["0.01", true, 6, "0.01"],
    ["79.9949", true, 25, "99.99"],
  ] as const)(
    "%s, with VAT %s (%i %%), is %s in the store",
    (excl, pricesIncludeVat, vatPercent, expected) => {
      expect(toMedusaPrice(excl, { pricesIncludeVat, vatPercent })).toBe(expected)
    }
  )

  it("with VAT of an unknown rate is none", () => {
    expect(toMedusaPrice("10.00", { pricesIncludeVat: true })).toBeUndefined()
    expect(toMedusaPriceWrite(variant(), row, { ...price, vatPercent: undefined })).toEqual({
      problems: [{ code: "article_price_without_vat_rate", data: { article_no: "SKÅL-1", country: "SE" } }],
      notes: [],
    })
  })

  it("is written to the variant's base price only", () => {
    expect(toMedusaPriceWrite(variant(), row, price)).toEqual({
      price: {
        variant_id: "variant_1",
        price_set_id: "pset_1",
        price_id: "price_base",
        currency_code: "sek",
        amount: "150",
        amount_before: "125",
      },
      problems: [],
      notes: [],
    })
  })

  it("is not written when it is the same, nor when it is missing, negative or unreadable", () => {
    const written = (change: Partial<ArticleRow>) =>
      toMedusaPriceWrite(variant(), { ...row, ...change }, price)
    expect(written({ priceExclVat: "100.00", vatPercent: "6" })).toEqual({ problems: [], notes: [] })
    expect(written({ priceExclVat: undefined }).notes).toMatchObject([{ code: "article_price_missing" }])
    expect(written({ priceExclVat: undefined, problem: "x" })).toEqual({ problems: [], notes: [] })
    expect(written({ priceExclVat: "-1" }).problems).toMatchObject([{ code: "article_price_negative" }])
  })

  it("is told when Specter counts with another VAT", () => {
    const { notes } = toMedusaPriceWrite(variant(), { ...row, vatPercent: "12" }, price)
    expect(notes).toEqual([
      { code: "article_vat_differs", data: { article_no: "SKÅL-1", specters: "12", stores: "25" } },
    ])
  })
})

describe("a variant's fields", () => {
  it("follow Specter's", () => {
    expect(toMedusaVariantUpdate(variant(), row, nobody)).toEqual({
      update: { barcode: "7350001230016", weight: 500 },
      problems: [],
    })
  })

  it("have the bar code where the export reads it first", () => {
    expect(toMedusaVariantUpdate(variant({ ean: "2", weight: 500 }), row, nobody).update).toEqual({
      ean: "7350001230016",
    })
    expect(
      toMedusaVariantUpdate(variant({ barcode: null, upc: "3", weight: 500 }), row, nobody).update
    ).toEqual({
      barcode: "7350001230016",
    })
  })

  it("stay as they are when they are the same, or Specter says nothing", () => {
    const same = variant({ ean: "7350001230016", weight: 500.2 })
    expect(toMedusaVariantUpdate(same, row, nobody)).toEqual({ update: {}, problems: [] })
    const silent = { articleNo: "SKÅL-1", barcode: "", weightKg: "0.000" }
    expect(toMedusaVariantUpdate(variant(), silent, nobody)).toEqual({ update: {}, problems: [] })
  })

  it("leave a bar code to whoever has it, and tell of another article", () => {
    const held = (by: "sibling" | "other") =>
      toMedusaVariantUpdate(variant({ weight: 500 }), row, { settings, barcodeHolder: () => by })
    expect(held("sibling")).toEqual({ update: {}, problems: [] })
    expect(held("other")).toEqual({
      update: {},
      problems: [{ code: "article_barcode_taken", data: { article_no: "SKÅL-1", barcode: "7350001230016" } }],
    })
  })

  it("keep an only variant's title that of its product", () => {
    expect(toMedusaVariantUpdate(variant({ title: "Skål" }), row, nobody).update).toMatchObject({
      title: "Skål, blå",
    })
  })
})

describe("a title", () => {
  it.each([
    ["Skål, blå", "Skål", "Default variant", "Skål, blå"],
    ["Skål", "Skål", "Default variant", undefined],
    ["Skål, Röd", "Skål", "Röd", undefined],
    ["Fat, Röd", "Skål", "Röd", "Fat"],
    ["Fat", "Skål", "Röd", "Fat"],
    ["Lódz - 5 EUR", "Łódź – 5 €", undefined, undefined],
    ["  ", "Skål", undefined, undefined],
    [undefined, "Skål", undefined, undefined],
  ])("Specter's %j over %j, %j is %j", (name, productTitle, variantTitle, expected) => {
    expect(toMedusaTitle(name, { productTitle, variantTitle })).toBe(expected)
  })
})

describe("a weight", () => {
  it("is in the store's unit, and none when Specter has zero", () => {
    expect([toMedusaWeight("1.250", "g"), toMedusaWeight("1.250", "kg")]).toEqual([1250, 1.25])
    expect([toMedusaWeight("0.000", "g"), toMedusaWeight(undefined, "g"), toMedusaWeight("-1", "g")]).toEqual(
      [undefined, undefined, undefined]
    )
  })

  it("is the same to Specter's three decimals", () => {
    expect(isSameWeight(1250.4, "1.25", "g")).toBe(true)
    expect(isSameWeight(1251, "1.25", "g")).toBe(false)
    expect(isSameWeight(null, "1.25", "g")).toBe(false)
  })
})

describe("a product", () => {
  const told = (change: Partial<ImportedVariant["product"]> = {}, rowChange: Partial<ArticleRow> = {}) => {
    const one = variant()
    const product = { ...one.product, ...change }
    return { product, told: [{ variant: { ...one, product }, row: { ...row, ...rowChange } }] }
  }
  const context = {
    unpublishRemoved: true,
    removedBefore: new Set<string>(),
    groupCategoryIds: new Set(["pcat_group"]),
    categoryOf: () => "pcat_new",
  }

  it("with one variant follows Specter, and keeps the merchant's own categories", () => {
    expect(toMedusaProductUpdate(told(), context)).toEqual({
      title: "Skål, blå",
      description: "Handgjord",
      category_ids: ["pcat_own", "pcat_new"],
    })
  })

  it("keeps a description of the store's own", () => {
    expect(toMedusaProductUpdate(told({ description: "Drejad i Åmål" }), context)).toEqual({
      title: "Skål, blå",
      category_ids: ["pcat_own", "pcat_new"],
    })
  })

  it("with several variants keeps its texts, and its former groups as long as not all are told of", () => {
    const several = told({ variants: [{ id: "variant_1" }, { id: "variant_2" }] })
    expect(toMedusaProductUpdate(several, context)).toEqual({
      category_ids: ["pcat_own", "pcat_group", "pcat_new"],
    })
  })

  it("has nothing to change when all is as Specter says", () => {
    const same = told({ title: "Skål, blå", description: "Handgjord", categories: [{ id: "pcat_new" }] })
    expect(toMedusaProductUpdate(same, context)).toBeUndefined()
  })

  it("becomes a draft when its last article is removed, and only then", () => {
    const removed = { removed: true }
    const two = { variants: [{ id: "variant_1" }, { id: "variant_2" }] }
    expect(toMedusaProductUpdate(told({}, removed), context)).toEqual({ status: "draft" })
    expect(toMedusaProductUpdate(told({}, removed), { ...context, unpublishRemoved: false })).toBeUndefined()
    expect(toMedusaProductUpdate(told(two, removed), context)).toBeUndefined()
    const before = new Set(["variant_2"])
    expect(toMedusaProductUpdate(told(two, removed), { ...context, removedBefore: before })).toEqual({
      status: "draft",
    })
  })
})

describe("what Specter was sent last, changed by the store's own code", () => {
  const sentHash = articleHash({
    articleNo: "SKÅL-1",
    name: "Skål – łåda, blå",
    barcode: "A7350001230016",
    weightKg: "0.6",
    priceExclVat: "71.976",
  })
  const told = {
    ...row,
    name: "Skål - låda, blå",
    barcode: "A7350001230016",
    weightKg: "0.600",
    priceExclVat: "71.98",
  }
  const sent = variant({ title: "Skål", sentHash })
  const context = {
    unpublishRemoved: true,
    removedBefore: new Set<string>(),
    groupCategoryIds: new Set<string>(),
    categoryOf: () => undefined,
  }

  it("is no change when Specter tells it", () => {
    expect(toMedusaPriceWrite(sent, told, price)).toEqual({ problems: [], notes: [] })
    expect(toMedusaVariantUpdate(sent, told, nobody)).toEqual({ update: {}, problems: [] })
    const product = { product: sent.product, told: [{ variant: sent, row: told }] }
    expect(toMedusaProductUpdate(product, context)).toEqual({ description: "Handgjord" })
  })

  it("is changed where Specter tells anything else", () => {
    const changed = { ...told, name: "Fat", barcode: "7", weightKg: "0.601", priceExclVat: "71.97" }
    expect(toMedusaPriceWrite(sent, changed, price).price).toMatchObject({ amount: "89.96" })
    expect(toMedusaVariantUpdate(sent, changed, nobody).update).toEqual({
      title: "Fat",
      barcode: "7",
      weight: 601,
    })
  })

  it.each(["", "x", "sent@71.98", "sent@undefined", "sent"])("is not known of %j", (odd) => {
    expect(toMedusaVariantUpdate({ ...sent, sentHash: odd }, told, nobody).update).toEqual({
      title: "Skål - låda, blå",
      barcode: "A7350001230016",
      weight: 600,
    })
  })

  it("leaves a price to be written that the store has none of", () => {
    const unpriced = { ...sent, price_set: { id: "pset_1", prices: [] } }
    expect(toMedusaPriceWrite(unpriced, told, price).price).toMatchObject({ amount: "89.98" })
  })
})

describe("a new product", () => {
  const context = {
    settings,
    price,
    places: { salesChannelId: "sc_1", shippingProfileId: "sp_1", categoryId: "pcat_1", missing: [] },
    handle: "skål-blå-skål-1",
    isBarcodeTaken: false,
  }

  it("has one variant with all that Specter tells", () => {
    expect(toMedusaProduct(row, context)).toEqual({
      product: {
        title: "Skål, blå",
        handle: "skål-blå-skål-1",
        description: "Handgjord",
        status: "draft",
        shipping_profile_id: "sp_1",
        sales_channels: [{ id: "sc_1" }],
        category_ids: ["pcat_1"],
        options: [{ title: "Default option", values: ["Default option value"] }],
        variants: [
          {
            title: "Default variant",
            sku: "SKÅL-1",
            options: { "Default option": "Default option value" },
            manage_inventory: true,
            barcode: "7350001230016",
            ean: "7350001230016",
            weight: 500,
            prices: [{ currency_code: "sek", amount: "150" }],
          },
        ],
      },
      problems: [],
      notes: [],
    })
  })

  it("is named by its number when Specter has no name, and goes without what Specter lacks", () => {
    const { product, notes } = toMedusaProduct({ articleNo: "X" }, context)
    expect(product).toMatchObject({ title: "X", variants: [{ sku: "X", prices: [] }] })
    expect(notes).toMatchObject([{ code: "article_price_missing" }])
  })

  it("goes without a bar code that another variant has", () => {
    const { product, problems } = toMedusaProduct(row, { ...context, isBarcodeTaken: true })
    expect(product?.variants?.[0]).not.toHaveProperty("barcode")
    expect(problems).toMatchObject([{ code: "article_barcode_taken" }])
  })

  it("is none when a setting names what is gone", () => {
    const missing = [{ code: "new_product_sales_channel_missing" } as const]
    expect(toMedusaProduct(row, { ...context, places: { missing } })).toEqual({
      problems: missing,
      notes: [],
    })
  })
})

describe("a bar code", () => {
  it.each([
    ["7350001230016", true],
    ["7350001230018", false],
    ["735000123001", false],
    ["73500012300AB", false],
  ])("%s is an EAN-13: %s", (code, expected) => {
    expect(isEan13(code)).toBe(expected)
  })
})

describe("a handle", () => {
  it("keeps å, ä and ö, and is numbered when it is taken", () => {
    const taken = new Set(["åäö-1-b", "åäö-1-b-2"])
    expect(takeHandle(handlesFor("Åäö 1/ B"), taken)).toBe("åäö-1-b-3")
    expect(takeHandle(handlesFor("Åäö 1/ B"), taken)).toBe("åäö-1-b-4")
  })
})

describe("an article group", () => {
  it.each([
    [
      { articleGroupId: "7", articleGroupName: "Kök" },
      { number: "7", name: "Kök" },
    ],
    [{ articleGroupId: "7" }, { number: "7", name: "7" }],
    [{ articleGroupName: " Kök " }, { number: "Kök", name: "Kök" }],
    [{ articleGroupId: "", articleGroupName: "" }, undefined],
  ])("%j is %j", (told, expected) => {
    expect(articleGroup({ articleNo: "1", ...told })).toEqual(expected)
  })
})

describe("a plan", () => {
  const state: ArticleImportState = {
    settings: { ...settings, article_group_creates_category: true },
    variants: new Map([["SKÅL-1", [variant()]]]),
    sendable: new Map([["variant_1", variant() as MedusaVariant]]),
    vatPercents: new Map([["variant_1", 25]]),
    usualVatPercent: 25,
    pricesIncludeVat: true,
    barcodeHolders: new Map(),
    productHandles: new Set(),
    categoryHandles: new Set(),
    inventoryItems: { ids: new Map(), holders: new Map() },
    places: { missing: [] },
    categoryIds: new Map(),
    newCategoryIds: new Map([["7", "pcat_7"]]),
    groupCategoryIds: new Set(),
    removedBefore: new Set(),
  }
  const rows = [row, { ...row, articleNo: "NY-1", barcode: "5" }, { ...row, articleNo: "NY-2", barcode: "5" }]

  it("makes one category of a group, and counts every article once", () => {
    const plan = planArticleImport({ rows, state })
    expect(plan.categories).toEqual([
      { id: "pcat_7", name: "Kök", handle: "kök", is_active: true, group_number: "7" },
    ])
    expect(plan.products.map(({ category_ids }) => category_ids)).toEqual([["pcat_7"], ["pcat_7"]])
    expect(plan.noted.map(({ variantId }) => variantId)).toEqual(["variant_1"])
    expect(plan.outcome).toMatchObject({ changed: 3, unchanged: 0 })
    expect(plan.outcome.rows.map(({ subject, reason }) => [subject, reason.code])).toEqual([
      ["NY-2", "article_barcode_taken"],
    ])
  })

  it.each([false, true])(
    "makes no product of what orders name for no goods, nor tells of it, with prices only: %s",
    (import_price_only) => {
      const chosen = { ...state.settings, import_price_only, article_no_for_rows_without_sku: "ÖVRIGT" }
      const services = ["FRAKT", "rabatt", "PRESENTKORT", "Övrigt"].map((articleNo) => ({ articleNo }))
      const plan = planArticleImport({ rows: services, state: { ...state, settings: chosen } })
      expect(plan.products).toEqual([])
      expect(plan.outcome).toEqual({ changed: 0, unchanged: 4, rows: [] })
    }
  )

  it("makes no product of what orders named for no goods before the merchant chose another number", () => {
    const chosen = { ...state.settings, freight_article_no: "FRAKT-2" }
    const services = ["FRAKT", "FRAKT-2"].map((articleNo) => ({ articleNo }))
    const plan = planArticleImport({ rows: services, state: { ...state, settings: chosen } })
    expect(plan.products).toEqual([])
  })

  it("follows what orders name for no goods where the store has it", () => {
    const chosen = { ...state.settings, freight_article_no: "SKÅL-1" }
    const plan = planArticleImport({ rows: [row], state: { ...state, settings: chosen } })
    expect(plan.prices).toHaveLength(1)
  })

  it("leaves what it was given as it was", () => {
    planArticleImport({ rows, state })
    expect([state.categoryIds.size, state.productHandles.size, state.barcodeHolders.size]).toEqual([0, 0, 0])
  })

  it("makes no category for an article that cannot be created", () => {
    const places = { missing: [{ code: "new_product_sales_channel_missing" } as const] }
    expect(planArticleImport({ rows: rows.slice(1), state: { ...state, places } }).categories).toEqual([])
  })

  it("of prices only has prices only", () => {
    const only = { ...state, settings: { ...state.settings, import_price_only: true } }
    const plan = planArticleImport({ rows, state: only })
    expect(plan).toMatchObject({
      products: [],
      productUpdates: [],
      categories: [],
      variants: [{ id: "variant_1" }],
    })
    expect(plan.prices).toHaveLength(1)
    expect(plan.outcome.rows.map(({ outcome }) => outcome)).toEqual(["unmatched", "unmatched"])
  })
})
