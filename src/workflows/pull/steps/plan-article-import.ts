import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { ArticleRow } from "../../../modules/specter/client"
import { loadArticleImport } from "../load-article-import"
import { planArticleImport } from "../mappers/plan-article-import"

/** Holds Specter's articles against the store's. */
export const planArticleImportStep = createStep(
  "plan-article-import",
  async ({ rows }: { rows: ArticleRow[] }, { container }) =>
    new StepResponse(planArticleImport({ rows, state: await loadArticleImport(container, rows) }))
)
