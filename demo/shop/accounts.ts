import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createCustomerAccountWorkflow, createUserAccountWorkflow } from "@medusajs/medusa/core-flows"
import type { CompanyData, PersonData } from "./shop-data"

export const PASSWORD = "specter-demo"
export const ADMIN_EMAIL = "admin@example.se"

/** Creates the admin's user. */
export async function createAdmin(container: MedusaContainer): Promise<void> {
  await createUserAccountWorkflow(container).run({
    input: {
      authIdentityId: await register(container, ADMIN_EMAIL),
      userData: { email: ADMIN_EMAIL, first_name: "Åsa", last_name: "Admin" },
    },
  })
}

/** Creates customers who can log in with `PASSWORD`, each with a default address. */
export async function createCustomers(
  container: MedusaContainer,
  customers: (PersonData | CompanyData)[]
): Promise<void> {
  for (const customer of customers) {
    await createCustomerAccountWorkflow(container).run({
      input: {
        authIdentityId: await register(container, customer.email),
        customerData: toCustomer(customer),
      },
    })
  }
}

function toCustomer(customer: PersonData | CompanyData) {
  const company = "company" in customer ? customer : undefined
  return {
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    phone: customer.phone,
    ...(company ? { company_name: company.company } : {}),
    metadata: {
      ...(customer.orgNumber ? { org_number: customer.orgNumber } : {}),
      ...(company ? { vat_number: company.vatNumber } : {}),
    },
    addresses: [
      {
        is_default_billing: true,
        is_default_shipping: true,
        first_name: customer.firstName,
        last_name: customer.lastName,
        ...(company ? { company: company.company } : {}),
        address_1: customer.address,
        postal_code: customer.postalCode,
        city: customer.city,
        country_code: "se",
        phone: customer.phone,
      },
    ],
  }
}

async function register(container: MedusaContainer, email: string): Promise<string> {
  const { success, authIdentity, error } = await container
    .resolve(Modules.AUTH)
    .register("emailpass", { body: { email, password: PASSWORD } })
  if (!success || !authIdentity) {
    throw new Error(`No login could be made for ${email}: ${error}`)
  }
  return authIdentity.id
}
