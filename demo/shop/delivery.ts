import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createLocationFulfillmentSetWorkflow,
  createServiceZonesWorkflow,
  createShippingOptionsWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { REGION_NAME, SHIPPING_OPTIONS, STOCK_LOCATIONS } from "../data/shop"
import type { ShippingOptionData } from "./shop-data"

const PROVIDER = "manual_manual"

export type Delivery = {
  /** By name, in the order of `STOCK_LOCATIONS`. */
  stockLocationIds: Record<string, string>
  /** By name. */
  shippingOptionIds: Record<string, string>
}

type For = { salesChannelId: string; shippingProfileId: string }

/** Creates the stock locations, and the shipping options that start from them. */
export async function createDelivery(container: MedusaContainer, shop: For): Promise<Delivery> {
  const stockLocationIds = await createStockLocations(container, shop.salesChannelId)
  const zoneIds: Record<string, string> = {}
  for (const [name, id] of Object.entries(stockLocationIds)) {
    zoneIds[name] = await createServiceZone(container, id, name)
  }
  const { result } = await createShippingOptionsWorkflow(container).run({
    input: SHIPPING_OPTIONS.map((option) =>
      toShippingOption(option, zoneIds[option.from], shop.shippingProfileId)
    ),
  })
  const shippingOptionIds = Object.fromEntries(result.map((option) => [option.name, option.id]))
  return { stockLocationIds, shippingOptionIds }
}

async function createStockLocations(container: MedusaContainer, salesChannelId: string) {
  const { result } = await createStockLocationsWorkflow(container).run({
    input: {
      locations: STOCK_LOCATIONS.map((location) => ({
        name: location.name,
        address: {
          address_1: location.address,
          postal_code: location.postalCode,
          city: location.city,
          country_code: "se",
        },
      })),
    },
  })
  for (const { id } of result) {
    await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id, add: [salesChannelId] } })
  }
  return Object.fromEntries(result.map((location) => [location.name, location.id]))
}

async function createServiceZone(container: MedusaContainer, locationId: string, locationName: string) {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  await link.create({
    [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: PROVIDER },
  })
  const setName = `Leverans från ${locationName}`
  await createLocationFulfillmentSetWorkflow(container).run({
    input: { location_id: locationId, fulfillment_set_data: { name: setName, type: "shipping" } },
  })
  const [set] = await container.resolve(Modules.FULFILLMENT).listFulfillmentSets({ name: setName })
  const { result } = await createServiceZonesWorkflow(container).run({
    input: {
      data: [
        {
          name: `${REGION_NAME}, från ${locationName}`,
          fulfillment_set_id: set.id,
          geo_zones: [{ type: "country", country_code: "se" }],
        },
      ],
    },
  })
  return result[0].id
}

function toShippingOption(option: ShippingOptionData, serviceZoneId: string, shippingProfileId: string) {
  return {
    name: option.name,
    price_type: "flat" as const,
    provider_id: PROVIDER,
    service_zone_id: serviceZoneId,
    shipping_profile_id: shippingProfileId,
    type: { label: option.name, description: option.description, code: option.code },
    data: { code: option.code },
    prices: [{ currency_code: "sek", amount: option.price }],
    rules: [
      { attribute: "enabled_in_store", value: "true", operator: "eq" as const },
      { attribute: "is_return", value: "false", operator: "eq" as const },
    ],
  }
}
