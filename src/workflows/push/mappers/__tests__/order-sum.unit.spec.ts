import { decorateCartTotals } from "@medusajs/framework/utils"
import fc from "fast-check"
import { defaultSettings } from "../../../../modules/specter/settings"
import { type MedusaOrder, toSpecterOrder } from "../order"

const SCALE = 40
const ORE = 10n ** BigInt(SCALE - 2)

/** A decimal string, or a number as JavaScript writes it, in units of 10^-SCALE. */
function units(text: string): bigint {
  const [mantissa, exponent = "0"] = text.toLowerCase().split("e")
  const [whole, fraction = ""] = mantissa.replace("-", "").split(".")
  const places = SCALE + Number(exponent) - fraction.length
  const digits = BigInt(whole + fraction)
  const size = places >= 0 ? digits * 10n ** BigInt(places) : digits / 10n ** BigInt(-places)
  return text.startsWith("-") ? -size : size
}

/** Whole öre, halves away from zero. */
function inOre(value: bigint): bigint {
  const size = value < 0n ? -value : value
  const ore = (size + ORE / 2n) / ORE
  return value < 0n ? -ore : ore
}

type Row = { priceExclVat: string; quantity: string; vatPercent: number }

function rowUnits({ priceExclVat, quantity, vatPercent }: Row): bigint {
  const one = 10n ** BigInt(SCALE)
  expect(Number.isInteger(vatPercent)).toBe(true)
  const product = units(priceExclVat) * units(quantity) * BigInt(100 + vatPercent)
  expect(product % (one * 100n)).toBe(0n)
  return product / (one * 100n)
}

const sumInOre = (rows: Row[]): bigint => inOre(rows.reduce((sum, row) => sum + rowUnits(row), 0n))

const rate = fc.oneof(
  { arbitrary: fc.constantFrom(25, 12, 6, 0), weight: 6 },
  { arbitrary: fc.constantFrom(5.5, 7.7, 25.5, 21, 19, 2.6, 8.875, 13.5), weight: 1 }
)

const taxLines = fc
  .oneof({ arbitrary: fc.tuple(rate), weight: 5 }, { arbitrary: fc.array(rate, { maxLength: 3 }), weight: 1 })
  .map((rates) => rates.map((value) => ({ rate: value, code: "VAT" })))

const price = fc.oneof(
  { arbitrary: fc.integer({ min: 0, max: 3_000_000 }).map((ore) => ore / 100), weight: 5 },
  { arbitrary: fc.integer({ min: 0, max: 5_000 }), weight: 2 },
  { arbitrary: fc.integer({ min: 1, max: 99_999_999 }).map((n) => n / 10_000), weight: 1 },
  { arbitrary: fc.integer({ min: 1, max: 9_999 }).map((n) => n / 3), weight: 1 }
)

const quantity = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 5 }), weight: 4 },
  { arbitrary: fc.integer({ min: 1, max: 999 }), weight: 3 },
  { arbitrary: fc.constantFrom(0.5, 2.375, 0.001, 12.25), weight: 1 }
)

const share = fc.oneof(
  fc.constantFrom(0.1, 0.25, 0.5, 1, 0),
  fc.integer({ min: 1, max: 3 }).map((n) => n / 3)
)

const discount = fc.record({
  share,
  is_tax_inclusive: fc.boolean(),
  code: fc.constantFrom("SOMMAR10", "VÄLKOMMEN", "ÖPPET-KÖP", undefined),
  rounded: fc.boolean(),
})

type Discount = { share: number; is_tax_inclusive: boolean; code?: string; rounded: boolean }

/** Each promotion takes its share of what those before it have left. */
function adjustments(amount: number, discounts: Discount[]) {
  let left = amount
  return discounts.map(({ share: part, rounded, ...rest }, index) => {
    const exact = left * part
    const taken = rounded ? Math.round(exact * 100) / 100 : exact
    left -= taken
    return { ...rest, id: `adj_${index}`, amount: taken }
  })
}

const item = fc
  .record({
    unit_price: price,
    quantity,
    is_tax_inclusive: fc.boolean(),
    tax_lines: taxLines,
    discounts: fc.array(discount, { maxLength: 3 }),
    returned: fc.oneof(
      { arbitrary: fc.constant(0), weight: 9 },
      { arbitrary: fc.constantFrom(0.34, 1), weight: 1 }
    ),
  })
  .map(({ discounts, returned, ...rest }) => ({
    ...rest,
    variant_sku: "TRÖJA-S",
    title: "Tröja",
    adjustments: adjustments(rest.unit_price * rest.quantity, discounts),
    detail: {
      return_received_quantity: Number.isInteger(rest.quantity) ? Math.ceil(rest.quantity * returned) : 0,
    },
  }))

const method = fc
  .record({
    amount: fc.oneof(fc.constantFrom(0, 49, 99, 59.9), price),
    is_tax_inclusive: fc.boolean(),
    tax_lines: taxLines,
    discounts: fc.array(discount, { maxLength: 2 }),
  })
  .map(({ discounts, ...rest }) => ({
    ...rest,
    name: "Hämta",
    adjustments: adjustments(rest.amount, discounts),
  }))

const creditLine = fc.record({
  amount: fc.oneof(fc.constantFrom(0.01, 0.005, 100, 250.5), price),
  reference: fc.constantFrom("gift-card", "store-credit", null),
})

const settings = fc
  .constantFrom<"per_promotion" | "one_row">("per_promotion", "one_row")
  .map((discount_rows) => ({ ...defaultSettings(), discount_rows }))

const orderOf = (items: { minLength: number; maxLength: number }) =>
  fc.record({
    id: fc.constant("order_1"),
    display_id: fc.nat(),
    currency_code: fc.constantFrom("sek", "eur"),
    items: fc.array(item, { size: "max", ...items }),
    shipping_methods: fc.array(method, { maxLength: 2 }),
    credit_lines: fc.array(creditLine, { maxLength: 2 }),
  })

/** What Medusa itself makes of the order: with its own numbers in the process, plain ones when `plain`. */
function decorated(order: Parameters<typeof decorateCartTotals>[0], plain: boolean): MedusaOrder {
  order.items?.forEach((entry, index) => Object.assign(entry, { id: `item_${index}` }))
  order.shipping_methods?.forEach((entry, index) => Object.assign(entry, { id: `method_${index}` }))
  const withTotals = decorateCartTotals(order)
  return plain ? JSON.parse(JSON.stringify(withTotals)) : (withTotals as never)
}

const totalOf = ({ total }: MedusaOrder) => units(String(Number(total)))

function holds(items: { minLength: number; maxLength: number }, numRuns: number) {
  fc.assert(
    fc.property(orderOf(items), settings, fc.boolean(), (generated, chosen, plain) => {
      const order = decorated(structuredClone(generated) as never, plain)
      const { message, problems } = toSpecterOrder(order, { settings: chosen, customerId: "5001" })
      const isEmpty = problems.length === 1 && problems[0].code === "order_without_rows"
      expect(problems).toEqual(isEmpty ? [{ code: "order_without_rows" }] : [])
      expect(sumInOre(message?.rows ?? [])).toBe(isEmpty ? 0n : inOre(totalOf(order)))
    }),
    { numRuns }
  )
}

describe("the rows' sum", () => {
  it("is Medusa's total to the öre for any order", () => {
    holds({ minLength: 0, maxLength: 8 }, 2_500)
  })

  it("is Medusa's total to the öre for orders of up to 300 rows", () => {
    holds({ minLength: 200, maxLength: 300 }, 25)
  })

  it("is found wrong by this test when a price is one thousandth off on many items", () => {
    const row = { priceExclVat: "79.20", quantity: "999", vatPercent: 25 }
    expect(sumInOre([row])).toBe(9_890_100n)
    expect(sumInOre([{ ...row, priceExclVat: "79.201" }])).not.toBe(9_890_100n)
  })

  it("does not follow a total that the order's own parts do not come to", () => {
    const order = decorated(
      { items: [{ unit_price: 99, quantity: 1, is_tax_inclusive: true, variant_sku: "A" }] } as never,
      true
    )
    const mapped = toSpecterOrder(
      { ...order, total: 90 },
      { settings: defaultSettings(), customerId: "5001" }
    )
    expect(mapped.problems).toEqual([
      { code: "order_total_mismatch", data: { total: "90.00", rows: "99.00" } },
    ])
  })
})

const usualShop = fc.array(
  fc.record({
    unit_price: fc.integer({ min: 100, max: 200_000 }).map((ore) => ore / 100),
    quantity: fc.integer({ min: 1, max: 10 }),
    is_tax_inclusive: fc.boolean(),
    tax_lines: fc.constantFrom(25, 12, 6).map((value) => [{ rate: value }]),
    variant_sku: fc.constant("KAFFE"),
  }),
  { minLength: 1, maxLength: 6 }
)

const usualItem = (unit_price: number, quantity: number, is_tax_inclusive: boolean, rate: number) => ({
  unit_price,
  quantity,
  is_tax_inclusive,
  tax_lines: [{ rate }],
  variant_sku: "KAFFE",
})

// Its rows come to nearly half an öre beside the total, so that hardly anything is left for the rounding of its prices.
const NEARLY_HALF_AN_ORE = [
  usualItem(1, 1, false, 25),
  usualItem(1312.57, 10, true, 6),
  usualItem(1426.67, 10, false, 6),
  usualItem(1, 1, false, 25),
  usualItem(1, 1, false, 25),
  usualItem(559.79, 7, false, 25),
]

describe("the rows' prices", () => {
  it("have at most five decimals in usual orders, and two when the shop's own price without VAT is sent", () => {
    fc.assert(
      fc.property(usualShop, (items) => {
        const order = decorated({ items: structuredClone(items) } as never, true)
        const { message } = toSpecterOrder(order, { settings: defaultSettings(), customerId: "5001" })
        const exact = message?.rows.filter(
          ({ priceExclVat }, index) => priceExclVat === items[index].unit_price.toFixed(2)
        )
        const exclusive = items.filter(({ is_tax_inclusive }) => !is_tax_inclusive)
        expect(exact?.length).toBeGreaterThanOrEqual(exclusive.length - 1)
        for (const { priceExclVat } of message?.rows ?? []) {
          expect(priceExclVat).toMatch(/^\d+\.\d{2,5}$/)
        }
      }),
      { numRuns: 300, examples: [[NEARLY_HALF_AN_ORE]] }
    )
  })
})
