import { MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import type { OrderItem, OrderRow } from "../../../../modules/specter/client"
import { compareRows } from "../compare-rows"
import { type OrderSituation, planOrderChange } from "../plan-order-change"
import type { GoodsRow, StoreRows } from "../store-rows"

const SETTINGS = {
  freight_article_no: "FRAKT",
  discount_article_no: "RABATT",
  credit_article_no: "PRESENTKORT",
}
/** The merchant has chosen another number since. */
const TODAY = { ...SETTINGS, freight_article_no: "PORTÖ" }

/** As the store sends an item of this unit price, VAT included unless said. */
function goods(
  articleNo: string,
  quantity: number,
  unitPrice: string,
  more: Partial<GoodsRow> = {}
): GoodsRow {
  const { vatPercent = 25, isTaxInclusive = true } = more
  const price = isTaxInclusive
    ? MathBN.convert(unitPrice).dividedBy(1 + vatPercent / 100)
    : MathBN.convert(unitPrice)
  return {
    articleNo,
    name: articleNo,
    quantity: String(quantity),
    priceExclVat: price.decimalPlaces(4, 4).toFixed(),
    vatPercent,
    itemId: `ordli_${articleNo}_${unitPrice}`,
    unitPrice: MathBN.convert(unitPrice),
    isTaxInclusive,
    vatRate: MathBN.convert(vatPercent),
    fulfilled: MathBN.convert(0),
    isReturned: false,
    ...more,
  }
}

const freight: OrderRow = {
  articleNo: "FRAKT",
  name: "PostNord",
  quantity: "1",
  priceExclVat: "47.20",
  vatPercent: 25,
}

const rowsOf = (list: GoodsRow[], services: OrderRow[] = [freight]): StoreRows => ({
  message: {} as StoreRows["message"],
  goods: list,
  services,
})

const toItem = ({ articleNo, quantity, priceExclVat, vatPercent }: OrderRow): OrderItem => ({
  articleNo,
  noOfItems: quantity,
  priceExclVat,
  vatPercent: String(vatPercent),
})

const told = ({ goods: list, services }: StoreRows): OrderItem[] => [...list, ...services].map(toItem)

const SITUATION: OrderSituation = {
  orderNo: "7001",
  isCanceled: false,
  isAsSent: true,
  isBeingEdited: false,
  variants: new Map([["KAFFE 500", ["variant_kaffe", "variant_annan"]]]),
}

function plan(store: StoreRows, items: OrderItem[], situation: Partial<OrderSituation> = {}) {
  const comparison = compareRows(store, items, SETTINGS, TODAY)
  return comparison && planOrderChange(comparison, { ...SITUATION, ...situation })
}

const store = rowsOf([goods("TRÖJA-S", 2, "99"), goods("BOK-1", 1, "106", { vatPercent: 6 })])
const [shirt, book, freightTold] = told(store)

describe("planOrderChange", () => {
  it("does nothing when Specter has what the store has, in any order and with its own spelling", () => {
    expect(plan(store, told(store))).toEqual({ kind: "same", notes: [] })
    expect(plan(store, [freightTold, book, { ...shirt, articleNo: "tröja-s " }])).toEqual({
      kind: "same",
      notes: [],
    })
    expect(
      plan(store, [
        freightTold,
        { articleNo: "BOK-1", noOfItems: "1.0" },
        { articleNo: "TRÖJA-S", noOfItems: "2" },
      ])
    ).toEqual({ kind: "same", notes: [] })
  })

  it("changes, adds and removes goods, all in one edit", () => {
    const items = [
      { ...shirt, noOfItems: "1", priceExclVat: "71.20" },
      freightTold,
      { articleNo: "kaffe  500", noOfItems: "3", priceExclVat: "90" },
    ]
    expect(plan(store, items)).toEqual({
      kind: "edit",
      updates: [
        { id: "ordli_TRÖJA-S_99", quantity: 1, unit_price: "89" },
        { id: "ordli_BOK-1_106", quantity: 0 },
      ],
      additions: [{ variant_id: "variant_kaffe", quantity: 3, unit_price: "90" }],
      words: "TRÖJA-S 2 → 1, TRÖJA-S à 79.2 → 71.20, BOK-1 1 → 0, kaffe  500 0 → 3",
      notes: [],
    })
  })

  it("shares an article's quantity out over its items", () => {
    const twice = rowsOf([goods("A", 2, "10", { itemId: "1" }), goods("A", 3, "10", { itemId: "2" })])
    const of = (noOfItems: string) => plan(twice, [{ articleNo: "A", noOfItems }, freightTold])
    expect(of("5")).toMatchObject({ kind: "same" })
    expect(of("3")).toMatchObject({ updates: [{ id: "2", quantity: 1 }] })
    expect(of("1")).toMatchObject({
      updates: [
        { id: "1", quantity: 1 },
        { id: "2", quantity: 0 },
      ],
    })
    expect(of("7")).toMatchObject({ updates: [{ id: "1", quantity: 4 }] })
  })

  it("knows rows of one article with prices of their own when they are as they were, and else asks for a hand", () => {
    const twice = rowsOf([goods("A", 2, "10", { itemId: "1" }), goods("A", 3, "20", { itemId: "2" })])
    expect(plan(twice, told(twice).reverse())).toMatchObject({ kind: "same" })
    const [cheap, dear] = told(twice)
    expect(plan(twice, [cheap, { ...dear, noOfItems: "2" }, freightTold])).toMatchObject({
      kind: "tell",
      notes: [{ code: "order_rows_by_hand", data: { changes: "A 5 → 4" } }],
    })
  })

  it.each<[string, Partial<OrderSituation>, string]>([
    ["cancelled", { isCanceled: true }, "order_rows_canceled"],
    ["changed in the store too", { isAsSent: false }, "order_rows_changed_in_both"],
    ["being edited", { isBeingEdited: true }, "order_rows_being_edited"],
  ])("only tells when the order is %s", (_, situation, code) => {
    expect(plan(store, [{ ...shirt, noOfItems: "1" }, book, freightTold], situation)).toEqual({
      kind: "tell",
      notes: [{ code, data: { order_no: "7001", changes: "TRÖJA-S 2 → 1" } }],
    })
    expect(plan(store, told(store), situation)).toEqual({ kind: "same", notes: [] })
  })

  it("only tells when an article is unknown, and then changes nothing else either", () => {
    expect(
      plan(store, [{ ...shirt, noOfItems: "1" }, book, freightTold, { articleNo: "OKÄND", noOfItems: "1" }])
    ).toMatchObject({
      kind: "tell",
      notes: [
        {
          code: "order_rows_unknown_article",
          data: { article_no: "OKÄND", changes: "TRÖJA-S 2 → 1, OKÄND 0 → 1" },
        },
      ],
    })
  })

  it("only tells when the changed goods are fulfilled, and edits the others", () => {
    const sent = rowsOf([
      goods("TRÖJA-S", 2, "99", { fulfilled: MathBN.convert(1) }),
      goods("BOK-1", 1, "106", { vatPercent: 6 }),
    ])
    expect(plan(sent, [{ ...shirt, noOfItems: "1" }, book, freightTold])).toMatchObject({
      kind: "tell",
      notes: [{ code: "order_rows_fulfilled" }],
    })
    expect(plan(sent, [shirt, { ...book, noOfItems: "2" }, freightTold])).toMatchObject({
      kind: "edit",
      updates: [{ quantity: 2 }],
    })
  })

  it.each([
    ["a fraction", [{ ...shirt, noOfItems: "1.5" }, book, freightTold]],
    ["less than nothing", [{ ...shirt, noOfItems: "-1" }, book, freightTold]],
    ["no goods at all", [freightTold]],
    ["no rows at all", []],
  ])("only tells of %s", (_, items) => {
    expect(plan(store, items)).toMatchObject({ kind: "tell", notes: [{ code: "order_rows_by_hand" }] })
  })

  it("only tells of returned goods", () => {
    const returned = rowsOf([goods("TRÖJA-S", 2, "99", { isReturned: true })])
    expect(plan(returned, [{ ...shirt, noOfItems: "1" }, freightTold])).toMatchObject({
      notes: [{ code: "order_rows_by_hand" }],
    })
  })

  it("tells of freight, discounts and VAT beside the edit", () => {
    const items = [
      { ...shirt, noOfItems: "1" },
      { ...book, vatPercent: "25" },
      { ...freightTold, priceExclVat: "0" },
      { articleNo: "RABATT", noOfItems: "1", priceExclVat: "-5" },
    ]
    expect(plan(store, items)).toMatchObject({
      kind: "edit",
      updates: [{ quantity: 1 }],
      notes: [
        {
          code: "order_rows_by_hand",
          data: { changes: "BOK-1 6 % → 25 %, FRAKT 47.20 → 0.00, RABATT 0.00 → -5.00" },
        },
      ],
    })
  })

  it("knows a service by the number that it was sent with, and by that of today", () => {
    const renamed = { ...freightTold, articleNo: "portö" }
    expect(plan(store, [shirt, book, renamed])).toEqual({ kind: "same", notes: [] })
    expect(plan(store, [shirt, book, freightTold, renamed])).toMatchObject({
      kind: "tell",
      notes: [{ code: "order_rows_by_hand", data: { changes: "FRAKT 47.20 → 94.40" } }],
    })
  })

  it("says nothing of rows whose number is missing", () => {
    expect(plan(store, [{ articleNo: "TRÖJA-S" }])).toBeUndefined()
  })

  const prices = fc.integer({ min: 1, max: 500_000 }).map((ore) => (ore / 100).toFixed(2))
  const lines = fc.record({
    articleNo: fc.constantFrom("A", "B", "Å", "Ö-1"),
    quantity: fc.integer({ min: 1, max: 9 }),
    unitPrice: prices,
    vatPercent: fc.constantFrom(0, 6, 12, 25),
    isTaxInclusive: fc.boolean(),
  })
  const stores = fc
    .uniqueArray(lines, { minLength: 1, selector: ({ articleNo }) => articleNo })
    .map((list) =>
      rowsOf(
        list.map(({ articleNo, quantity, unitPrice, ...more }) => goods(articleNo, quantity, unitPrice, more))
      )
    )

  it("takes its own rows for its own when Specter keeps öre only", () => {
    fc.assert(
      fc.property(stores, (ours) => {
        const rounded = told(ours).map((one) => ({
          ...one,
          priceExclVat: MathBN.convert(one.priceExclVat ?? 0)
            .decimalPlaces(2, 4)
            .toFixed(2),
        }))
        expect(plan(ours, rounded)).toEqual({ kind: "same", notes: [] })
      })
    )
  })

  it("has nothing left to do once its edit is carried out", () => {
    const changes = fc.array(
      fc.record({ quantity: fc.integer({ min: 0, max: 9 }), price: fc.option(prices) }),
      { minLength: 4, maxLength: 4 }
    )
    fc.assert(
      fc.property(stores, changes, (ours, wanted) => {
        const items = told(ours).map((one, index) =>
          one.articleNo === "FRAKT" || index >= wanted.length
            ? one
            : {
                ...one,
                noOfItems: String(wanted[index].quantity),
                priceExclVat: wanted[index].price ?? one.priceExclVat,
              }
        )
        const planned = plan(ours, items)
        if (planned?.kind !== "edit") {
          return
        }
        const after = ours.goods.flatMap((row) => {
          const update = planned.updates.find(({ id }) => id === row.itemId)
          const unitPrice = update?.unit_price ?? row.unitPrice.toFixed()
          const quantity = update?.quantity ?? Number(row.quantity)
          const { vatPercent, isTaxInclusive } = row
          return quantity === 0
            ? []
            : [goods(row.articleNo, quantity, unitPrice, { vatPercent, isTaxInclusive })]
        })
        expect(plan(rowsOf(after), items)).toEqual({ kind: "same", notes: [] })
      })
    )
  })
})
