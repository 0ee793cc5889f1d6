import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  createOrderShipmentWorkflow,
  markOrderFulfillmentAsDeliveredWorkflow,
} from "@medusajs/medusa/core-flows"
import { putDeliveryReferenceStep } from "./steps/put-delivery-reference"

export type Label = { tracking_number: string; tracking_url: string; label_url: string }

export type SentFulfillment = {
  order_id: string
  /** Specter's. */
  order_no: string
  fulfillment_id: string
  items: { id: string; quantity: number }[]
  requires_shipping: boolean
  /** All that the fulfillment is to have from now on. */
  labels: Label[]
}

/** Ships a fulfillment that Specter has delivered. What needs no shipping is handed over at once, as in Medusa's admin. */
export const sendFulfillmentOfSpecterWorkflow = createWorkflow(
  "send-fulfillment-of-specter",
  (input: SentFulfillment) => {
    putDeliveryReferenceStep({ fulfillment_id: input.fulfillment_id, order_no: input.order_no })
    when({ input }, (data) => data.input.requires_shipping).then(() => {
      const shipment = transform({ input }, (data) => ({
        order_id: data.input.order_id,
        fulfillment_id: data.input.fulfillment_id,
        items: data.input.items,
        labels: data.input.labels,
      }))
      createOrderShipmentWorkflow.runAsStep({ input: shipment })
    })
    when({ input }, (data) => !data.input.requires_shipping).then(() => {
      const delivery = transform({ input }, (data) => ({
        orderId: data.input.order_id,
        fulfillmentId: data.input.fulfillment_id,
      }))
      markOrderFulfillmentAsDeliveredWorkflow.runAsStep({ input: delivery })
    })
    return new WorkflowResponse(input.fulfillment_id)
  }
)
