import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
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
  async ({ transfer }: { transfer: ClaimedTransfer }, { container }) => {
    const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "customer",
      fields: CUSTOMER_FIELDS,
      filters: { id: transfer.subject_id },
    })
    const customer = data[0] as unknown as (MedusaCustomer & { id: string }) | undefined
    const answer = (settlement: Settlement, labels: Labels = {}) =>
      new StepResponse({ settlement, ...labels })
    if (!customer) {
      return answer({ state: "skipped", reason: { code: "subject_missing" } })
    }
    const labels = { label: customerLabel(customer) }
    if (!customer.has_account) {
      return answer({ state: "skipped", reason: { code: "customer_without_account" } }, labels)
    }
    const { message, problems, notes } = toSpecterCustomer(customer, await specter.getSettings())
    if (!message) {
      return answer({ state: "rejected", reason: problems[0], notes: problems.slice(1) }, labels)
    }
    const hash = payloadHash(message)
    const settled = settledBefore(transfer, hash)
    if (settled) {
      return answer(settled, labels)
    }
    const accepted = await labelled(transfer, labels, async () => {
      await sync.hold([transfer])
      return await specter.client().submitCustomer(message, { correlationId: transfer.id })
    })
    await sync.putReferences([{ kind: "customer", store_id: customer.id, number: accepted.customerId }])
    return answer(
      {
        state: "sent",
        hash,
        number: accepted.customerId,
        notes: [...notes, ...transferNotes(accepted.notes)],
      },
      labels
    )
  }
)

function customerLabel({ company_name, first_name, last_name, email }: MedusaCustomer): string {
  const name = company_name?.trim() || [first_name, last_name].filter(Boolean).join(" ").trim()
  return [name, email].filter(Boolean).join(" ")
}
