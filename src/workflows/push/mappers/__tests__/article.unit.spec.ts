import fc from "fast-check"
import { defaultSettings, type Settings } from "../../../../modules/specter/settings"
import { type ArticleContext, ARTICLE_FIELDS, type MedusaVariant, toSpecterArticle } from "../article"
import { articleHash } from "../article-hash"

const settings = (chosen: Partial<Settings> = {}): Settings => ({ ...defaultSettings(), ...chosen })

const context = (known: Partial<ArticleContext> = {}): ArticleContext => ({
  settings: settings(),
  vatPercent: 25,
  pricesIncludeVat: true,
  isNew: false,
  awaitsFigure: false,
  withStock: false,
  ...known,
})

const sek = (amount: number | string, more: object = {}) => ({
  amount: amount as number,
  currency_code: "sek",
  ...more,
})

const MUG: MedusaVariant = {
  id: "variant_1",
  sku: "MUGG-BLA",
  title: "Blå / 30 cl",
  ean: "7310865004703",
  weight: 350,
  length: 12,
  width: 9,
  height: 10,
  hs_code: "6912.00",
  origin_country: "se",
  manage_inventory: true,
  product: { id: "prod_1", title: "Kaffemugg åäö", type_id: null },
  price_set: { prices: [sek(149)] },
  inventory_items: [
    {
      required_quantity: 1,
      inventory: {
        location_levels: [
          { location_id: "sloc_1", stocked_quantity: 12 },
          { location_id: "sloc_2", stocked_quantity: 5 },
        ],
      },
    },
  ],
}

const mug = (changes: Partial<MedusaVariant>): MedusaVariant => ({ ...MUG, ...changes })
const messageOf = (variant: MedusaVariant, known: Partial<ArticleContext> = {}) =>
  toSpecterArticle(variant, context(known)).message

describe("a variant as Specter's article", () => {
  it("has all that both sides know of it", () => {
    expect(toSpecterArticle(MUG, context({ isNew: true, settings: settings({ new_article_type: "GW" }) })))
      .toMatchInlineSnapshot(`
      {
        "message": {
          "articleNo": "MUGG-BLA",
          "articleType": "GW",
          "barcode": "7310865004703",
          "commodityCode": "6912.00",
          "countryOfOrigin": "SE",
          "keepStock": true,
          "name": "Kaffemugg åäö, Blå / 30 cl",
          "priceExclVat": "119.20",
          "stock": "17",
          "vatPercent": "25",
          "volumeM3": "0.00108",
          "weightKg": "0.350",
        },
        "notes": [],
        "problems": [],
      }
    `)
  })

  it("has nothing that the store does not know", () => {
    const bare: MedusaVariant = {
      id: "variant_2",
      sku: " A-1 ",
      product: { id: "prod_2", title: "Räksmörgås" },
      price_set: { prices: [sek(10)] },
    }
    expect(messageOf(bare, { vatPercent: undefined })).toEqual({
      articleNo: "A-1",
      name: "Räksmörgås",
      priceExclVat: "10.00",
      keepStock: true,
    })
  })

  it("takes from the product what the variant does not say", () => {
    const variant = mug({
      weight: null,
      length: null,
      width: undefined,
      height: null,
      hs_code: " ",
      origin_country: null,
      product: {
        id: "prod_1",
        title: "Mugg",
        weight: 200,
        length: 10,
        width: 10,
        height: 20,
        hs_code: "6911",
        origin_country: "no",
      },
    })
    expect(messageOf(variant)).toMatchObject({
      weightKg: "0.200",
      volumeM3: "0.002",
      commodityCode: "6911",
      countryOfOrigin: "NO",
    })
  })

  it.each([
    [{ ean: "1", barcode: "2", upc: "3" }, "1"],
    [{ ean: " ", barcode: "2", upc: "3" }, "2"],
    [{ ean: null, barcode: null, upc: "3" }, "3"],
    [{ ean: null, barcode: undefined, upc: "" }, undefined],
  ])("has as its bar code of %j: %s", (codes, expected) => {
    expect(messageOf(mug(codes))?.barcode).toBe(expected)
  })

  it("is called by its number when nothing names it", () => {
    expect(messageOf(mug({ title: " ", product: { id: "p", title: "" } }))?.name).toBe("MUGG-BLA")
    expect(messageOf(mug({ title: null, product: null }))?.name).toBe("MUGG-BLA")
  })
})

describe("an article's price", () => {
  it.each([
    // price, VAT, kept including VAT, sent
    [149, 25, true, "119.20"],
    [149, 25, false, "149.00"],
    [100, 12, true, "89.2857"],
    [99, 6, true, "93.3962"],
    [99.9, 25, true, "79.92"],
    ["0.1", 0, true, "0.10"],
    [0, 25, true, "0.00"],
    ["19.995", 25, false, "19.995"],
    ["1.00005", 25, false, "1.0001"],
    ["1.00004", 25, false, "1.00"],
    ["123456789.12", 25, false, "123456789.12"],
  ])("of %s with %s %% VAT (included: %s) is sent as %s", (price, vatPercent, pricesIncludeVat, expected) => {
    const variant = mug({ price_set: { prices: [sek(price)] } })
    expect(messageOf(variant, { vatPercent, pricesIncludeVat })?.priceExclVat).toBe(expected)
  })

  it("is sent as it is when the VAT is not known", () => {
    expect(messageOf(MUG, { vatPercent: undefined })).toMatchObject({ priceExclVat: "149.00" })
    expect(messageOf(MUG, { vatPercent: undefined })).not.toHaveProperty("vatPercent")
  })

  it("with VAT, rounded to the öre, is the store's price again", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.constantFrom(0, 6, 12, 25),
        (ore, vatPercent) => {
          const sent = messageOf(mug({ price_set: { prices: [sek((ore / 100).toFixed(2))] } }), {
            vatPercent,
          })!.priceExclVat!
          expect(sent).toMatch(/^\d+\.\d{2,4}$/)
          expect(Math.round(Number(sent) * (1 + vatPercent / 100) * 100)).toBe(ore)
        }
      ),
      { numRuns: 500 }
    )
  })

  it("is the base price in the chosen currency: no price list's, no rule's, no quantity step's", () => {
    const prices = [
      { amount: 9, currency_code: "eur" },
      sek(1, { price_list_id: "plist_1" }),
      sek(2, { rules_count: 1 }),
      sek(3, { min_quantity: 10 }),
      sek(125, { min_quantity: 1, currency_code: "SEK" }),
      sek(4),
    ]
    expect(messageOf(mug({ price_set: { prices } }))?.priceExclVat).toBe("100.00")
    expect(
      messageOf(mug({ price_set: { prices } }), {
        settings: settings({ currency_code: "eur" }),
        pricesIncludeVat: false,
      })?.priceExclVat
    ).toBe("9.00")
  })

  it("is taken exactly, not as the double that it also comes as", () => {
    const price = { ...sek(0.30000000000000004), raw_amount: { value: "0.3", precision: 20 } }
    expect(
      messageOf(mug({ price_set: { prices: [price] } }), { pricesIncludeVat: false })?.priceExclVat
    ).toBe("0.30")
  })

  it.each([
    [25, "25"],
    [12.5, "12.5"],
    ["6.00", "6"],
    [0, "0"],
  ])("comes with its VAT of %s as %s", (vatPercent, expected) => {
    expect(messageOf(MUG, { vatPercent })?.vatPercent).toBe(expected)
  })
})

describe("an article's measures", () => {
  it.each([
    [350, "g", "0.350"],
    [0.4, "g", "0.000"],
    [1.5, "kg", "1.500"],
    [1, "g", "0.001"],
    [12345.6, "g", "12.346"],
    [0, "g", undefined],
    [-5, "g", undefined],
  ] as const)("weigh %s %s: %s kg", (weight, weight_unit, expected) => {
    expect(messageOf(mug({ weight }), { settings: settings({ weight_unit }) })?.weightKg).toBe(expected)
  })

  it.each([
    ["mm", [120, 90, 100], "0.00108"],
    ["cm", [12, 9, 10], "0.00108"],
    ["m", [1, 2, 0.5], "1.00"],
    ["m", [1, 1, 1.25], "1.25"],
    ["mm", [1, 1, 1], "0.00"],
  ] as const)("in %s of %j fill %s m³", (dimension_unit, [length, width, height], expected) => {
    expect(
      messageOf(mug({ length, width, height }), { settings: settings({ dimension_unit }) })?.volumeM3
    ).toBe(expected)
  })

  it.each(["length", "width", "height"] as const)("fill nothing that is known without the %s", (side) => {
    expect(messageOf(mug({ [side]: null }))).not.toHaveProperty("volumeM3")
    expect(messageOf(mug({ [side]: 0 }))).not.toHaveProperty("volumeM3")
  })
})

describe("an article's stock", () => {
  it.each([
    [{ isNew: true }, "17"],
    [{ withStock: true }, "17"],
    [{ isNew: true, withStock: true }, "17"],
    [{}, undefined],
  ])("goes along with %j as %s, since Specter overwrites its own with it", (known, expected) => {
    expect(messageOf(MUG, known)?.stock).toBe(expected)
  })

  it.each([
    [{ isNew: true }, undefined],
    [{ awaitsFigure: true }, undefined],
    [{ withStock: true }, "0"],
  ])(
    "of none goes along with %j as %s: Specter may have the article with a figure of its own",
    (known, expected) => {
      expect(messageOf(mug({ inventory_items: [] }), known)?.stock).toBe(expected)
    }
  )

  it("goes along with the first figure of an article that was made without", () => {
    expect(messageOf(MUG, { awaitsFigure: true })?.stock).toBe("17")
  })

  it("never goes along when the store does not manage it", () => {
    const message = messageOf(mug({ manage_inventory: false }), { isNew: true, withStock: true })
    expect(message).toMatchObject({ keepStock: false })
    expect(message).not.toHaveProperty("stock")
  })

  it("is that of the chosen locations", () => {
    const chosen = settings({ stock_sites: { sloc_2: "*" } })
    expect(messageOf(MUG, { isNew: true, settings: chosen })?.stock).toBe("5")
  })

  it.each([{ isNew: true }, { awaitsFigure: true }, { withStock: true }])(
    "stays here with %j where the store goes by stock sites: it cannot say at which it lies",
    (known) => {
      const chosen = settings({ stock_sites: { sloc_1: "*", sloc_2: "1" } })
      expect(messageOf(MUG, { ...known, settings: chosen })).not.toHaveProperty("stock")
    }
  )
})

describe("an article's type", () => {
  it("goes along only when the article is new and the merchant has chosen one", () => {
    const chosen = settings({ new_article_type: "GW" })
    expect(messageOf(MUG, { isNew: true, settings: chosen })?.articleType).toBe("GW")
    expect(messageOf(MUG, { isNew: false, settings: chosen })).not.toHaveProperty("articleType")
    expect(messageOf(MUG, { isNew: true })).not.toHaveProperty("articleType")
  })
})

describe("what is wrong with a variant", () => {
  it.each(["", "  ", null, undefined])("is a missing SKU: %j", (sku) => {
    expect(toSpecterArticle(mug({ sku }), context())).toEqual({
      problems: [{ code: "variant_without_sku" }],
      notes: [],
    })
  })

  it.each([
    undefined,
    null,
    { prices: null },
    { prices: [] },
    { prices: [{ amount: 1, currency_code: "eur" }] },
    { prices: [sek(1, { price_list_id: "plist_1" })] },
  ])("is a missing price: %j", (price_set) => {
    expect(toSpecterArticle(mug({ price_set }), context())).toEqual({
      problems: [{ code: "variant_without_price", data: { currency: "SEK" } }],
      notes: [],
    })
  })

  it("is told all at once", () => {
    const { problems } = toSpecterArticle(mug({ sku: null, price_set: null }), context())
    expect(problems.map(({ code }) => code)).toEqual(["variant_without_sku", "variant_without_price"])
  })
})

describe("remarks on an article", () => {
  const codesOf = (variant: MedusaVariant, known: Partial<ArticleContext> = {}) =>
    toSpecterArticle(variant, context(known)).notes

  it.each(["A 1", "A,1", "TRÖJA", "å", "Ä", "A&B", "100%", "A#1", "A¤", "A€"])(
    "say that Specter advises against such a number: %s",
    (sku) => {
      expect(codesOf(mug({ sku }))).toEqual([
        { code: "article_number_odd_characters", data: { article_no: sku } },
      ])
    }
  )

  it.each(["A-1", "A.1", "a1", "10-XL"])("say nothing of a number such as %s", (sku) => {
    expect(codesOf(mug({ sku }))).toEqual([])
  })

  it("say that Specter has the article under two numbers once the SKU has changed", () => {
    expect(codesOf(MUG, { previousArticleNo: "MUGG-GAMMAL" })).toEqual([
      { code: "sku_changed", data: { old: "MUGG-GAMMAL", new: "MUGG-BLA" } },
    ])
    for (const previousArticleNo of ["MUGG-BLA", "mugg-bla", " Mugg-Bla"]) {
      expect(codesOf(MUG, { previousArticleNo })).toEqual([])
    }
    expect(codesOf(mug({ sku: "MUGG–BLA" }), { previousArticleNo: "MUGG-BLA" })).toEqual([])
    expect(codesOf(mug({ sku: "" }), { previousArticleNo: "MUGG-GAMMAL" })).toEqual([])
  })

  it("say that the VAT is not known", () => {
    expect(codesOf(MUG, { vatPercent: undefined })).toEqual([
      { code: "country_without_tax_region", data: { country: "SE" } },
    ])
  })
})

describe("what of an article a change in the store can alter", () => {
  it("is all but its stock and type", () => {
    const chosen = settings({ new_article_type: "GW" })
    const created = messageOf(MUG, { isNew: true, settings: chosen })!
    const updated = messageOf(MUG, { settings: chosen })!
    expect(created).not.toEqual(updated)
    expect(articleHash(created)).toEqual(articleHash(updated))
    expect(articleHash(messageOf(mug({ title: "Röd" }))!)).not.toEqual(articleHash(updated))
  })
})

describe("the mapping of whatever Medusa gives", () => {
  const nothing = fc.constantFrom(null, undefined)
  const junk = fc.oneof(
    fc.constantFrom<unknown>("", " ", "abc", "12", NaN, Infinity, -1, 0, 1e21, {}, [], true, {
      value: "1.5",
    }),
    nothing,
    fc.double(),
    fc.string()
  )
  const junkOf = (keys: string[]) =>
    fc.record(Object.fromEntries(keys.map((key) => [key, junk])), { requiredKeys: [] })
  const mostly = (arbitrary: fc.Arbitrary<unknown>, other: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 5, arbitrary }, { weight: 1, arbitrary: other })
  /** A list as a broken link leaves it: with gaps, or not there at all. */
  const gappy = (entries: fc.Arbitrary<unknown>) =>
    mostly(fc.array(mostly(entries, nothing), { maxLength: 3 }), nothing)

  const own = ARTICLE_FIELDS.filter((field) => !field.includes("."))
  const products = junkOf(
    ARTICLE_FIELDS.filter((field) => field.startsWith("product.")).map((field) => field.slice(8))
  )
  const prices = fc.record({
    amount: mostly(fc.integer(), junk),
    raw_amount: mostly(nothing, junk),
    currency_code: mostly(fc.constant("sek"), junk),
    min_quantity: mostly(nothing, junk),
    price_list_id: mostly(nothing, junk),
    rules_count: mostly(nothing, junk),
  })
  const quantities = fc.oneof(
    fc.constantFrom<unknown>("", "abc", "12", NaN, Infinity, -1, 0, 2.5, {}, { value: "1.5" }),
    fc.integer(),
    nothing
  )
  const levels = fc.record({ location_id: junk, stocked_quantity: quantities }, { requiredKeys: [] })
  const items = fc.record({
    required_quantity: quantities,
    inventory: mostly(fc.record({ location_levels: gappy(levels) }), nothing),
  })
  const variants = fc
    .tuple(
      junkOf(own),
      mostly(fc.constant("A-1"), junk),
      mostly(products, nothing),
      mostly(fc.record({ prices: gappy(prices) }), nothing),
      gappy(items)
    )
    .map(([variant, sku, product, price_set, inventory_items]) => ({
      ...variant,
      sku,
      product,
      price_set,
      inventory_items,
    }))
  const rates = mostly(fc.constant(25), junk)

  it("never throws, and gives a message with decimal figures or says what is wrong", () => {
    let messages = 0
    fc.assert(
      fc.property(variants, rates, fc.boolean(), fc.boolean(), (variant, vatPercent, included, isNew) => {
        const mapped = toSpecterArticle(
          variant as unknown as MedusaVariant,
          context({ vatPercent: vatPercent as number, pricesIncludeVat: included, isNew })
        )
        expect(mapped.message === undefined).toBe(mapped.problems.length > 0)
        messages += mapped.message ? 1 : 0
        for (const key of ["priceExclVat", "vatPercent", "weightKg", "volumeM3", "stock"] as const) {
          expect(mapped.message?.[key] ?? "0").toMatch(/^-?\d+(\.\d+)?$/)
        }
        for (const key of ["articleNo", "name"] as const) {
          expect(typeof (mapped.message?.[key] ?? "")).toBe("string")
        }
      }),
      { numRuns: 1_500 }
    )
    expect(messages).toBeGreaterThan(300)
  })
})
