import type { PlacedOrder } from "../../integration-tests/place-order"
import type { SandboxCustomer, SandboxOrderRow } from "../../sandbox/types"
import type { Arrival } from "./arrival"
import type { OrderTransfer } from "./open-demo"

const LABEL = 10

/** The order as Medusa has it and as Specter got it, side by side. */
export function describeArrival(placed: PlacedOrder, { order, customer, afterMs }: Arrival): string {
  const isSame = order.total === placed.total.toFixed(2)
  return [
    line("Medusa", `order ${placed.display_id}, ${placed.total.toFixed(2)} SEK`),
    line("Specter", `order ${order.orderNo}, ${order.total} SEK: ${isSame ? "the same" : "NOT the same"}`),
    line("", `there ${afterMs} ms after it was placed, as number ${order.externalOrderNo}`),
    line(
      "Customer",
      customer ? describeCustomer(customer) : `${order.customerId}, whom Specter does not have`
    ),
    line("Delivery", order.externalDeliveryMethod ?? "not said"),
    line(
      "Payment",
      [order.payTypeIdentifier, order.payTypeReference].filter(Boolean).join(", ") || "not said"
    ),
    ...describeRows(order.rows),
  ].join("\n")
}

/** Why Specter does not have the order, in the store's own words. */
export function describeAbsence(placed: PlacedOrder, transfer: OrderTransfer): string {
  return [
    line("Medusa", `order ${placed.display_id}, ${placed.total.toFixed(2)} SEK`),
    line(
      "Specter",
      `does not have it. Its transfer is ${transfer.state ?? "not asked for"}: ${transfer.words ?? "no reason given"}`
    ),
  ].join("\n")
}

/** The order's transfer, when there is no sandbox to look into. */
export function describeTransfer(placed: PlacedOrder, transfer: OrderTransfer): string {
  return [
    line("Medusa", `order ${placed.display_id}, ${placed.total.toFixed(2)} SEK`),
    line(
      "Specter",
      `${transfer.state}, number ${transfer.specter_order_number ?? "none"}${transfer.words ? `: ${transfer.words}` : ""}`
    ),
  ].join("\n")
}

function describeCustomer(customer: SandboxCustomer): string {
  const name = customer.name ?? [customer.firstName, customer.surName].filter(Boolean).join(" ")
  const kind = customer.customerOrganizationalForm === "C" ? "company" : "person"
  const address = [customer.address, [customer.zipCodeEng, customer.city].filter(Boolean).join(" ")]
  return [`${customer.customerId}, ${kind}`, name, customer.orgNo, customer.emailAddress, ...address]
    .filter(Boolean)
    .join(", ")
}

function describeRows(rows: SandboxOrderRow[]): string[] {
  return rows.map((row, index) => {
    const amount = `${row.noOfItems} × ${row.priceExclVAT}`.padStart(16)
    const article = `${row.articleNo.padEnd(20)} ${row.articleName}`
    return line(index === 0 ? "Rows" : "", `${amount} + ${row.vatPercent.padStart(2)} % VAT   ${article}`)
  })
}

function line(label: string, text: string): string {
  return `   ${label.padEnd(LABEL)}${text}`
}
