import type { Store } from "./store"
import { answered } from "./products"

const PASSWORD = "kundens-lösenord"

/** A customer who is logged in to the store. */
export type Shopper = {
  id: string
  email: string
  post(path: string, body?: object): Promise<any>
  delete(path: string): Promise<any>
}

/** Registers a customer with an account through the store API, as a shopper does. */
export async function registerShopper(
  store: Store,
  customer: { email: string; [field: string]: unknown }
): Promise<Shopper> {
  const key = { "x-publishable-api-key": store.shop.publishableKey }
  const login = { email: customer.email, password: PASSWORD }
  const registered = await store.api.post("/auth/customer/emailpass/register", login)
  const bearer = (token: string) => ({ headers: { ...key, authorization: `Bearer ${token}` } })
  const created = await store.api.post(
    "/store/customers",
    customer,
    bearer(answered(registered.status, registered.data).token)
  )
  const { id } = answered(created.status, created.data).customer
  const loggedIn = await store.api.post("/auth/customer/emailpass", login)
  const config = bearer(answered(loggedIn.status, loggedIn.data).token)
  return {
    id,
    email: customer.email,
    post: async (path, body) => {
      const { status, data } = await store.api.post(path, body, config)
      return answered(status, data)
    },
    delete: async (path) => {
      const { status, data } = await store.api.delete(path, config)
      return answered(status, data)
    },
  }
}
