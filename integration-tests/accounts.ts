import { Modules } from "@medusajs/framework/utils"
import { createCustomerAccountWorkflow } from "@medusajs/medusa/core-flows"
import type { Store } from "./store"

const PASSWORD = "hemligt-ord"

export type Login = { email: string; password: string }

/** Registers a customer who can log in. */
export async function createAccount(
  { container }: Store,
  customerData: { email: string; [field: string]: unknown }
): Promise<Login> {
  const { email } = customerData
  const { authIdentity } = await container
    .resolve(Modules.AUTH)
    .register("emailpass", { body: { email, password: PASSWORD } })
  await createCustomerAccountWorkflow(container).run({
    input: { authIdentityId: authIdentity!.id, customerData },
  })
  return { email, password: PASSWORD }
}
