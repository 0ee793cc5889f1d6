import type { MedusaCustomer } from "./medusa-order"

/** What the merchant calls the customer: the company's name or the person's, and the e-mail address. */
export function customerLabel({ company_name, first_name, last_name, email }: MedusaCustomer): string {
  const name = company_name?.trim() || [first_name, last_name].filter(Boolean).join(" ").trim()
  return [name, email].filter(Boolean).join(" ")
}
