import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type { CustomerMessage } from "../../../modules/specter/client"
import type SpecterModuleService from "../../../modules/specter/service"
import type { ClaimedTransfer } from "../../../modules/specter-sync/settlement"
import type { Reason } from "../../../reasons/reason"
import { CUSTOMER_FIELDS, toSpecterCustomer } from "../mappers/customer"
import { customerLabel } from "../mappers/customer-label"
import type { MedusaCustomer } from "../mappers/medusa-order"
import { TransferStop } from "../transfer-stop"

export type MappedCustomer = { message: CustomerMessage; notes: Reason[]; label: string }

/** Loads and maps a customer as it is now. Stops when there is nothing to send, and when the data is not fit to be sent. */
export const mapCustomerStep = createStep(
  "map-customer",
  async ({ transfer }: { transfer: ClaimedTransfer }, { container }) => {
    const customer = await loadCustomer(container, transfer.subject_id)
    if (!customer) {
      throw new TransferStop({ state: "skipped", reason: { code: "subject_missing" } })
    }
    const label = customerLabel(customer)
    if (!customer.has_account) {
      throw new TransferStop({ state: "skipped", reason: { code: "customer_without_account" } }, { label })
    }
    const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
    const { message, problems, notes } = toSpecterCustomer(customer, settings)
    if (!message) {
      throw new TransferStop({ state: "rejected", reason: problems[0], notes: problems.slice(1) }, { label })
    }
    return new StepResponse<MappedCustomer>({ message, notes, label })
  }
)

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
