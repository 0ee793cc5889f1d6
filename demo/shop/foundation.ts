import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createRegionsWorkflow,
  createShippingProfilesWorkflow,
  updateSalesChannelsWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"
import { REGION_NAME, SALES_CHANNEL_NAME, STORE_NAME } from "../data/shop"
import { createDelivery, type Delivery } from "./delivery"
import { createVat, type ProductTypeIds } from "./vat"

/** What every shop needs before it has a product to sell. */
export type Foundation = Delivery & {
  storeId: string
  regionId: string
  salesChannelId: string
  publishableKey: string
  shippingProfileId: string
  productTypeIds: ProductTypeIds
}

/** Makes a Swedish shop of the empty store that Medusa creates by itself: SEK, prices including VAT, three ways to deliver. */
export async function createFoundation(container: MedusaContainer): Promise<Foundation> {
  const { storeId, salesChannelId } = await nameStore(container)
  const regionId = await createRegion(container)
  const productTypeIds = await createVat(container)
  const shippingProfileId = await shippingProfile(container)
  const delivery = await createDelivery(container, { salesChannelId, shippingProfileId })
  const publishableKey = await publishableKeyOf(container, salesChannelId)
  return { ...delivery, storeId, regionId, salesChannelId, publishableKey, shippingProfileId, productTypeIds }
}

async function nameStore(container: MedusaContainer) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const {
    data: [store],
  } = await query.graph({ entity: "store", fields: ["id", "default_sales_channel_id"] })
  const salesChannelId = store.default_sales_channel_id
  if (!salesChannelId) {
    throw new Error(
      "The store has no default sales channel: start Medusa on the database once before seeding it"
    )
  }
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: store.id },
      update: {
        name: STORE_NAME,
        supported_currencies: [{ currency_code: "sek", is_default: true, is_tax_inclusive: true }],
      },
    },
  })
  await updateSalesChannelsWorkflow(container).run({
    input: { selector: { id: salesChannelId }, update: { name: SALES_CHANNEL_NAME } },
  })
  return { storeId: store.id, salesChannelId }
}

async function createRegion(container: MedusaContainer) {
  const { result } = await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: REGION_NAME,
          currency_code: "sek",
          countries: ["se"],
          payment_providers: ["pp_system_default"],
          automatic_taxes: true,
          is_tax_inclusive: true,
        },
      ],
    },
  })
  return result[0].id
}

async function shippingProfile(container: MedusaContainer) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "shipping_profile",
    fields: ["id"],
    filters: { type: "default" },
  })
  if (data.length > 0) {
    return data[0].id
  }
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Standard", type: "default" }] },
  })
  return result[0].id
}

/** Medusa gives a new store a publishable key and links it to the default sales channel. */
async function publishableKeyOf(container: MedusaContainer, salesChannelId: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "api_key",
    fields: ["token", "sales_channels_link.sales_channel_id"],
    filters: { type: "publishable" },
  })
  const key = data.find((key) =>
    key.sales_channels_link?.some(
      (link: { sales_channel_id?: string } | null) => link?.sales_channel_id === salesChannelId
    )
  )
  if (!key) {
    throw new Error("The store has no publishable key for its default sales channel")
  }
  return key.token
}
