import fc from "fast-check"
import { defaultSettings, type Settings } from "../../../../modules/specter/settings"
import { type MedusaOrder, toSpecterOrder } from "../order"
import { externalOrderNo } from "../external-order-no"
import { ORDER_FIELDS } from "../order-fields"
import { toSpecterOrderCustomer } from "../order-customer"
import { toSpecterCustomer } from "../customer"
import { toSpecterDelivery } from "../delivery"
import { isKlarna } from "../payment"
import {
  hasSameRows,
  isSameOrder,
  orderHash,
  quantitiesOf,
  settingsAsSent,
  withRemarksOf,
} from "../order-hash"
import { GUEST_ORDER, stored } from "./stored-order"

const settings = (chosen: Partial<Settings> = {}): Settings => ({ ...defaultSettings(), ...chosen })

const mapped = (order: object, chosen: Partial<Settings> = {}) =>
  toSpecterOrder(stored(order), { settings: settings(chosen), customerId: "5001" })

const [shirt, coffee] = GUEST_ORDER.items
const [pickUp] = GUEST_ORDER.shipping_methods

const rowsOf = (order: object, chosen: Partial<Settings> = {}) =>
  mapped(order, chosen).message?.rows.map(
    ({ articleNo, name, quantity, priceExclVat, vatPercent, comment }) =>
      `${articleNo} | ${name}${comment ? ` (${comment})` : ""} | ${quantity} x ${priceExclVat} + ${vatPercent} %`
  )

const summer = (amount: number) => ({ id: "a1", code: "SOMMAR10", amount, is_tax_inclusive: true })

describe("an order", () => {
  it("goes with its rows, payment, comment and freight", () => {
    expect(mapped(GUEST_ORDER, { order_number_prefix: "WEB-" })).toMatchInlineSnapshot(`
{
  "message": {
    "currency": "SEK",
    "customerId": "5001",
    "customerReference": "1042",
    "deliveryDate": undefined,
    "deliveryMethod": "PostNord Hämta",
    "externalOrderNo": "WEB-1042",
    "internalComment": undefined,
    "language": "SE",
    "notifyMobile": undefined,
    "payment": {
      "code": "KG",
      "merchantId": undefined,
      "prepaid": false,
      "reference": "klarna-55",
    },
    "publishedComment": "Lämna vid dörren, tack!",
    "rows": [
      {
        "articleNo": "TRÖJA-S",
        "name": "Tröja Älv, Röd / S",
        "priceExclVat": "79.20",
        "quantity": "2",
        "vatPercent": 25,
      },
      {
        "articleNo": "KAFFE-500",
        "name": "Kaffe 500 g & kanna",
        "priceExclVat": "100.00",
        "quantity": "1",
        "vatPercent": 12,
      },
      {
        "articleNo": "FRAKT",
        "name": "PostNord Hämta",
        "priceExclVat": "39.20",
        "quantity": "1",
        "vatPercent": 25,
      },
    ],
    "sendOrderMail": false,
    "sendOrderMailToUser": false,
    "stockSiteId": undefined,
    "webshopId": undefined,
  },
  "notes": [],
  "problems": [],
}
`)
  })

  it("goes as the settings say", () => {
    const { message } = toSpecterOrder(stored(GUEST_ORDER), {
      customerId: "5001",
      stockLocationIds: ["sloc_1", "sloc_2"],
      settings: settings({
        send_order_confirmation: true,
        send_order_mail_to_user: true,
        payment_codes: { pp_klarna_klarna: { code: "K", merchant_id: "K123" } },
        carrier_codes: { so_pn: "PN1" },
        webshop_ids: { sc_web: "3" },
        stock_sites: { sloc_1: "2", sloc_2: "2" },
        freight_article_no: "FRT",
      }),
    })
    expect(message).toMatchObject({
      sendOrderMail: true,
      sendOrderMailToUser: true,
      payment: { code: "K", merchantId: "K123", reference: "klarna-55", prepaid: false },
      deliveryMethod: "PN1",
      webshopId: "3",
      stockSiteId: "2",
    })
    expect(message?.rows[2].articleNo).toBe("FRT")
  })

  it("names no stock site when its goods come from two, or from a place without one", () => {
    const from = (stockLocationIds: string[]) =>
      toSpecterOrder(stored(GUEST_ORDER), {
        customerId: "5001",
        stockLocationIds,
        settings: settings({ stock_sites: { sloc_1: "1", sloc_2: "2" } }),
      }).message?.stockSiteId
    expect([from(["sloc_1"]), from(["sloc_1", "sloc_2"]), from(["sloc_1", "sloc_9"]), from([])]).toEqual([
      "1",
      undefined,
      undefined,
      undefined,
    ])
  })

  it("takes the merchant's words from its metadata", () => {
    const metadata = {
      internal_comment: "Ring först",
      note: "Glöm inte kvittot",
      customer_reference: "Märke: Höst",
      delivery_date: "2026-12-24T08:00:00Z",
      notify_mobile: true,
    }
    expect(mapped({ ...GUEST_ORDER, metadata }).message).toMatchObject({
      internalComment: "Ring först",
      publishedComment: "Glöm inte kvittot",
      customerReference: "Märke: Höst",
      deliveryDate: "2026-12-24",
      notifyMobile: "+46 70-123 45 67",
    })
  })

  it("has the prefix in its number", () => {
    expect(externalOrderNo({ id: "order_01", display_id: 7 }, { order_number_prefix: "WEB-" })).toBe("WEB-7")
  })

  it("is written in the language of the customer's country", () => {
    const languageIn = (country_code: string) =>
      mapped({ ...GUEST_ORDER, billing_address: { ...GUEST_ORDER.billing_address, country_code } }).message
        ?.language
    expect(["se", "NO", "dk", "fi", "de", "at", "es", "fr"].map(languageIn)).toEqual(
      "SE NO DA FI DE DE ES EN".split(" ")
    )
  })

  it("asks for totals, and for everything that rows are made of", () => {
    expect(ORDER_FIELDS).toEqual(
      expect.arrayContaining([
        "total",
        "items.*",
        "items.adjustments.*",
        "shipping_methods.tax_lines.*",
        "credit_lines.*",
      ])
    )
  })
})

describe("an order's rows", () => {
  it("have a discount of their own for each promotion and VAT rate", () => {
    const order = {
      ...GUEST_ORDER,
      items: [
        { ...shirt, adjustments: [summer(19.8), { id: "a3", amount: 8, description: "Kundklubb" }] },
        { ...coffee, adjustments: [summer(11.2)] },
      ],
    }
    expect(rowsOf(order)).toMatchInlineSnapshot(`
[
  "TRÖJA-S | Tröja Älv, Röd / S | 2 x 79.20 + 25 %",
  "KAFFE-500 | Kaffe 500 g & kanna | 1 x 100.00 + 12 %",
  "FRAKT | PostNord Hämta | 1 x 39.20 + 25 %",
  "RABATT | Rabatt SOMMAR10 | 1 x -15.84 + 25 %",
  "RABATT | Kundklubb | 1 x -8.00 + 25 %",
  "RABATT | Rabatt SOMMAR10 | 1 x -10.00 + 12 %",
]
`)
  })

  it("have one discount for each VAT rate when the merchant wants no more", () => {
    const order = {
      ...GUEST_ORDER,
      items: [{ ...shirt, adjustments: [summer(19.8), { id: "a3", code: "VÄNPRIS", amount: 8 }] }, coffee],
      shipping_methods: [{ ...pickUp, adjustments: [{ id: "a4", code: "FRIFRAKT", amount: 39.2 }] }],
    }
    expect(rowsOf(order, { discount_rows: "one_row" })).toMatchInlineSnapshot(`
[
  "TRÖJA-S | Tröja Älv, Röd / S | 2 x 79.20 + 25 %",
  "KAFFE-500 | Kaffe 500 g & kanna | 1 x 100.00 + 12 %",
  "FRAKT | PostNord Hämta | 1 x 39.20 + 25 %",
  "RABATT | Rabatt SOMMAR10, VÄNPRIS, FRIFRAKT | 1 x -63.04 + 25 %",
]
`)
  })

  it("have the freight at its full price, and what was taken off it", () => {
    const withOff = (amount: number) => ({
      ...GUEST_ORDER,
      items: [coffee],
      shipping_methods: [
        { ...pickUp, adjustments: [{ id: "a4", code: "FRIFRAKT", amount, description: "Över 500 kr" }] },
      ],
    })
    expect(rowsOf(withOff(39.2))).toMatchInlineSnapshot(`
[
  "KAFFE-500 | Kaffe 500 g & kanna | 1 x 100.00 + 12 %",
  "FRAKT | PostNord Hämta | 1 x 39.20 + 25 %",
  "RABATT | Fri frakt FRIFRAKT (Över 500 kr) | 1 x -39.20 + 25 %",
]
`)
    expect(rowsOf(withOff(20))).toMatchInlineSnapshot(`
[
  "KAFFE-500 | Kaffe 500 g & kanna | 1 x 100.00 + 12 %",
  "FRAKT | PostNord Hämta | 1 x 39.20 + 25 %",
  "RABATT | Fraktrabatt FRIFRAKT (Över 500 kr) | 1 x -20.00 + 25 %",
]
`)
  })

  it("tell a free shipping method too", () => {
    const order = {
      ...GUEST_ORDER,
      items: [coffee],
      shipping_methods: [{ ...pickUp, name: "Hämta i butiken", amount: 0 }],
    }
    expect(rowsOf(order)).toMatchInlineSnapshot(`
[
  "KAFFE-500 | Kaffe 500 g & kanna | 1 x 100.00 + 12 %",
  "FRAKT | Hämta i butiken | 1 x 0.00 + 25 %",
]
`)
  })

  it("have gift cards and credits without VAT", () => {
    const credit_lines = [
      { id: "c1", reference: "gift-card", amount: 100 },
      { id: "c2", reference: "store-credit", amount: 20.5 },
    ]
    expect(rowsOf({ ...GUEST_ORDER, credit_lines })?.slice(3)).toMatchInlineSnapshot(`
[
  "PRESENTKORT | Presentkort | 1 x -100.00 + 0 %",
  "PRESENTKORT | Tillgodohavande | 1 x -20.50 + 0 %",
]
`)
  })

  it("leave out credits of no more than an öre, as Medusa does", () => {
    const credit_lines = [{ id: "c1", amount: 0.01 }]
    expect(rowsOf({ ...GUEST_ORDER, credit_lines })).toHaveLength(3)
  })

  it("have a whole VAT percent and the same total when Medusa's is not whole", () => {
    const order = {
      ...GUEST_ORDER,
      items: [{ ...coffee, tax_lines: [{ rate: 5.5 }, { rate: 2 }] }],
      shipping_methods: [],
    }
    expect(rowsOf(order)).toMatchInlineSnapshot(`
[
  "KAFFE-500 | Kaffe 500 g & kanna | 1 x 103.70 + 8 %",
]
`)
    expect(mapped(order).notes).toEqual([
      { code: "vat_percent_rounded", data: { row: "Kaffe 500 g & kanna", percent: "7.5", sent: "8" } },
    ])
  })

  it("count only what has not come back", () => {
    const detail = { return_received_quantity: 1 }
    const order = {
      ...GUEST_ORDER,
      items: [{ ...shirt, detail, adjustments: [summer(19.8)] }],
      shipping_methods: [],
    }
    expect(rowsOf(order)).toMatchInlineSnapshot(`
[
  "TRÖJA-S | Tröja Älv, Röd / S | 1 x 79.20 + 25 %",
  "RABATT | Rabatt SOMMAR10 | 1 x -7.92 + 25 %",
]
`)
  })

  it("have the same price as a shop without VAT in its prices", () => {
    const items = [
      { ...shirt, unit_price: 79.2, quantity: 3, is_tax_inclusive: false, tax_lines: [{ rate: 6 }] },
    ]
    expect(rowsOf({ ...GUEST_ORDER, items, shipping_methods: [] })).toMatchInlineSnapshot(`
[
  "TRÖJA-S | Tröja Älv, Röd / S | 3 x 79.20 + 6 %",
]
`)
  })

  it("take the SKU of the variant, then the merchant's number for rows without one", () => {
    const items = [
      { ...shirt, variant_sku: null, variant: { sku: "TRÖJA-NY" } },
      {
        ...coffee,
        variant_sku: null,
        variant: null,
        title: "Gravyr",
        product_title: null,
        variant_title: null,
      },
    ]
    const order = { ...GUEST_ORDER, items, shipping_methods: [] }
    expect(mapped(order).problems).toEqual([{ code: "order_row_without_article", data: { row: "Gravyr" } }])
    expect(rowsOf(order, { article_no_for_rows_without_sku: "ÖVRIGT" })).toMatchInlineSnapshot(`
[
  "TRÖJA-NY | Tröja Älv, Röd / S | 2 x 79.20 + 25 %",
  "ÖVRIGT | Gravyr | 1 x 100.00 + 12 %",
]
`)
  })

  it("come in the order in which they were added, however Medusa gives them", () => {
    const [first, ...others] = mapped({ ...GUEST_ORDER, items: [coffee, shirt] }).message?.rows ?? []
    expect([first.articleNo, others[0].articleNo]).toEqual(["TRÖJA-S", "KAFFE-500"])
  })

  it("need the article number of their kind in the settings", () => {
    expect(mapped(GUEST_ORDER, { freight_article_no: "" }).problems).toEqual([
      { code: "order_row_article_not_chosen", data: { row: "PostNord Hämta" } },
    ])
  })

  it("are a must", () => {
    expect(mapped({ ...GUEST_ORDER, items: [], shipping_methods: [] }).problems).toEqual([
      { code: "order_without_rows" },
    ])
  })
})

describe("the hash of an order", () => {
  const hashOf = (order: object, customerId = "5001", chosen = settings()) => {
    const { message } = toSpecterOrder(stored(order), { settings: chosen, customerId })
    return message ? orderHash(message, stored(order), chosen) : ""
  }

  it("is of the same order for another customer number, payment, line item or order of rows", () => {
    const items = [{ ...shirt, id: "item_3" }, coffee]
    const other = { ...GUEST_ORDER, payment_collections: [], items }
    expect(isSameOrder(hashOf(other, "6002"), hashOf(GUEST_ORDER))).toBe(true)
  })

  it("tells rows from remarks: Specter can have the rows of one order and the remarks of another", () => {
    const sent = hashOf(GUEST_ORDER)
    const later = hashOf({ ...GUEST_ORDER, metadata: { delivery_date: "2027-01-15" } })
    const fewer = hashOf({ ...GUEST_ORDER, items: [coffee], metadata: { delivery_date: "2027-01-15" } })
    expect([isSameOrder(later, sent), hasSameRows(later, sent), hasSameRows(fewer, sent)]).toEqual([
      false,
      true,
      false,
    ])
    const inSpecter = withRemarksOf(fewer, sent)
    expect([isSameOrder(inSpecter, fewer), hasSameRows(inSpecter, fewer)]).toEqual([false, true])
    expect(quantitiesOf(inSpecter)).toEqual(quantitiesOf(fewer))
    expect(settingsAsSent(settings(), inSpecter)).toEqual(settings())
    expect(withRemarksOf(later, sent)).toBe(sent)
    expect(withRemarksOf(later, null)).toBe(later)
  })

  it("tells how many of each line item there are, with those that came back", () => {
    const returned = {
      ...shirt,
      quantity: 3,
      detail: { return_received_quantity: 1, return_dismissed_quantity: 1 },
    }
    const hash = hashOf({ ...GUEST_ORDER, items: [returned, coffee] })
    expect(quantitiesOf(hash)).toEqual({ [shirt.id]: "3", [coffee.id]: String(coffee.quantity) })
  })

  it("is of the same order when settings are others since, as long as its rows are named as they were", () => {
    const sent = settings({ article_no_for_rows_without_sku: "ÖVRIGT@1" })
    const today = settings({
      freight_article_no: "PORTO",
      discount_article_no: "AVDRAG",
      credit_article_no: "KREDIT",
      article_no_for_rows_without_sku: "DIVERSE",
      discount_rows: "one_row",
      country_code: "fi",
      order_number_prefix: "WEB-",
    })
    const winter = { ...summer(20), id: "a2", code: "VINTER" }
    const order = {
      ...GUEST_ORDER,
      billing_address: null,
      shipping_address: null,
      items: [{ ...shirt, variant_sku: null, adjustments: [summer(10), winter] }, coffee],
      credit_lines: [{ id: "cl_1", amount: 30, reference: "store-credit" }],
    }
    const hash = hashOf(order, "5001", sent)
    expect(isSameOrder(hashOf(order, "5001", today), hash)).toBe(false)
    const asSent = settingsAsSent(today, hash)
    expect(asSent).toEqual(sent)
    expect(hashOf(order, "5001", asSent)).toBe(hash)
    expect(isSameOrder(hashOf({ ...order, credit_lines: [] }, "5001", asSent), hash)).toBe(false)
  })

  it.each([null, "", "of before", "of before@", "annan@7.00", "odd@{@{", "odd@null@null@"])(
    "tells nothing where it is %p",
    (hash) => {
      expect(quantitiesOf(hash)).toBeUndefined()
      expect(settingsAsSent(settings(), hash)).toEqual(settings())
    }
  )

  it("is another when rows, comment or currency change", () => {
    const changed = [
      { ...GUEST_ORDER, items: [{ ...shirt, quantity: 3 }, coffee] },
      { ...GUEST_ORDER, items: [shirt] },
      { ...GUEST_ORDER, metadata: { comment: "Ring på dörren" } },
      { ...GUEST_ORDER, currency_code: "eur" },
    ]
    const hashes = [GUEST_ORDER, ...changed].map((order) => hashOf(order).split("@")[0])
    expect(new Set(hashes).size).toBe(5)
  })
})

const junkText = fc.oneof(
  fc.constantFrom(null, undefined, "", "  ", "Åsa", "__proto__", "constructor"),
  fc.string()
)
const junkNumber = fc.oneof(
  fc.constantFrom(null, undefined, 0, -1, NaN, Infinity, 1e21, 0.1, "12.50", "tolv", { value: "99" }, {}, []),
  fc.double()
)
const orMissing = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(fc.option(arbitrary, { nil: undefined }), { nil: null })
const listOf = <T>(arbitrary: fc.Arbitrary<T>) => orMissing(fc.array(orMissing(arbitrary), { maxLength: 3 }))
const junk = (shape: Record<string, fc.Arbitrary<unknown>>) => fc.record(shape, { requiredKeys: [] })

const junkAddress = junk({
  first_name: junkText,
  last_name: junkText,
  company: junkText,
  address_1: junkText,
  city: junkText,
  country_code: junkText,
  phone: junkText,
})
const junkTotalled = {
  original_total: junkNumber,
  total: junkNumber,
  tax_lines: listOf(junk({ rate: junkNumber })),
  adjustments: listOf(
    junk({ amount: junkNumber, code: junkText, is_tax_inclusive: fc.boolean(), description: junkText })
  ),
}
const junkItem = junk({
  ...junkTotalled,
  id: junkText,
  title: junkText,
  product_title: junkText,
  variant_title: junkText,
  variant_sku: junkText,
  variant: orMissing(
    junk({ sku: junkText, inventory_items: listOf(junk({ required_quantity: junkNumber })) })
  ),
  quantity: junkNumber,
  detail: orMissing(junk({ return_received_quantity: junkNumber })),
})
const junkPerson = {
  email: junkText,
  first_name: junkText,
  last_name: junkText,
  company_name: junkText,
  metadata: orMissing(
    fc.dictionary(fc.constantFrom("org_number", "comment", "notify_mobile", "delivery_date"), fc.anything())
  ),
}
const junkOrder = junk({
  ...junkPerson,
  id: junkText,
  display_id: junkNumber,
  currency_code: junkText,
  sales_channel_id: junkText,
  total: junkNumber,
  credit_line_total: junkNumber,
  items: listOf(junkItem),
  shipping_methods: listOf(junk({ ...junkTotalled, name: junkText, shipping_option_id: junkText })),
  credit_lines: listOf(junk({ amount: junkNumber, reference: junkText })),
  billing_address: orMissing(junkAddress),
  shipping_address: orMissing(junkAddress),
  customer: orMissing(junk({ ...junkPerson, addresses: listOf(junkAddress) })),
  payment_collections: listOf(
    junk({
      payments: listOf(
        junk({
          id: junkText,
          provider_id: junkText,
          data: orMissing(fc.dictionary(fc.string(), fc.anything())),
          created_at: junkText,
        })
      ),
    })
  ),
}) as fc.Arbitrary<MedusaOrder>

const isMapped = ({ message, problems }: { message?: unknown; problems: unknown[] }) =>
  (message === undefined) === problems.length > 0

describe("the mappers", () => {
  it("never throw, and give either a message or problems, whatever the order", () => {
    fc.assert(
      fc.property(junkOrder, junkText, (order, shipped_at) => {
        const fulfillment = { id: "ful_1", shipped_at, items: order.items as never }
        const context = { settings: settings(), orderItems: order.items ?? [] }
        expect(isMapped(toSpecterOrder(order, { settings: settings(), customerId: "5001" }))).toBe(true)
        expect(isMapped(toSpecterOrderCustomer(order, settings()))).toBe(true)
        expect(isMapped(toSpecterCustomer(order.customer ?? {}, settings()))).toBe(true)
        expect(isMapped(toSpecterDelivery(fulfillment, "7001", context))).toBe(true)
        expect(typeof isKlarna(order)).toBe("boolean")
      }),
      { numRuns: 1_000 }
    )
  })

  it("change nothing in what they are given", () => {
    const order = stored(GUEST_ORDER)
    const before = structuredClone(order)
    toSpecterOrder(order, { settings: settings(), customerId: "5001" })
    toSpecterOrderCustomer(order, settings())
    expect(order).toEqual(before)
  })
})
