/** What `placeOrder` needs of an HTTP client: axios has this shape. */
export type StoreApi = {
  post(path: string, body: object, config: { headers: Record<string, string> }): Promise<{ data: any }>
}

/** What `placeOrder` needs to know of the shop. */
export type OrderableShop = {
  publishableKey: string
  regionId: string
  variants: Record<string, { id: string }>
  shippingOptionIds: Record<string, string>
}

/** A store API address; `country_code` is "se" unless given. */
export type OrderAddress = {
  first_name: string
  last_name: string
  address_1: string
  postal_code: string
  city: string
  company?: string
  address_2?: string
  phone?: string
  province?: string
  country_code?: string
}

export type OrderRequest = {
  items: { sku: string; quantity: number }[]
  /** A customer with an account logs in; without, it is a guest. */
  login?: { email: string; password: string }
  /** The guest's address, or another than the account's. */
  email?: string
  shippingAddress?: OrderAddress
  /** The shipping address unless given. */
  billingAddress?: OrderAddress
  /** Name of the shipping option: "PostNord Ombud" unless given. */
  shippingOption?: string
  promoCodes?: string[]
  metadata?: Record<string, unknown>
  /** What else is done to the filled cart before it is paid. */
  prepareCart?: (cartId: string) => Promise<unknown>
}

/** The order as the store API answers: amounts are SEK including VAT. */
export type PlacedOrder = {
  id: string
  display_id: number
  email: string
  total: number
  item_total: number
  shipping_total: number
  discount_total: number
  tax_total: number
  created_at: string
}

const GUEST_EMAIL = "asa.oberg@example.se"

const GUEST_ADDRESS: OrderAddress = {
  first_name: "Åsa",
  last_name: "Öberg",
  address_1: "Ängsvägen 3",
  postal_code: "413 21",
  city: "Göteborg",
  phone: "070-174 06 35",
}

/**
 * Buys the items through the store API as a shopper does: cart, address, freight, payment, done.
 * Throws what `api` throws for a refused call, and an Error with Medusa's words when the cart cannot become an order.
 */
export async function placeOrder(
  api: StoreApi,
  shop: OrderableShop,
  request: OrderRequest
): Promise<PlacedOrder> {
  const { cartId, config } = await fillCart(api, shop, request)
  const completed = await api.post(`/store/carts/${cartId}/complete`, {}, config)
  if (completed.data.type !== "order") {
    const { error, message } = completed.data
    throw new Error(`The cart did not become an order: ${error?.message ?? message}`)
  }
  return completed.data.order
}

/** Does all of it but the last: what is left is to complete the cart, with this `config`. */
export async function fillCart(
  api: StoreApi,
  shop: OrderableShop,
  request: OrderRequest
): Promise<{ cartId: string; config: { headers: Record<string, string> } }> {
  const config = { headers: await headersFor(api, shop, request) }
  const shippingAddress = toAddress(request.shippingAddress ?? GUEST_ADDRESS)
  const { data } = await api.post(
    "/store/carts",
    {
      region_id: shop.regionId,
      email: request.email ?? request.login?.email ?? GUEST_EMAIL,
      items: request.items.map(({ sku, quantity }) => ({
        variant_id: found(shop.variants, sku).id,
        quantity,
      })),
      shipping_address: shippingAddress,
      billing_address: request.billingAddress ? toAddress(request.billingAddress) : shippingAddress,
      ...(request.metadata ? { metadata: request.metadata } : {}),
    },
    config
  )
  const cartId: string = data.cart.id
  const cart = `/store/carts/${cartId}`
  const optionId = found(shop.shippingOptionIds, request.shippingOption ?? "PostNord Ombud")
  await api.post(`${cart}/shipping-methods`, { option_id: optionId }, config)
  if (request.promoCodes) {
    await api.post(`${cart}/promotions`, { promo_codes: request.promoCodes }, config)
  }
  await request.prepareCart?.(cartId)
  await choosePayment(api, cartId, config)
  return { cartId, config }
}

async function headersFor(api: StoreApi, shop: OrderableShop, { login }: OrderRequest) {
  const headers = { "x-publishable-api-key": shop.publishableKey }
  if (!login) {
    return headers
  }
  const { data } = await api.post("/auth/customer/emailpass", login, { headers })
  return { ...headers, authorization: `Bearer ${data.token}` }
}

async function choosePayment(api: StoreApi, cartId: string, config: { headers: Record<string, string> }) {
  const { data } = await api.post("/store/payment-collections", { cart_id: cartId }, config)
  const sessions = `/store/payment-collections/${data.payment_collection.id}/payment-sessions`
  await api.post(sessions, { provider_id: "pp_system_default" }, config)
}

function toAddress(address: OrderAddress) {
  return { country_code: "se", ...address }
}

function found<T>(all: Record<string, T>, name: string): T {
  const one = all[name]
  if (one === undefined) {
    throw new Error(`The shop has no "${name}". It has: ${Object.keys(all).join(", ")}`)
  }
  return one
}
