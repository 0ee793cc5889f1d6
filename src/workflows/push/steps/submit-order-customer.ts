import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type SpecterModuleService from "../../../modules/specter/service"
import type { ClaimedTransfer } from "../../../modules/specter-sync/settlement"
import type { Reason } from "../../../reasons/reason"
import { callOut } from "../call-out"
import { labelled } from "../labelled"
import { enterLane } from "../lane"
import { isOrderStill } from "../load-order"
import { OrderChanged } from "../order-changed"
import { transferNotes } from "../transfer-notes"
import type { OrderToSend } from "./load-order-to-send"

/** What else an order's messages tell of, its customer for instance, may not be older than this when they go out. */
const FRESH_MS = 5_000

type Input = { transfer: ClaimedTransfer; toSend: OrderToSend; is_last_reading?: boolean }

/**
 * Sends the order's customer. Specter delivers an order to the address that its customer has at that moment, so this
 * comes right before each order, for guests and for customers with an account alike, and nobody sends another meanwhile.
 * @throws OrderChanged when the order is not as it was read any more, or was read long ago and can be read anew: then it must not go out so.
 * @throws NotNow when it cannot be sent now.
 */
export const submitOrderCustomerStep = createStep(
  "submit-order-customer",
  async ({ transfer, toSend, is_last_reading = false }: Input, { container }) => {
    await enterLane(container, transfer)
    if (!is_last_reading && performance.now() - toSend.readAt > FRESH_MS) {
      throw new OrderChanged()
    }
    const client = container.resolve<SpecterModuleService>(SPECTER_MODULE).client()
    const { answer, isStill } = await labelled(transfer, { label: toSend.label }, async () => {
      const call = client.submitCustomer(toSend.customer, { correlationId: transfer.id })
      await callOut(call)
      const still = isOrderStill(container, transfer.subject_id, toSend.version)
      // Nothing goes on, a failure neither, before the call has come to an end.
      await Promise.allSettled([call, still])
      return { answer: await call, isStill: await still }
    })
    if (!isStill) {
      throw new OrderChanged()
    }
    return new StepResponse<{ customerId: string; notes: Reason[] }>({
      customerId: answer.customerId,
      notes: transferNotes(answer.notes),
    })
  }
)
