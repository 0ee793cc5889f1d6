import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import { loadOrder } from "../../push/load-order"
import { noteRowsAsSent } from "../../push/note-rows-as-sent"
import { presentHash } from "../../push/present-hash"

/** The order's rows as they are now are what Specter has. To be noted before the order's events are out, which look at it. */
export const noteOrderAsSentStep = createStep(
  "note-order-as-sent",
  async ({ order_id }: { order_id: string }, { container }) => {
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    const [transfer] = await sync.listTransfers({ kind: "order", subject_id: order_id, state: "sent" })
    const order = await loadOrder(container, order_id)
    const hash = order && (await presentHash(container, order, transfer?.sent_hash))
    if (hash) {
      await noteRowsAsSent(container, order_id, hash, transfer?.sent_hash)
    }
    return new StepResponse(undefined)
  }
)
