import { MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import type { OrderChange } from "../../../../modules/specter/client"
import { type DeliveryTarget, deliveryTarget, trackingNumbersOf } from "../delivery-target"
import {
  type DeliverableItem,
  type DeliveryPlan,
  planDeliveries,
  type StoreFulfillment,
} from "../plan-deliveries"

const n = (value: number) => MathBN.convert(value)

const item = (
  id: string,
  key: string,
  quantity: number,
  more: Partial<DeliverableItem> = {}
): DeliverableItem => ({
  id,
  key,
  quantity: n(quantity),
  fulfilled: n(0),
  requiresShipping: true,
  locationIds: ["lager"],
  shippingOptionId: "so",
  ...more,
})

const fulfillment = (id: string, hasLeft: boolean, parts: Record<string, number>): StoreFulfillment => ({
  id,
  hasLeft,
  items: Object.entries(parts).map(([itemId, quantity]) => ({ itemId, quantity: n(quantity) })),
})

type Order = { items: DeliverableItem[]; fulfillments: StoreFulfillment[] }

const plan = ({ items, fulfillments }: Order, target: DeliveryTarget, isCanceled = false) =>
  planDeliveries({ orderNo: "7001", isCanceled, items, fulfillments }, target)

const articles = (quantities: Record<string, number>): DeliveryTarget => ({
  kind: "articles",
  quantities: new Map(Object.entries(quantities).map(([key, quantity]) => [key, n(quantity)])),
})

/** What Medusa would have of the order then. */
function carriedOut({ items, fulfillments }: Order, { send, create }: DeliveryPlan): Order {
  const made = create.map((one, index) =>
    fulfillment(
      `ny-${fulfillments.length}-${index}`,
      true,
      Object.fromEntries(one.items.map((part) => [part.id, part.quantity]))
    )
  )
  const added = (id: string) =>
    made
      .flatMap((one) => one.items)
      .reduce((sum, part) => (part.itemId === id ? sum.plus(part.quantity) : sum), n(0))
  return {
    items: items.map((one) => ({ ...one, fulfilled: one.fulfilled.plus(added(one.id)) })),
    fulfillments: [
      ...fulfillments.map((one) => ({ ...one, hasLeft: one.hasLeft || send.includes(one.id) })),
      ...made,
    ],
  }
}

const leftOf = ({ items, fulfillments }: Order, key: string): number =>
  fulfillments
    .filter(({ hasLeft }) => hasLeft)
    .flatMap((one) => one.items)
    .filter(({ itemId }) => items.find(({ id }) => id === itemId)?.key === key)
    .reduce((sum, part) => sum + part.quantity.toNumber(), 0)

describe("planDeliveries", () => {
  it("fulfills everything at once", () => {
    const order = { items: [item("a", "TRÖJA-S", 2), item("b", "BOK-1", 1)], fulfillments: [] }
    expect(plan(order, { kind: "everything" })).toEqual({
      send: [],
      create: [
        {
          items: [
            { id: "a", quantity: 2 },
            { id: "b", quantity: 1 },
          ],
          locationId: "lager",
          shippingOptionId: "so",
        },
      ],
      notes: [],
    })
  })

  it("parts what Medusa wants apart: locations, shipping options, and what is not shipped", () => {
    const order = {
      items: [
        item("a", "A", 1),
        item("b", "B", 1, { locationIds: ["annex"] }),
        item("c", "C", 1, { shippingOptionId: "tung" }),
        item("d", "D", 1, { requiresShipping: false, locationIds: [] }),
        item("e", "E", 1, { locationIds: [] }),
        item("f", "F", 1, { locationIds: ["lager", "annex"] }),
      ],
      fulfillments: [],
    }
    const { create } = plan(order, { kind: "everything" })
    expect(
      create.map(({ items, locationId, shippingOptionId }) => [
        items.map(({ id }) => id).join(),
        locationId,
        shippingOptionId,
      ])
    ).toEqual([
      ["a,e", "lager", "so"],
      ["b", "annex", "so"],
      ["c", "lager", "tung"],
      ["d", undefined, "so"],
      ["f", undefined, "so"],
    ])
  })

  it("hands a partial delivery out over the article's items, and drops what the store's order lacks", () => {
    const order = { items: [item("a", "A", 2), item("b", "A", 2), item("c", "B", 1)], fulfillments: [] }
    const { create, notes } = plan(order, articles({ A: 3, FRAKT: 1 }))
    expect(create.flatMap(({ items }) => items)).toEqual([
      { id: "a", quantity: 2 },
      { id: "b", quantity: 1 },
    ])
    expect(notes).toEqual([])
  })

  it("ships the store's waiting fulfillment, but not one that holds more than has left", () => {
    const order = {
      items: [item("a", "A", 3, { fulfilled: n(3) })],
      fulfillments: [fulfillment("liten", false, { a: 1 }), fulfillment("stor", false, { a: 2 })],
    }
    expect(plan(order, articles({ A: 1 }))).toEqual({ send: ["liten"], create: [], notes: [] })
    expect(plan(order, articles({ A: 2 }))).toMatchObject({
      send: ["liten"],
      create: [],
      notes: [{ code: "order_delivered_more" }],
    })
    expect(plan(order, { kind: "everything" })).toMatchObject({
      send: ["liten", "stor"],
      create: [],
      notes: [],
    })
  })

  it("ships no more than Specter was sent, unless Specter itself says what it has delivered", () => {
    const items = [item("a", "A", 3), item("a2", "A", 1), item("b", "BOK-Ö", 1)]
    const order = { orderNo: "7001", isCanceled: false, items, fulfillments: [], sent: { a: "2" } }
    const { create, notes } = planDeliveries(order, { kind: "everything" })
    expect(create.flatMap((one) => one.items)).toEqual([{ id: "a", quantity: 2 }])
    expect(notes).toEqual([{ code: "order_delivered_as_sent", data: { order_no: "7001" } }])
    const told = planDeliveries(order, articles({ A: 4, "BOK-Ö": 1 }))
    expect(told.create.flatMap((one) => one.items)).toHaveLength(3)
    expect(told.notes).toEqual([])
    const byHand = {
      ...order,
      items: items.map((one) => ({ ...one, fulfilled: one.quantity })),
      fulfillments: [fulfillment("levererad", true, { a: 3, a2: 1 }), fulfillment("packad", false, { b: 1 })],
    }
    expect(planDeliveries(byHand, { kind: "everything" })).toEqual({ send: [], create: [], notes: [] })
  })

  it("leaves a cancelled order alone, and one of which Specter does not say what has left", () => {
    const order = { items: [item("a", "A", 3)], fulfillments: [] }
    expect(plan(order, { kind: "everything" }, true)).toMatchObject({
      send: [],
      create: [],
      notes: [{ code: "order_delivered_canceled" }],
    })
    expect(plan(order, { kind: "unknown" })).toMatchObject({
      send: [],
      create: [],
      notes: [{ code: "order_delivered_in_part" }],
    })
    expect(plan(order, { kind: "nothing" }, true)).toEqual({ send: [], create: [], notes: [] })
  })

  const orders = fc
    .array(
      fc.record({
        key: fc.constantFrom("A", "B"),
        quantity: fc.integer({ min: 1, max: 5 }),
        waiting: fc.integer({ min: 0, max: 5 }),
        left: fc.integer({ min: 0, max: 5 }),
      }),
      { minLength: 1, maxLength: 4 }
    )
    .map((parts): Order => {
      const items = parts.map(({ key, quantity, waiting, left }, index) => {
        const sent = Math.min(left, quantity)
        const held = Math.min(waiting, quantity - sent)
        return { one: item(`i${index}`, key, quantity, { fulfilled: n(sent + held) }), sent, held }
      })
      return {
        items: items.map(({ one }) => one),
        fulfillments: items.flatMap(({ one, sent, held }) => [
          ...(sent ? [fulfillment(`${one.id}-l`, true, { [one.id]: sent })] : []),
          ...(held ? [fulfillment(`${one.id}-v`, false, { [one.id]: held })] : []),
        ]),
      }
    })
  const targets = fc.oneof(
    fc.constant<DeliveryTarget>({ kind: "everything" }),
    fc.dictionary(fc.constantFrom("A", "B", "FRAKT"), fc.integer({ min: 0, max: 20 })).map(articles)
  )

  it("never sends more than Specter has delivered or the store has sold, and sends it once", () => {
    fc.assert(
      fc.property(orders, targets, (order, target) => {
        const after = carriedOut(order, plan(order, target))
        for (const key of ["A", "B"]) {
          const sold = order.items
            .filter((one) => one.key === key)
            .reduce((sum, one) => sum + one.quantity.toNumber(), 0)
          const told = target.kind === "articles" ? (target.quantities.get(key)?.toNumber() ?? 0) : sold
          expect(leftOf(after, key)).toBeLessThanOrEqual(Math.max(leftOf(order, key), Math.min(sold, told)))
          expect(leftOf(after, key)).toBeGreaterThanOrEqual(leftOf(order, key))
        }
        for (const one of after.items) {
          expect(one.fulfilled.isGreaterThan(one.quantity)).toBe(false)
        }
        expect(plan(after, target)).toMatchObject({ send: [], create: [] })
      })
    )
  })

  it("has sent everything when Specter has delivered everything", () => {
    fc.assert(
      fc.property(orders, (order) => {
        const after = carriedOut(order, plan(order, { kind: "everything" }))
        expect(after.fulfillments.every(({ hasLeft }) => hasLeft)).toBe(true)
        expect(after.items.every((one) => one.fulfilled.isEqualTo(one.quantity))).toBe(true)
      })
    )
  })
})

describe("deliveryTarget", () => {
  const change = (more: Partial<OrderChange>): OrderChange => ({ orderNo: "7001", deliveries: [], ...more })
  const row = (articleNo: string, noOfItems?: string) => ({ articleNo, ...(noOfItems ? { noOfItems } : {}) })

  it("is all that Specter's order has when it is delivered", () => {
    expect(deliveryTarget(change({ deliveryStatus: "D" }))).toEqual({ kind: "everything" })
    expect(deliveryTarget(change({ deliveryStatus: "d", rows: [row("tröja-s", "1.5")] }))).toEqual(
      articles({ "TRÖJA-S": 1.5 })
    )
    expect(deliveryTarget(change({ deliveryStatus: "D", rows: [row("A")] }))).toEqual({ kind: "everything" })
  })

  it("is the sum of the deliveries' rows while it is delivered in part", () => {
    const deliveries = [
      { trackingNo: "1", rows: [row("A", "1")] },
      { trackingNo: "1", rows: [row("a", "2"), row("B", "1")] },
      {},
    ]
    expect(deliveryTarget(change({ deliveryStatus: "P", deliveries }))).toEqual(articles({ A: 3, B: 1 }))
    expect(trackingNumbersOf(change({ deliveries }))).toEqual(["1"])
  })

  it("is unknown when Specter only says that a part has left, and nothing when nothing has", () => {
    expect(deliveryTarget(change({ deliveryStatus: "P", deliveries: [{ trackingNo: "1" }] }))).toEqual({
      kind: "unknown",
    })
    expect(deliveryTarget(change({ deliveries: [{ rows: [row("A")] }] }))).toEqual({ kind: "unknown" })
    expect(deliveryTarget(change({ deliveryStatus: "N", deliveries: [{ trackingNo: "1" }] }))).toEqual({
      kind: "nothing",
    })
    expect(deliveryTarget(change({}))).toEqual({ kind: "nothing" })
  })
})
