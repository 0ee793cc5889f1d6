import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../modules/specter"
import { isSpecterError } from "../../modules/specter/client"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { BatchRecord, TurnToken } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"

/**
 * Tells Specter that a batch has been applied and committed: it will not come again. An unanswered acknowledgement is
 * repeated by the next pull. A refusal means that the batch is not open any more, so an earlier one went through.
 * @throws UNEXPECTED_STATE when Specter keeps giving a batch whose acknowledgement it has refused before.
 */
export async function acknowledge(
  container: MedusaContainer,
  turn: TurnToken,
  batch: BatchRecord
): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const client = container.resolve<SpecterModuleService>(SPECTER_MODULE).client()
  await sync.holdTurn(turn)
  try {
    await client.acknowledge(turn.kind, batch.batch_no)
    await sync.markAcknowledged(batch.id)
  } catch (error) {
    if (!isSpecterError(error) || (error.kind !== "refused" && error.kind !== "batch_open")) {
      throw error
    }
    if (batch.state === "acknowledged") {
      throw new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        `Specter gives batch ${batch.batch_no} again and again, but refuses its acknowledgement: ${error.words ?? error.message}`
      )
    }
    await sync.markAcknowledged(batch.id, error.words ?? error.message)
  }
}
