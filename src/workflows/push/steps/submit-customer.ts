import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type { CustomerMessage } from "../../../modules/specter/client"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { ClaimedTransfer, Labels, Settlement } from "../../../modules/specter-sync/settlement"
import { decide } from "../decide"
import { labelled } from "../labelled"
import { customerHash } from "../mappers/customer-hash"
import { settledBefore } from "../settled-before"
import { transferNotes } from "../transfer-notes"
import type { MappedCustomer } from "./map-customer"

type Input = { transfer: ClaimedTransfer; mapped: MappedCustomer; answer?: unknown }

/** Sends a customer as the store's own code wants it, unless Specter has it so already. */
export const submitCustomerStep = createStep("submit-customer", async (input: Input, { container }) => {
  const { transfer, mapped, answer } = input
  const labels = { label: mapped.label }
  const decided = decide(mapped.message, answer)
  const settlement = decided.settlement ?? (await settle(container, transfer, decided.message, mapped))
  return new StepResponse<{ settlement: Settlement } & Labels>({ settlement, ...labels })
})

async function settle(
  container: MedusaContainer,
  transfer: ClaimedTransfer,
  message: CustomerMessage,
  { notes, label }: MappedCustomer
): Promise<Settlement> {
  const hash = customerHash(message)
  const settled = settledBefore(transfer, hash)
  if (settled) {
    return settled
  }
  const accepted = await labelled(transfer, { label }, () => submit(container, transfer, message))
  const remarks = [...notes, ...transferNotes(accepted.notes)]
  return { state: "sent", hash, number: accepted.customerId, notes: remarks }
}

async function submit(container: MedusaContainer, transfer: ClaimedTransfer, message: CustomerMessage) {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const client = container.resolve<SpecterModuleService>(SPECTER_MODULE).client()
  await sync.hold([transfer])
  const accepted = await client.submitCustomer(message, { correlationId: transfer.id })
  await sync.putReferences([{ kind: "customer", store_id: transfer.subject_id, number: accepted.customerId }])
  return accepted
}
