import { customerFields, SandboxCustomer } from "../types"
import { addTo, Books, nextNumber, now, takeFrom } from "./books"

export type CustomerTexts = { [name in (typeof customerFields)[number]]?: string }

const emailKey = (customer: CustomerTexts) => (customer.emailAddress ?? "").trim().toLowerCase()
const orgNoKey = (customer: CustomerTexts) => (customer.orgNo ?? "").replace(/\D/g, "")

/** The oldest customer with this e-mail address, else with this person or organisation number. */
export function findCustomer(
  books: Books,
  customer: CustomerTexts,
  look: { byEmail: boolean; byOrgNo: boolean }
): SandboxCustomer | undefined {
  const byEmail = look.byEmail ? books.customersByEmail.get(emailKey(customer))?.[0] : undefined
  const byOrgNo = look.byOrgNo ? books.customersByOrgNo.get(orgNoKey(customer))?.[0] : undefined
  const found = byEmail ?? byOrgNo
  return found === undefined ? undefined : books.customers.get(found)
}

function enterInIndexes(books: Books, customer: SandboxCustomer) {
  addTo(books.customersByEmail, emailKey(customer), customer.customerId)
  addTo(books.customersByOrgNo, orgNoKey(customer), customer.customerId)
}

export function createCustomer(books: Books, texts: CustomerTexts): SandboxCustomer {
  const at = now()
  const customer = { ...texts, customerId: nextNumber(books, "customer"), createdAt: at, changedAt: at }
  books.customers.set(customer.customerId, customer)
  enterInIndexes(books, customer)
  return customer
}

/** Fields that did not come stay as they are. */
export function updateCustomer(books: Books, customer: SandboxCustomer, texts: CustomerTexts) {
  takeFrom(books.customersByEmail, emailKey(customer), customer.customerId)
  takeFrom(books.customersByOrgNo, orgNoKey(customer), customer.customerId)
  Object.assign(customer, texts, { changedAt: now() })
  enterInIndexes(books, customer)
}

/** Makes the indexes anew, for books read from a file. */
export function indexCustomers(books: Books) {
  for (const customer of books.customers.values()) {
    enterInIndexes(books, customer)
  }
}
