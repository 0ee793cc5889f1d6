import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { transferNow } from "./transfer-now"

type Input = { kind: "article" | "customer"; subject_ids: string[] }

const sendNowStep = createStep("send-now", async ({ kind, subject_ids }: Input, { container }) => {
  const subjects = subject_ids.map((id) => ({ id }))
  return new StepResponse(await transferNow(container, kind, subjects, { by: "button", forced: true }))
})

/** Sends variants or customers at once, even if nothing that Specter can see has changed. */
export const sendNowWorkflow = createWorkflow("send-now", (input: Input) => {
  return new WorkflowResponse(sendNowStep(input))
})
