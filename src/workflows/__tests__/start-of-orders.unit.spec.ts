import { defaultSettings } from "../../modules/specter/settings"
import { startOfOrders } from "../start-of-orders"

describe("from when on orders go to Specter", () => {
  const installed_at = new Date("2026-11-20T13:45:00Z")
  const startWith = (transfer_orders_from_date: string | null) =>
    startOfOrders({ ...defaultSettings(), transfer_orders_from_date, installed_at })

  it("is midnight in Sweden of the merchant's day", () => {
    expect(startWith("2026-12-01")).toEqual(new Date("2026-11-30T23:00:00Z"))
  })

  it("is the merchant's time, where there is one", () => {
    expect(startWith("2026-12-01T08:00:00+01:00")).toEqual(new Date("2026-12-01T07:00:00Z"))
  })

  it("is when the plugin was installed, without a date", () => {
    expect(startWith(null)).toEqual(installed_at)
  })
})
