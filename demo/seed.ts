import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { updateStoresWorkflow } from "@medusajs/medusa/core-flows"
import { COMPANIES } from "./data/companies"
import { PERSONS } from "./data/persons"
import { PRODUCTS } from "./data/products"
import { REGION_NAME } from "./data/shop"
import { createAdmin, createCustomers } from "./shop/accounts"
import { createFoundation } from "./shop/foundation"
import { createProducts } from "./shop/products"
import { createPromotions } from "./shop/promotions"

const WHOLE = "demo_shop_is_whole"

/** Fills an empty store with the demo's shop. A store that has it already is left alone. */
export default async function seed({ container }: ExecArgs): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  if (await hasShop(container)) {
    logger.info("The shop is there already")
    return
  }
  const shop = await createFoundation(container)
  const variants = await createProducts(container, shop, PRODUCTS)
  await createPromotions(container)
  await createCustomers(container, [...PERSONS, ...COMPANIES])
  await createAdmin(container)
  await updateStoresWorkflow(container).run({
    input: { selector: { id: shop.storeId }, update: { metadata: { [WHOLE]: true } } },
  })
  logger.info(
    `The shop has ${PRODUCTS.length} products with ${variants.length} variants ` +
      `and ${PERSONS.length + COMPANIES.length} customers. Publishable key: ${shop.publishableKey}`
  )
}

async function hasShop(container: MedusaContainer): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: stores } = await query.graph({ entity: "store", fields: ["metadata"] })
  if (stores[0]?.metadata?.[WHOLE]) {
    return true
  }
  const { data: regions } = await query.graph({
    entity: "region",
    fields: ["id"],
    filters: { name: REGION_NAME },
  })
  if (regions.length > 0) {
    throw new Error("An earlier attempt to fill this store was cut off. Start again with an empty database.")
  }
  return false
}
