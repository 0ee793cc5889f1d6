import type { LoadedOrder } from "../src/workflows/push/load-order"

const CUSTOMER = "id email first_name last_name company_name phone has_account metadata".split(" ")
const PAYMENT = "id provider_id data created_at canceled_at".split(" ")

/** What the transfer goes by of an order, to be compared: in whatever order, and with each time written the same way. */
export function readable(order: LoadedOrder | undefined) {
  if (!order) {
    return undefined
  }
  const { payment_collections, customer, items, reserved_location_ids, ...own } = JSON.parse(
    JSON.stringify(order)
  )
  const payments = (payment_collections ?? []).flatMap(({ payments }: any) => payments ?? [])
  return {
    ...own,
    customer: customer ? pick(customer, CUSTOMER) : null,
    payments: byId(payments.map((payment: object) => pick(payment, PAYMENT))),
    items: byId((items ?? []).map(withVariant)),
    reserved_location_ids: [...reserved_location_ids].sort(),
  }
}

const withVariant = ({ variant, ...item }: any) => ({
  ...item,
  variant: variant ? pick(variant, ["id", "sku"]) : null,
})

function pick(from: any, names: string[]) {
  return Object.fromEntries(
    names.map((name) => [
      name,
      name.endsWith("_at") && from[name] ? new Date(from[name]).toISOString() : (from[name] ?? null),
    ])
  )
}

const byId = (rows: any[]) => rows.sort((one, other) => (one.id < other.id ? -1 : 1))
