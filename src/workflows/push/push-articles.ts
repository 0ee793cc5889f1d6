import { createHook, createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { ArticleAnswer, ArticlesMapped } from "../../extensions"
import type { ClaimedTransfer } from "../../modules/specter-sync/settlement"
import { type MappedArticle, mapArticlesStep } from "./steps/map-articles"
import { prepareArticlesStep } from "./steps/prepare-articles"
import { submitArticlesStep } from "./steps/submit-articles"

/**
 * Sends up to 100 claimed variants to Specter as articles, in one call. Gives back what came of each. The hook
 * `articlesMapped` may change or skip each; see `ArticleAnswer`.
 */
export const pushArticlesWorkflow = createWorkflow(
  "push-articles",
  (input: { transfers: ClaimedTransfer[] }) => {
    const mapped = mapArticlesStep(input)
    const articlesMapped = createHook<
      "articlesMapped",
      ArticlesMapped,
      Record<string, ArticleAnswer> | undefined
    >("articlesMapped", transform({ mapped }, toHookInput))
    const prepared = prepareArticlesStep({ mapped, answers: articlesMapped.getResult() })
    const outcomes = submitArticlesStep({ prepared })
    return new WorkflowResponse(outcomes, { hooks: [articlesMapped] })
  }
)

function toHookInput({ mapped }: { mapped: MappedArticle[] }): ArticlesMapped {
  return {
    articles: mapped.flatMap((article) =>
      article.settlement
        ? []
        : [{ variant_id: article.transfer.subject_id, message: article.message, is_new: article.isNew }]
    ),
  }
}
