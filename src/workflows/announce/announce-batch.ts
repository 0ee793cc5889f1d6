import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { type AppliedBatch, SpecterEvents } from "../../extensions"

/** Tells the store's own code and subscribers that the store follows a batch of Specter's. */
export const announceBatchWorkflow = createWorkflow("announce-batch", (input: AppliedBatch) => {
  emitEventStep({ eventName: SpecterEvents.BATCH_APPLIED, data: input })
  const batchApplied = createHook<"batchApplied", AppliedBatch, void>("batchApplied", input)
  return new WorkflowResponse(undefined, { hooks: [batchApplied] })
})
