import { ReservationItemWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  acquireLockStep,
  beginOrderEditOrderWorkflow,
  confirmOrderEditRequestWorkflow,
  emitEventStep,
  orderEditAddNewItemWorkflow,
  orderEditUpdateItemQuantityWorkflow,
  releaseLockStep,
  requestOrderEditRequestWorkflow,
} from "@medusajs/medusa/core-flows"
import type { ItemAddition, ItemUpdate } from "./mappers/plan-order-change"
import { bringPaymentsBackStep } from "./steps/bring-payments-back"
import { freeReservationsStep } from "./steps/free-reservations"
import { noteOrderAsSentStep } from "./steps/note-order-as-sent"
import { setPaymentsAsideStep } from "./steps/set-payments-aside"

export type OrderEdit = {
  order_id: string
  /** Shown with the edit; begins with `EDIT_MARK`, by which an edit that a crash left open is known. */
  internal_note: string
  updates: ItemUpdate[]
  additions: ItemAddition[]
}

export const EDIT_MARK = "Specter "

function freeReservations(input: OrderEdit): void {
  const freed = freeReservationsStep(
    transform({ input }, (data) => ({ line_item_ids: data.input.updates.map(({ id }) => id) }))
  )
  const events = transform({ input, freed }, (data) =>
    data.freed.map((id) => ({ id, order_id: data.input.order_id }))
  )
  emitEventStep({ eventName: ReservationItemWorkflowEvents.DELETED, data: events }).config({
    name: "emit-freed-reservations",
  })
}

/**
 * An order edit, confirmed: what Specter has changed. All or nothing, and its events come out when the ledger knows
 * already that Specter has it so.
 */
export const editOrderAsInSpecterWorkflow = createWorkflow("edit-order-as-in-specter", (input: OrderEdit) => {
  acquireLockStep({ key: input.order_id, timeout: 5, ttl: 30 })
  const order = transform({ input }, (data) => ({ order_id: data.input.order_id }))
  const edit = transform({ input }, (data) => ({
    order_id: data.input.order_id,
    internal_note: data.input.internal_note,
  }))
  beginOrderEditOrderWorkflow.runAsStep({ input: edit })
  when({ input }, (data) => data.input.updates.length > 0).then(() => {
    const updates = transform({ input }, (data) => ({
      order_id: data.input.order_id,
      items: data.input.updates,
    }))
    orderEditUpdateItemQuantityWorkflow.runAsStep({ input: updates })
  })
  when({ input }, (data) => data.input.additions.length > 0).then(() => {
    const additions = transform({ input }, (data) => ({
      order_id: data.input.order_id,
      items: data.input.additions.map((item) =>
        item.unit_price === undefined ? item : { ...item, is_tax_inclusive: false }
      ),
    }))
    orderEditAddNewItemWorkflow.runAsStep({ input: additions })
  })
  requestOrderEditRequestWorkflow.runAsStep({ input: order })
  freeReservations(input)
  const aside = setPaymentsAsideStep(order)
  confirmOrderEditRequestWorkflow.runAsStep({ input: order })
  const payments = transform({ input, aside }, (data) => ({
    order_id: data.input.order_id,
    aside: data.aside,
  }))
  bringPaymentsBackStep(payments)
  noteOrderAsSentStep(order)
  releaseLockStep({ key: input.order_id })
  return new WorkflowResponse(input.order_id)
})
