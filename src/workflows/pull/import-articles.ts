import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  createProductCategoriesWorkflow,
  updateProductsWorkflow,
  updateProductVariantsWorkflow,
} from "@medusajs/medusa/core-flows"
import type { ArticleRow } from "../../modules/specter/client"
import type { ArticleImportPlan } from "./mappers/article-import"
import { createImportedProductsStep } from "./steps/create-imported-products"
import { noteGroupCategoriesStep } from "./steps/note-group-categories"
import { noteImportedArticlesStep } from "./steps/note-imported-articles"
import { planArticleImportStep } from "./steps/plan-article-import"
import { writeBasePricesStep } from "./steps/write-base-prices"

type Planned = { plan: ArticleImportPlan }

/** `asked_at`: when Specter was asked that told this, by the database's clock. */
type ImportInput = { rows: ArticleRow[]; asked_at: string }

/**
 * Applies some of Specter's articles, each with a number of its own, all of them or none. What is likeliest to be
 * refused comes first; events go out when all is written and noted.
 */
export const importArticlesWorkflow = createWorkflow("import-articles", (input: ImportInput) => {
  const plan = planArticleImportStep(input)
  when("article-groups-are-new", { plan }, ({ plan }: Planned) => plan.categories.length > 0).then(() => {
    noteGroupCategoriesStep(plan)
    createProductCategoriesWorkflow.runAsStep({ input: transform({ plan }, toCategories) })
  })
  const created = when("articles-are-new", { plan }, ({ plan }: Planned) => plan.products.length > 0).then(
    () =>
      createImportedProductsStep(transform({ plan }, ({ plan }: Planned) => ({ products: plan.products })))
  )
  when("prices-differ", { plan }, ({ plan }: Planned) => plan.prices.length > 0).then(() => {
    writeBasePricesStep(plan)
  })
  when("variants-differ", { plan }, ({ plan }: Planned) => plan.variants.length > 0).then(() => {
    updateProductVariantsWorkflow.runAsStep({
      input: transform({ plan }, ({ plan }: Planned) => ({ product_variants: plan.variants })),
    })
  })
  when("products-differ", { plan }, ({ plan }: Planned) => plan.productUpdates.length > 0).then(() => {
    updateProductsWorkflow.runAsStep({
      input: transform({ plan }, ({ plan }: Planned) => ({ products: plan.productUpdates })),
    })
  })
  noteImportedArticlesStep(
    transform({ input, plan, created }, ({ input, plan, created }) => ({
      noted: plan.noted,
      created: created ?? [],
      removed: plan.removed,
      asked_at: input.asked_at,
    }))
  )
  return new WorkflowResponse(transform({ plan }, toOutcome))
})

/** What came of the articles, and the numbers of those that became products. */
function toOutcome({ plan }: Planned) {
  const created = plan.products.flatMap(({ variants = [] }) => variants.flatMap(({ sku }) => sku ?? []))
  return { ...plan.outcome, created }
}

function toCategories({ plan }: Planned) {
  return { product_categories: plan.categories.map(({ group_number: _number, ...category }) => category) }
}
