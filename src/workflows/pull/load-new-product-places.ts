import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Settings } from "../../modules/specter/settings"
import type { Reason } from "../../reasons/reason"
import type { NewProductPlaces } from "./mappers/to-medusa-product"

/** Where new products go: what the merchant chose, else the store's defaults. */
export async function loadNewProductPlaces(
  container: MedusaContainer,
  settings: Settings
): Promise<NewProductPlaces> {
  const {
    new_product_sales_channel_id: channel,
    new_product_shipping_profile_id: profile,
    new_product_category_id: category,
  } = settings
  const [hasChannel, hasProfile, hasCategory] = await Promise.all([
    exists(container, "sales_channel", channel),
    exists(container, "shipping_profile", profile),
    exists(container, "product_category", category),
  ])
  const missing: Reason[] = [
    ...(hasChannel ? [] : [{ code: "new_product_sales_channel_missing" } as const]),
    ...(hasProfile ? [] : [{ code: "new_product_shipping_profile_missing" } as const]),
    ...(hasCategory ? [] : [{ code: "new_product_category_missing" } as const]),
  ]
  return {
    salesChannelId: channel ?? (await defaultSalesChannel(container)),
    shippingProfileId: profile ?? (await defaultShippingProfile(container)),
    categoryId: category ?? undefined,
    missing,
  }
}

async function exists(container: MedusaContainer, entity: string, id: string | null): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  return id === null || (await query.graph({ entity, fields: ["id"], filters: { id } })).data.length > 0
}

async function defaultSalesChannel(container: MedusaContainer): Promise<string | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "store", fields: ["default_sales_channel_id"] })
  return data[0]?.default_sales_channel_id ?? undefined
}

async function defaultShippingProfile(container: MedusaContainer): Promise<string | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "shipping_profile",
    fields: ["id"],
    filters: { type: "default" },
  })
  return data[0]?.id
}
