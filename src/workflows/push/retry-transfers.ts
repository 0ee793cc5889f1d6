import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { TRANSFER_KINDS, type TransferState } from "../../modules/specter-sync/states"

type Input = { filters: Record<string, unknown> }

const PAGE_SIZE = 1_000

/** What a press of "try again" is for. An unconfirmed order needs the merchant's word for itself: its own button. */
const RETRIED: TransferState[] = ["waiting", "rejected", "failed"]

const retryTransfersStep = createStep("retry-transfers", async ({ filters }: Input, { container }) => {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  let retried = 0
  for (let last = "", isLast = false; !isLast; ) {
    const rows = await sync.listTransfers(
      { $and: [filters, { state: RETRIED }, { id: { $gt: last } }] },
      { take: PAGE_SIZE, order: { id: "ASC" } }
    )
    for (const kind of TRANSFER_KINDS) {
      const subjects = rows.filter((row) => row.kind === kind).map(({ subject_id }) => ({ id: subject_id }))
      const asked = await sync.ask(kind, subjects, { by: "button", forced: true, now: true })
      retried += asked.length
    }
    last = rows.at(-1)?.id ?? last
    isLast = rows.length < PAGE_SIZE
  }
  return new StepResponse({ retried })
})

/** Lets transfers that wait, were rejected or have failed start anew. */
export const retryTransfersWorkflow = createWorkflow("retry-transfers", (input: Input) => {
  return new WorkflowResponse(retryTransfersStep(input))
})
