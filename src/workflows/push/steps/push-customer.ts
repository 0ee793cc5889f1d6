import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type { CustomerMessage } from "../../../modules/specter/client"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { ClaimedTransfer, Labels, Settlement } from "../../../modules/specter-sync/settlement"
import { CUSTOMER_FIELDS, toSpecterCustomer } from "../mappers/customer"
import type { MedusaCustomer } from "../mappers/medusa-order"
import { payloadHash } from "../mappers/payload-hash"
import { labelled } from "../labelled"
import { settledBefore } from "../settled-before"
import { transferNotes } from "../transfer-notes"

/** Sends a customer with an account as it is now, unless Specter has it so already. */
export const pushCustomerStep = createStep(
  "push-customer",
  async ({ transfer }: { transfer: ClaimedTransfer }, { container }) =>
    new StepResponse(await pushCustomer(container, transfer))
)

async function pushCustomer(
  container: MedusaContainer,
  transfer: ClaimedTransfer
): Promise<{ settlement: Settlement } & Labels> {
  const customer = await loadCustomer(container, transfer.subject_id)
  if (!customer) {
    return { settlement: { state: "skipped", reason: { code: "subject_missing" } } }
  }
  const labels = { label: customerLabel(customer) }
  if (!customer.has_account) {
    return { settlement: { state: "skipped", reason: { code: "customer_without_account" } }, ...labels }
  }
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const { message, problems, notes } = toSpecterCustomer(customer, settings)
  if (!message) {
    return { settlement: { state: "rejected", reason: problems[0], notes: problems.slice(1) }, ...labels }
  }
  const hash = payloadHash(message)
  const settled = settledBefore(transfer, hash)
  if (settled) {
    return { settlement: settled, ...labels }
  }
  const accepted = await labelled(transfer, labels, () => submit(container, transfer, message))
  const remarks = [...notes, ...transferNotes(accepted.notes)]
  return { settlement: { state: "sent", hash, number: accepted.customerId, notes: remarks }, ...labels }
}

async function loadCustomer(
  container: MedusaContainer,
  customerId: string
): Promise<MedusaCustomer | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "customer",
    fields: CUSTOMER_FIELDS,
    filters: { id: customerId },
  })
  return data[0] as unknown as MedusaCustomer | undefined
}

async function submit(container: MedusaContainer, transfer: ClaimedTransfer, message: CustomerMessage) {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const client = container.resolve<SpecterModuleService>(SPECTER_MODULE).client()
  await sync.hold([transfer])
  const accepted = await client.submitCustomer(message, { correlationId: transfer.id })
  await sync.putReferences([{ kind: "customer", store_id: transfer.subject_id, number: accepted.customerId }])
  return accepted
}

function customerLabel({ company_name, first_name, last_name, email }: MedusaCustomer): string {
  const name = company_name?.trim() || [first_name, last_name].filter(Boolean).join(" ").trim()
  return [name, email].filter(Boolean).join(" ")
}
