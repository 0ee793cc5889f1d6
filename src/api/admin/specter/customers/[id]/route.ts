import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_SYNC_MODULE } from "../../../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../../../modules/specter-sync/service"
import { transferAnswer } from "../../transfer-answer"

/** A customer's transfer and its number in Specter; both null when neither it nor an order of it has been sent. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const sync = req.scope.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const { id } = req.params
  const [[transfer], numbers] = await Promise.all([
    sync.listTransfers({ kind: "customer", subject_id: id }),
    sync.references("customer", [id]),
  ])
  res.json({
    customer: {
      specter_number: numbers.get(id) ?? null,
      transfer: transfer ? transferAnswer(transfer) : null,
    },
  })
}
