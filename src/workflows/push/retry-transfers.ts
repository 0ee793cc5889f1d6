import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { TRANSFER_KINDS, type TransferState } from "../../modules/specter-sync/states"

type Input = {
  filters: Record<string, unknown>
  /** What the merchant found in Specter, for deliveries and invoices whose outcome is not known. */
  resolution?: "in_specter" | "not_in_specter"
}

const PAGE_SIZE = 1_000

/** What a press of "try again" is for. An unconfirmed order needs the merchant's word for itself: its own button. */
const RETRIED: TransferState[] = ["waiting", "rejected", "failed"]

const retryTransfersStep = createStep(
  "retry-transfers",
  async ({ filters, resolution }: Input, { container }) => {
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    if (resolution) {
      return new StepResponse({ retried: await resolve(sync, filters, resolution) })
    }
    let retried = 0
    for (let last = "", isLast = false; !isLast;) {
      const rows = await sync.listTransfers(
        { $and: [filters, { state: RETRIED }, { id: { $gt: last } }] },
        { take: PAGE_SIZE, order: { id: "ASC" } }
      )
      for (const kind of TRANSFER_KINDS) {
        const subjects = rows.filter((row) => row.kind === kind).map(({ subject_id }) => ({ id: subject_id }))
        // An invoice of an older version of its order goes only where the merchant means that very one.
        const forced = kind !== "invoice" || "id" in filters
        const asked = await sync.ask(kind, subjects, { by: "button", forced, now: true })
        retried += asked.length
      }
      last = rows.at(-1)?.id ?? last
      isLast = rows.length < PAGE_SIZE
    }
    return new StepResponse({ retried })
  }
)

/** An order is resolved by its own button, which knows its number in Specter. */
async function resolve(
  sync: SpecterSyncModuleService,
  filters: Input["filters"],
  resolution: NonNullable<Input["resolution"]>
): Promise<number> {
  const rows = await sync.listTransfers(
    { $and: [filters, { state: "unconfirmed", kind: ["delivery", "invoice"] }] },
    { take: PAGE_SIZE }
  )
  let resolved = 0
  for (const { kind, subject_id } of rows) {
    const isDone = await (resolution === "in_specter"
      ? sync.confirm(kind, subject_id)
      : sync.sendAgain(kind, subject_id))
    resolved += isDone ? 1 : 0
  }
  return resolved
}

/**
 * Lets transfers that wait, were rejected or have failed start anew; with `resolution` settles unconfirmed deliveries and
 * invoices instead, by what the merchant found in Specter. `filters` are those of a transfer's columns, for example
 * `{ kind: "article", state: "rejected" }`. Gives back `{ retried }`, how many; they are sent with the next tick, within 15 s.
 */
export const retryTransfersWorkflow = createWorkflow("retry-transfers", (input: Input) => {
  return new WorkflowResponse(retryTransfersStep(input))
})
