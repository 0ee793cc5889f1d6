import { MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import type { Reason } from "../../../../reasons/reason"
import { externalOrderNo } from "../../../push/mappers/external-order-no"
import { capturesDue } from "../captures-due"
import { displayIdsOf } from "../display-id"
import { nextNotes } from "../next-notes"
import { type RemovableOrder, removalHindrance } from "../removal-hindrance"
import { sharePayment } from "../share-payment"

const n = (value: number) => MathBN.convert(value)

describe("capturesDue", () => {
  const settings = { payment_codes: {} }
  const payment = (id: string, amount: number, more: object = {}) => ({
    id,
    amount,
    provider_id: "pp_stripe_stripe",
    captures: [],
    ...more,
  })
  const order = (total: number, ...payments: object[]) =>
    ({ id: "order_1", total, payment_collections: [{ payments }] }) as never

  it("captures a whole payment, and of a larger one what the order comes to", () => {
    expect(capturesDue(order(198, payment("p1", 198)), settings)).toEqual([{ payment_id: "p1" }])
    expect(capturesDue(order(99, payment("p1", 198)), settings)).toEqual([{ payment_id: "p1", amount: 99 }])
    expect(capturesDue(order(150, payment("p2", 100), payment("p1", 100)), settings)).toEqual([
      { payment_id: "p1" },
      { payment_id: "p2", amount: 50 },
    ])
  })

  it("counts what is captured and refunded already", () => {
    expect(
      capturesDue(
        order(198, payment("p1", 198, { captures: [{ amount: 198 }], captured_at: new Date() })),
        settings
      )
    ).toEqual([])
    expect(capturesDue(order(198, payment("p1", 198, { captures: [{ amount: 50 }] })), settings)).toEqual([
      { payment_id: "p1", amount: 148 },
    ])
  })

  it("leaves cancelled payments and payments at Klarna", () => {
    expect(capturesDue(order(198, payment("p1", 198, { canceled_at: new Date() })), settings)).toEqual([])
    expect(
      capturesDue(order(198, payment("p1", 198, { provider_id: "pp_klarna_klarna" })), settings)
    ).toEqual([])
    const chosen = { payment_codes: { pp_stripe_stripe: { code: "K" } } }
    expect(capturesDue(order(198, payment("p1", 198)), chosen)).toEqual([])
    expect(
      capturesDue(
        order(198, payment("p1", 100, { provider_id: "pp_klarna_klarna" }), payment("p2", 98)),
        settings
      )
    ).toEqual([{ payment_id: "p2" }])
  })

  it("never captures more than the order comes to", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 })), {
          maxLength: 4,
        }),
        (total, list) => {
          const payments = list.map(([amount, captured], index) =>
            payment(`p${index}`, amount, { captures: [{ amount: Math.min(captured, amount) }] })
          )
          const before = payments.reduce(
            (sum, { captures }) => sum + (captures[0] as { amount: number }).amount,
            0
          )
          const due = capturesDue(order(total, ...payments), settings)
          const taken = due.reduce(
            (sum, { payment_id, amount }) =>
              sum + (amount ?? payments.find(({ id }) => id === payment_id)!.amount),
            0
          )
          const all = payments.reduce((sum, { amount }) => sum + amount, 0)
          expect(before + taken).toBe(Math.max(before, Math.min(total, all)))
        }
      )
    )
  })
})

describe("sharePayment", () => {
  it("asks only for what is not held, and drops what asks for nothing", () => {
    const held = [{ id: "h", authorized: n(200) }]
    const open = [
      { id: "o", authorized: n(0) },
      { id: "p", authorized: n(0) },
    ]
    expect(sharePayment(n(150), held, open)).toEqual({
      held: [{ id: "h", amount: n(150) }],
      open: undefined,
      drop: ["o", "p"],
    })
    expect(sharePayment(n(260), held, open)).toEqual({
      held: [{ id: "h", amount: n(200) }],
      open: { id: "o", amount: n(60) },
      drop: ["p"],
    })
    expect(sharePayment(n(0), held, [])).toEqual({
      held: [{ id: "h", amount: n(200) }],
      open: undefined,
      drop: [],
    })
  })
})

describe("removalHindrance", () => {
  const order: RemovableOrder = {
    status: "pending",
    isFulfilled: false,
    heldAmount: 0,
    isKlarna: false,
    isInvoiced: false,
  }

  it.each<[Partial<RemovableOrder>, string | undefined]>([
    [{}, undefined],
    [{ isInvoiced: true }, undefined],
    [{ isKlarna: true }, undefined],
    [{ isFulfilled: true, heldAmount: 10 }, "order_removed_fulfilled"],
    [{ status: "completed" }, "order_removed_fulfilled"],
    [{ heldAmount: 0.01 }, "order_removed_paid"],
    [{ isKlarna: true, isInvoiced: true }, "order_removed_klarna_invoiced"],
  ])("of %j is %s", (more, code) => {
    expect(removalHindrance({ ...order, ...more })).toBe(code)
  })
})

describe("nextNotes", () => {
  const a: Reason = { code: "order_rows_changed", data: { changes: "A 2 → 1", order_no: "1" } }
  const b: Reason = { code: "order_rows_failed", data: { order_no: "1" } }
  const c: Reason = { code: "order_removed_paid", data: { order_no: "1" } }

  it("keeps what has happened, drops what no longer holds and puts the latest last", () => {
    expect(nextNotes([a, b], [c], ["order_rows_failed"])).toEqual([a, c])
    expect(nextNotes([a, b], [b], ["order_rows_failed"])).toEqual([a, b])
    expect(nextNotes([b], [a, b], [])).toEqual([b, a])
    expect(nextNotes([a], [{ code: a.code, data: { order_no: "1", changes: "A 2 → 1" } }], [])).toEqual([a])
  })

  it("changes nothing when the same is found again", () => {
    const notes = fc.array(fc.constantFrom(a, b, c))
    fc.assert(
      fc.property(notes, notes, (kept, found) => {
        const once = nextNotes(kept, found, ["order_rows_failed", "order_removed_paid"])
        expect(nextNotes(once, found, ["order_rows_failed", "order_removed_paid"])).toEqual(once)
      })
    )
  })
})

describe("displayIdsOf", () => {
  it("has the number that the order was sent under, with today's prefix and with an earlier one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999_999 }),
        fc.constantFrom("", "WEB-", "Å"),
        fc.constantFrom("", "WEB-", "BUTIK/"),
        (display_id, prefix, today) => {
          const sent = externalOrderNo({ id: "order_1", display_id }, { order_number_prefix: prefix })
          expect(displayIdsOf(sent, prefix)).toContain(display_id)
          expect(displayIdsOf(sent, today)).toContain(display_id)
        }
      )
    )
    expect(displayIdsOf("2026-17", "2026-")).toEqual([17])
    expect(displayIdsOf("202617", "2026")).toEqual([17, 202617])
  })

  it.each(["", "WEB-", "WEB-01", "WEB-1x", "12345678901"])("has none of %p", (sent) => {
    expect(displayIdsOf(sent, "WEB-")).toEqual([])
  })
})
