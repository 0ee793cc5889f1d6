import type { CreateProductWorkflowInputDTO, MedusaContainer } from "@medusajs/framework/types"
import { ProductStatus } from "@medusajs/framework/utils"
import {
  createInventoryLevelsWorkflow,
  createProductCategoriesWorkflow,
  createProductsWorkflow,
} from "@medusajs/medusa/core-flows"
import type { Foundation } from "./foundation"
import { inventoryOf, type SoldVariant } from "./inventory"
import type { ProductData } from "./shop-data"
import { optionsOf, toVariants } from "./variants"

const BATCH = 20
const EANS_A_PRODUCT = 1000

/** Creates the products, their categories and their stock at every location. Returns their variants. */
export async function createProducts(
  container: MedusaContainer,
  shop: Foundation,
  products: ProductData[]
): Promise<SoldVariant[]> {
  const categoryIds = await createCategories(container, products)
  const inputs = products.map((product, index) => toProduct(product, index, shop, categoryIds))
  const ids: string[] = []
  for (let start = 0; start < inputs.length; start += BATCH) {
    const { result } = await createProductsWorkflow(container).run({
      input: { products: inputs.slice(start, start + BATCH) },
    })
    ids.push(...result.map((product) => product.id))
  }
  const variants = await inventoryOf(container, ids)
  await stockUp(container, shop, variants, new Map(ids.map((id, index) => [id, products[index].stock])))
  return variants
}

async function createCategories(container: MedusaContainer, products: ProductData[]) {
  const names = [...new Set(products.map((product) => product.category))]
  const { result } = await createProductCategoriesWorkflow(container).run({
    input: { product_categories: names.map((name) => ({ name, is_active: true })) },
  })
  return new Map(result.map((category) => [category.name, category.id]))
}

function toProduct(
  product: ProductData,
  index: number,
  shop: Foundation,
  categoryIds: Map<string, string>
): CreateProductWorkflowInputDTO {
  const categoryId = categoryIds.get(product.category)
  return {
    title: product.title,
    description: product.description,
    status: ProductStatus.PUBLISHED,
    weight: product.weight,
    origin_country: "se",
    shipping_profile_id: shop.shippingProfileId,
    sales_channels: [{ id: shop.salesChannelId }],
    category_ids: categoryId ? [categoryId] : [],
    ...(product.vat === 25 ? {} : { type_id: shop.productTypeIds[product.vat] }),
    options: Object.entries(optionsOf(product)).map(([title, values]) => ({ title, values })),
    variants: toVariants(product, (index + 1) * EANS_A_PRODUCT),
  }
}

async function stockUp(
  container: MedusaContainer,
  shop: Foundation,
  variants: SoldVariant[],
  stock: Map<string, number[]>
) {
  const locationIds = Object.values(shop.stockLocationIds)
  await createInventoryLevelsWorkflow(container).run({
    input: {
      inventory_levels: variants.flatMap((variant) =>
        locationIds.map((locationId, index) => ({
          inventory_item_id: variant.inventoryItemId,
          location_id: locationId,
          stocked_quantity: stock.get(variant.productId)?.[index] ?? 0,
        }))
      ),
    },
  })
}
