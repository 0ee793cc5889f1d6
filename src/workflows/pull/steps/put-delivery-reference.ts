import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"

/** Notes that Specter has this delivery, before anybody hears of it and would send it there. */
export const putDeliveryReferenceStep = createStep(
  "put-delivery-reference",
  async ({ fulfillment_id, order_no }: { fulfillment_id: string; order_no: string }, { container }) => {
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    await sync.putReferences([{ kind: "delivery", store_id: fulfillment_id, number: order_no }])
    return new StepResponse(undefined, fulfillment_id)
  },
  async (fulfillmentId, { container }) => {
    if (fulfillmentId) {
      await container
        .resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
        .dropReference("delivery", fulfillmentId)
    }
  }
)
