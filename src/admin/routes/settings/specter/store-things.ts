import { useQuery } from "@tanstack/react-query"
import type { SettingField } from "../../../lib/answers"
import { sdk } from "../../../lib/sdk"
import { providerName } from "../../../lib/provider-name"

/** Something of the store's that a setting can name. */
export type Thing = { id: string; name: string }

type Kind = NonNullable<SettingField["maps"]> | "currency" | "country"

const MANY = 1_000

const list = async <Answer>(path: string, fields: string) =>
  await sdk.client.fetch<Answer>(`/admin/${path}`, { query: { fields, limit: MANY } })

const LISTS: Record<Kind, (locale: string) => Promise<Thing[]>> = {
  payment_provider: async () => {
    const { payment_providers } = await list<{ payment_providers: { id: string }[] }>(
      "payments/payment-providers",
      "id"
    )
    return payment_providers.map(({ id }) => ({ id, name: providerName(id) }))
  },
  stock_location: async () =>
    (await list<{ stock_locations: Thing[] }>("stock-locations", "id,name")).stock_locations,
  shipping_option: async () =>
    (await list<{ shipping_options: Thing[] }>("shipping-options", "id,name")).shipping_options,
  sales_channel: async () =>
    (await list<{ sales_channels: Thing[] }>("sales-channels", "id,name")).sales_channels,
  shipping_profile: async () =>
    (await list<{ shipping_profiles: Thing[] }>("shipping-profiles", "id,name")).shipping_profiles,
  product_category: async () => {
    const answer = await list<{ product_categories: Category[] }>(
      "product-categories",
      "id,name,*parent_category"
    )
    return withPaths(answer.product_categories)
  },
  currency: async (locale) => {
    const { stores } = await list<{ stores: { supported_currencies: { currency_code: string }[] }[] }>(
      "stores",
      "*supported_currencies"
    )
    const names = new Intl.DisplayNames(locale, { type: "currency" })
    return stores.flatMap(({ supported_currencies }) =>
      supported_currencies.map(({ currency_code: id }) => ({
        id,
        name: `${id.toUpperCase()} – ${names.of(id.toUpperCase())}`,
      }))
    )
  },
  country: async (locale) => {
    const { tax_regions } = await list<{
      tax_regions: { country_code: string; province_code: string | null }[]
    }>("tax-regions", "country_code,province_code")
    const names = new Intl.DisplayNames(locale, { type: "region" })
    return tax_regions
      .filter(({ province_code }) => !province_code)
      .map(({ country_code: id }) => ({ id, name: names.of(id.toUpperCase()) ?? id }))
  },
}

// Chosen among what the store has, though the catalogue keeps them as text.
const BY_KEY: Record<string, Kind> = { currency_code: "currency", country_code: "country" }

/** What of the store's a setting is chosen from, if anything. */
export const thingsFor = ({ key, maps }: SettingField): Kind | undefined => maps ?? BY_KEY[key]

/** Everything of a kind that the store has, by name. */
export function useThings(kind: Kind | undefined, locale: string) {
  return useQuery({
    queryKey: ["specter", "things", kind, locale],
    queryFn: async () => (await LISTS[kind!](locale)).sort((a, b) => a.name.localeCompare(b.name, locale)),
    enabled: kind !== undefined,
  })
}

type Category = { id: string; name: string; parent_category?: Category | null }

/** Two categories may share a name: the whole path tells them apart. */
function withPaths(categories: Category[]): Thing[] {
  const byId = new Map(categories.map((category) => [category.id, category]))
  const path = ({ id, name, parent_category }: Category): string => {
    const parent = parent_category ? (byId.get(parent_category.id) ?? parent_category) : undefined
    return parent && parent.id !== id ? `${path(parent)} › ${name}` : name
  }
  return categories.map((category) => ({ id: category.id, name: path(category) }))
}
