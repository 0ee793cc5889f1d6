import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { ClaimedTransfer } from "../../modules/specter-sync/settlement"
import { removeArticleStep } from "./steps/remove-article"

/** Removes a deleted variant's article from Specter. */
export const pushArticleRemovalWorkflow = createWorkflow(
  "push-article-removal",
  (input: { transfer: ClaimedTransfer }) => {
    return new WorkflowResponse(removeArticleStep(input))
  }
)
