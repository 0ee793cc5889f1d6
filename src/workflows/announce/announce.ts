import type { MedusaContainer } from "@medusajs/framework/types"
import type { AppliedBatch, SettledTransfer } from "../../extensions"
import type { SettledRow } from "../../modules/specter-sync/service"
import { renderReason } from "../../reasons/render-reason"
import { logFailure } from "../log-failure"
import { announceBatchWorkflow } from "./announce-batch"
import { announceTransfersWorkflow } from "./announce-transfers"

/** What the store's own code does with it is its own: when that fails, the log says so and the transfer stands. */
export async function announceTransfers(container: MedusaContainer, rows: SettledRow[]): Promise<void> {
  const transfers = rows.flatMap(toSettledTransfer)
  if (transfers.length > 0) {
    await announceTransfersWorkflow(container)
      .run({ input: { transfers } })
      .catch(logFailure(container, "telling what came of transfers"))
  }
}

/** As `announceTransfers`: the batch stands applied. */
export async function announceBatch(container: MedusaContainer, batch: AppliedBatch): Promise<void> {
  await announceBatchWorkflow(container)
    .run({ input: batch })
    .catch(logFailure(container, "telling that a batch was applied"))
}

function toSettledTransfer({ state, reason, ...row }: SettledRow): SettledTransfer[] {
  if (state === "waiting" || state === "sending") {
    return []
  }
  const { id, kind, subject_id, label, specter_number, words } = row
  const told = reason ? { code: reason.code, text: renderReason(reason).text } : null
  return [{ id, kind, subject_id, label, state, specter_number, reason: told, words }]
}
