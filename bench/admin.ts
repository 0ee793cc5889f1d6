import { ADMIN_EMAIL, PASSWORD } from "../demo/shop/accounts"
import { fetchApi } from "../demo/orders/fetch-api"

/** Asks the store's admin API as a person who is logged in; with a body, it posts. */
export async function openAdmin(url: string): Promise<(path: string, body?: object) => Promise<unknown>> {
  const api = fetchApi(url)
  const { data } = await api.post(
    "/auth/user/emailpass",
    { email: ADMIN_EMAIL, password: PASSWORD },
    { headers: {} }
  )
  const config = { headers: { authorization: `Bearer ${data.token}` } }
  return async (path, body) =>
    (await (body ? api.post(path, body, config) : api.get<unknown>(path, config))).data
}
