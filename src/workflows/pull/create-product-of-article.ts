import type { CreateProductWorkflowInputDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, ProductStatus } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { createProductsWorkflow } from "@medusajs/medusa/core-flows"
import { variantsByArticle } from "../variants-by-article"

type Input = { article_no: string; title?: string }

// Says nothing in an article's name: see `articleName`.
const OPTION = "Default variant"

const planProductOfArticleStep = createStep(
  "plan-product-of-article",
  async ({ article_no, title }: Input, { container }) => {
    if ((await variantsByArticle(container, [article_no])).size > 0) {
      throw new MedusaError(
        MedusaError.Types.DUPLICATE_ERROR,
        `A variant with the SKU ${article_no} exists already`
      )
    }
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data: profiles } = await query.graph({
      entity: "shipping_profile",
      fields: ["id"],
      filters: { type: "default" },
    })
    const product: CreateProductWorkflowInputDTO = {
      title: title ?? article_no,
      status: ProductStatus.DRAFT,
      shipping_profile_id: profiles[0]?.id,
      options: [{ title: OPTION, values: [OPTION] }],
      variants: [{ title: OPTION, sku: article_no, manage_inventory: true, options: { [OPTION]: OPTION } }],
    }
    return new StepResponse(product)
  }
)

/** Makes a draft product with one variant whose SKU is the article's number; the merchant completes and publishes it. */
export const createProductOfArticleWorkflow = createWorkflow("create-product-of-article", (input: Input) => {
  const product = planProductOfArticleStep(input)
  const products = createProductsWorkflow.runAsStep({
    input: transform({ product }, (data) => ({ products: [data.product] })),
  })
  return new WorkflowResponse(transform({ products }, ({ products: [made] }) => ({ product_id: made.id })))
})
