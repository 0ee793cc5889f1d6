import type { OrderAddress, OrderRequest } from "../../integration-tests/place-order"
import { COMPANIES } from "../data/companies"
import { PERSONS } from "../data/persons"
import { PASSWORD } from "../shop/accounts"
import { FREE_SHIPPING_CODE, PERCENTAGE_CODE } from "../shop/promotions"
import type { CompanyData, PersonData } from "../shop/shop-data"

/** The orders that the demo places, each with what it shows. */
export function demoRequests(): { title: string; request: OrderRequest }[] {
  const [company] = COMPANIES
  const person = PERSONS.find((person) => person.orgNumber) ?? PERSONS[0]
  return [
    {
      title: "A guest, delivered to the door",
      request: {
        items: [
          { sku: "TRÖJA-S", quantity: 2 },
          { sku: "BOK-1", quantity: 1 },
        ],
        shippingOption: "Hemleverans",
      },
    },
    {
      title: `A customer with an account: two VAT rates and ${PERCENTAGE_CODE}`,
      request: {
        ...asCustomer(person),
        items: [
          { sku: "SOCKOR-RAGG-4042", quantity: 3 },
          { sku: "KAFFE-HOG-BON-1000", quantity: 1 },
        ],
        promoCodes: [PERCENTAGE_CODE],
      },
    },
    {
      title: `A company, with ${FREE_SHIPPING_CODE}`,
      request: {
        ...asCustomer(company),
        items: [
          { sku: "MUGG-FIKA-BL", quantity: 4 },
          { sku: "KAFFE 500", quantity: 6 },
        ],
        promoCodes: [FREE_SHIPPING_CODE],
      },
    },
  ]
}

function asCustomer(customer: PersonData | CompanyData) {
  return { login: { email: customer.email, password: PASSWORD }, shippingAddress: toOrderAddress(customer) }
}

function toOrderAddress(customer: PersonData | CompanyData): OrderAddress {
  return {
    first_name: customer.firstName,
    last_name: customer.lastName,
    ...("company" in customer ? { company: customer.company } : {}),
    address_1: customer.address,
    postal_code: customer.postalCode,
    city: customer.city,
    phone: customer.phone,
  }
}
