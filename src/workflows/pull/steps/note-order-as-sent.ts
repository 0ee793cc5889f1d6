import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import { loadOrder } from "../../push/load-order"
import { toSpecterOrder } from "../../push/mappers/order"
import { orderHash, settingsAsSent } from "../../push/mappers/order-hash"
import { noteRowsAsSent } from "../../push/note-rows-as-sent"

/** The order's rows as they are now are what Specter has. To be noted before the order's events are out, which look at it. */
export const noteOrderAsSentStep = createStep(
  "note-order-as-sent",
  async ({ order_id }: { order_id: string }, { container }) => {
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    const today = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
    const [transfer] = await sync.listTransfers({ kind: "order", subject_id: order_id, state: "sent" })
    const settings = settingsAsSent(today, transfer?.sent_hash)
    const order = await loadOrder(container, order_id)
    const { message } = order ? toSpecterOrder(order, { settings, customerId: "" }) : {}
    if (order && message) {
      await noteRowsAsSent(container, order_id, orderHash(message, order, settings), transfer?.sent_hash)
    }
    return new StepResponse(undefined)
  }
)
