import {
  createHook,
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { type SettledTransfer, SpecterEvents } from "../../extensions"
import { NEEDS_MERCHANT } from "../../modules/specter-sync/states"

type Input = { transfers: SettledTransfer[] }

/** Tells the store's own code and subscribers what came of transfers. The hook `transfersSettled` gets all of them. */
export const announceTransfersWorkflow = createWorkflow("announce-transfers", (input: Input) => {
  const sent = transform({ input }, ({ input }) => input.transfers.filter(({ state }) => state === "sent"))
  const failed = transform({ input }, ({ input }) => input.transfers.filter(isFailed))
  when("some-were-sent", { sent }, ({ sent }) => sent.length > 0).then(() => {
    emitEventStep({ eventName: SpecterEvents.TRANSFER_SENT, data: sent }).config({ name: "emit-sent" })
  })
  when("some-failed", { failed }, ({ failed }) => failed.length > 0).then(() => {
    emitEventStep({ eventName: SpecterEvents.TRANSFER_FAILED, data: failed }).config({ name: "emit-failed" })
  })
  const transfersSettled = createHook<"transfersSettled", Input, void>("transfersSettled", input)
  return new WorkflowResponse(undefined, { hooks: [transfersSettled] })
})

const isFailed = ({ state }: SettledTransfer) => NEEDS_MERCHANT.includes(state)
