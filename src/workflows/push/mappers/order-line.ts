import { type Amount, amountOf, sumOf } from "./amount"
import { listOf } from "./list-of"
import type { MedusaTotalled } from "./medusa-order"

/** A row of the order before its price is settled. */
export type OrderLine = {
  kind: "item" | "freight" | "discount" | "credit"
  /** Empty when neither the store nor the settings have one. */
  articleNo: string
  name: string
  comment?: string
  quantity: Amount
  /** The sum of Medusa's tax rates in percent, not always whole. */
  vatRate: Amount
  /** What the whole row must come to, VAT included. */
  target: Amount
}

/** Medusa's taxes on one thing add up; none of them is on top of another. */
export function vatRateOf({ tax_lines }: MedusaTotalled): Amount {
  return sumOf(listOf(tax_lines).map(({ rate }) => amountOf(rate)))
}
