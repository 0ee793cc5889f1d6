import { defaultSettings, type Settings } from "../../../../modules/specter/settings"
import type { MedusaOrder, MedusaPayment } from "../medusa-order"
import { isKlarna, paymentOf } from "../payment"

const settings = (chosen: Partial<Settings> = {}): Settings => ({ ...defaultSettings(), ...chosen })

const orderPaidBy = (...payments: MedusaPayment[]): MedusaOrder => ({
  id: "order_1",
  payment_collections: [{ payments }],
})

const paidBy = (provider_id: string, data: Record<string, unknown> = {}) =>
  orderPaidBy({ id: "pay_1", provider_id, data })

describe("an order's payment", () => {
  it.each([
    ["pp_klarna_klarna", { order_id: "k-1", client_token: "secret" }, "KG", "k-1"],
    ["pp_swish_swish", { id: "s-0", paymentReference: "1E2F" }, "SW", "1E2F"],
    ["pp_paypal_paypal", { id: "5O190127TN364715T" }, "PL", "5O190127TN364715T"],
    ["pp_svea-checkout_svea", { OrderId: 8675309 }, "SCH", "8675309"],
    ["pp_nets_easy", { paymentId: "00e5" }, "DP", "00e5"],
    ["pp_dibs_dibs", {}, "DP", "pay_1"],
  ])("by %s has Specter's code and the transaction's id", (provider, data, code, reference) => {
    expect(paymentOf(paidBy(provider, data), settings())).toEqual({
      payment: { code, reference, merchantId: undefined, prepaid: false },
      notes: [],
    })
  })

  it("by a provider without a code is prepaid, and says so", () => {
    expect(paymentOf(paidBy("pp_stripe_stripe", { id: "pi_3Nabc" }), settings())).toEqual({
      payment: { code: "PP", reference: "pi_3Nabc", merchantId: undefined, prepaid: true },
      notes: [{ code: "payment_code_defaulted", data: { provider: "pp_stripe_stripe", code: "PP" } }],
    })
  })

  it("by Klarna through Stripe is Stripe's", () => {
    expect(paymentOf(paidBy("pp_stripe-klarna_stripe"), settings()).payment?.code).toBe("PP")
  })

  it("has the code that the merchant chose for exactly this provider", () => {
    const payment_codes = { pp_stripe_stripe: { code: "SK", prepaid: true, merchant_id: "acct_7" } }
    expect(paymentOf(paidBy("pp_stripe_stripe", { id: "pi_1" }), settings({ payment_codes }))).toEqual({
      payment: { code: "SK", reference: "pi_1", merchantId: "acct_7", prepaid: true },
      notes: [],
    })
    expect(paymentOf(paidBy("pp_stripe_other"), settings({ payment_codes })).payment?.code).toBe("PP")
  })

  it("is the first that was not cancelled", () => {
    const order = orderPaidBy(
      { id: "pay_3", provider_id: "pp_stripe_stripe", created_at: "2026-03-03T10:00:00Z" },
      {
        id: "pay_1",
        provider_id: "pp_klarna_klarna",
        created_at: "2026-03-01T10:00:00Z",
        canceled_at: "2026-03-01T11:00:00Z",
      },
      { id: "pay_2", provider_id: "pp_swish_swish", created_at: "2026-03-02T10:00:00Z" }
    )
    expect(paymentOf(order, settings()).payment).toMatchObject({ code: "SW", reference: "pay_2" })
  })

  it("is none for a free order", () => {
    expect(paymentOf({ id: "order_1", payment_collections: [] }, settings())).toEqual({ notes: [] })
  })
})

describe("Klarna", () => {
  it("is told by the provider, or by the code that the merchant gave it", () => {
    const payment_codes = { pp_kassa_kassa: { code: "KG" }, pp_klarna_klarna: { code: "PP" } }
    expect(isKlarna(paidBy("pp_klarna_klarna"))).toBe(true)
    expect(isKlarna(paidBy("pp_swish_swish"))).toBe(false)
    expect(isKlarna({ id: "order_1" })).toBe(false)
    expect(isKlarna(paidBy("pp_kassa_kassa"), { payment_codes })).toBe(true)
    expect(isKlarna(paidBy("pp_klarna_klarna"), { payment_codes })).toBe(false)
  })
})
