import type { OrderableShop } from "../../integration-tests/place-order"
import { ADMIN_EMAIL, PASSWORD } from "../shop/accounts"
import { type FetchApi, fetchApi } from "./fetch-api"

/** What the store's admin says of an order's way to Specter. */
export type OrderTransfer = {
  state: string | null
  external_order_no: string
  specter_order_number: string | null
  words: string | null
}

export type OpenDemo = {
  api: FetchApi
  shop: OrderableShop
  transferOf(orderId: string): Promise<OrderTransfer>
}

/** Logs in to the running demo's admin and looks up what a shopper's page would know of the shop. */
export async function openDemo(storeUrl: string): Promise<OpenDemo> {
  const api = fetchApi(storeUrl)
  const login = await api.post(
    "/auth/user/emailpass",
    { email: ADMIN_EMAIL, password: PASSWORD },
    { headers: {} }
  )
  const config = { headers: { authorization: `Bearer ${login.data.token}` } }
  const admin = async <Data>(path: string) => (await api.get<Data>(`/admin/${path}`, config)).data
  const [keys, regions, options, variants] = await Promise.all([
    admin<{ api_keys: { token: string }[] }>("api-keys?type=publishable&fields=token"),
    admin<{ regions: { id: string }[] }>("regions?fields=id"),
    admin<{ shipping_options: { id: string; name: string }[] }>("shipping-options?fields=id,name"),
    admin<{ variants: { id: string; sku: string }[] }>("product-variants?fields=id,sku&limit=1000"),
  ])
  const shop = {
    publishableKey: keys.api_keys[0].token,
    regionId: regions.regions[0].id,
    shippingOptionIds: Object.fromEntries(options.shipping_options.map((option) => [option.name, option.id])),
    variants: Object.fromEntries(variants.variants.map((variant) => [variant.sku, { id: variant.id }])),
  }
  return {
    api,
    shop,
    transferOf: async (orderId) => (await admin<{ order: OrderTransfer }>(`specter/orders/${orderId}`)).order,
  }
}
