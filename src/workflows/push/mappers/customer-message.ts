import type { Address, CustomerMessage } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import { hasPlace, personName, toSpecterPlace } from "./address"
import { languageOf } from "./language"
import type { MedusaAddress, MedusaMetadata } from "./medusa-order"
import { phonesOf } from "./phone"
import { firstText, textOf } from "./text"

/** What a customer's message is made of, wherever it comes from; of several values the first that says something is taken. */
export type CustomerFacts = {
  billing?: MedusaAddress | null
  shipping?: MedusaAddress | null
  people: (Pick<MedusaAddress, "first_name" | "last_name"> | null | undefined)[]
  companyNames: unknown[]
  phones: unknown[]
  email: unknown
  metadata: (MedusaMetadata | undefined)[]
  currency: string
}

type Identity = Pick<CustomerMessage, "form" | "firstName" | "lastName" | "companyName" | "contactPerson"> & {
  person?: string
}

function identityOf(facts: CustomerFacts): Identity | undefined {
  const person = facts.people.find((candidate) => personName(candidate) !== undefined)
  const companyName = firstText(...facts.companyNames)
  const name = personName(person)
  if (companyName !== undefined) {
    return { form: "company", companyName, contactPerson: name, person: name }
  }
  const names = { firstName: textOf(person?.first_name), lastName: textOf(person?.last_name) }
  return name === undefined ? undefined : { form: "person", ...names, contactPerson: name, person: name }
}

function invoiceAddress(address: MedusaAddress, { companyName, person }: Identity): Address {
  const isCompany = companyName !== undefined
  return {
    company: isCompany ? (firstText(address.company, companyName) ?? "") : "",
    attention: isCompany ? (personName(address) ?? person ?? "") : "",
    ...toSpecterPlace(address),
  }
}

// Specter's delivery address has one line for a name: a private recipient's stands where a company's does.
function deliveryAddress(address: MedusaAddress, { companyName, person }: Identity): Address {
  const recipient = personName(address) ?? person ?? ""
  const company = firstText(address.company, companyName)
  return {
    company: company ?? recipient,
    attention: company === undefined ? "" : recipient,
    ...toSpecterPlace(address),
  }
}

const metadataText = (facts: CustomerFacts, key: string) =>
  firstText(...facts.metadata.map((entry) => entry?.[key]))

/** The customer as Specter gets it; undefined when it has neither a person's nor a company's name. */
export function customerMessage(facts: CustomerFacts, settings: Settings): CustomerMessage | undefined {
  const identity = identityOf(facts)
  if (!identity) {
    return undefined
  }
  const { person: _, ...names } = identity
  const [billing, shipping] = [facts.billing, facts.shipping].map((address) =>
    hasPlace(address) ? address : undefined
  )
  const invoiceTo = billing ?? shipping
  const deliverTo = shipping ?? billing
  return {
    ...names,
    currency: facts.currency.toUpperCase(),
    language: languageOf(firstText(invoiceTo?.country_code, settings.country_code) ?? "se"),
    customerGroupId: textOf(settings.customer_group_id),
    orgNo: metadataText(facts, "org_number"),
    vatNo: metadataText(facts, "vat_number"),
    email: textOf(facts.email),
    ...phonesOf(facts.phones),
    invoiceAddress: invoiceTo && invoiceAddress(invoiceTo, identity),
    deliveryAddress: deliverTo && deliveryAddress(deliverTo, identity),
    ignoreOrgNoControl: settings.ignore_org_number_check,
    ignoreEmailControl: settings.ignore_email_check,
  }
}
