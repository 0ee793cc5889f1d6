import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { ClaimedTransfer } from "../../modules/specter-sync/settlement"
import { prepareArticlesStep } from "./steps/prepare-articles"
import { submitArticlesStep } from "./steps/submit-articles"

/** Sends up to 100 claimed variants to Specter as articles, in one call. Gives back what came of each. */
export const pushArticlesWorkflow = createWorkflow(
  "push-articles",
  (input: { transfers: ClaimedTransfer[] }) => {
    const prepared = prepareArticlesStep(input)
    const outcomes = submitArticlesStep({ prepared })
    return new WorkflowResponse(outcomes)
  }
)
