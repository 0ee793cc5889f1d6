import { ADMIN_EMAIL, PASSWORD } from "../demo/shop/accounts"
import { fetchApi } from "../demo/orders/fetch-api"

/** Asks the store's admin API as a person who is logged in. */
export async function openAdmin(url: string): Promise<(path: string) => Promise<unknown>> {
  const api = fetchApi(url)
  const { data } = await api.post(
    "/auth/user/emailpass",
    { email: ADMIN_EMAIL, password: PASSWORD },
    { headers: {} }
  )
  const config = { headers: { authorization: `Bearer ${data.token}` } }
  return async (path) => (await api.get<unknown>(path, config)).data
}
