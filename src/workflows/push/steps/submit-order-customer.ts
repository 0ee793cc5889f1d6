import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type SpecterModuleService from "../../../modules/specter/service"
import type { ClaimedTransfer } from "../../../modules/specter-sync/settlement"
import type { Reason } from "../../../reasons/reason"
import { logFailure } from "../../log-failure"
import { labelled } from "../labelled"
import { readNextOrder } from "../order-ahead"
import { transferNotes } from "../transfer-notes"
import type { OrderToSend } from "./load-order-to-send"

type Input = { transfer: ClaimedTransfer; toSend: OrderToSend }

/**
 * Sends the order's customer. Specter delivers an order to the address that its customer has at that moment, so this
 * comes right before each order, for guests and for customers with an account alike.
 */
export const submitOrderCustomerStep = createStep(
  "submit-order-customer",
  async ({ transfer, toSend }: Input, { container }) => {
    const client = container.resolve<SpecterModuleService>(SPECTER_MODULE).client()
    const { customerId, notes } = await labelled(transfer, { label: toSend.label }, async () => {
      const call = client.submitCustomer(toSend.customer, { correlationId: transfer.id })
      void readNextOrder(container).catch(logFailure(container, "reading the next order"))
      return await call
    })
    return new StepResponse<{ customerId: string; notes: Reason[] }>({
      customerId,
      notes: transferNotes(notes),
    })
  }
)
