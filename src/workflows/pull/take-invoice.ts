import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Reason } from "../../reasons/reason"
import { ORDER_FIELDS } from "../push/mappers/order-fields"
import { isKlarna } from "../push/mappers/payment"
import { failureWords } from "./failure-words"
import { capturesDue } from "./mappers/captures-due"
import { noteOnOrder } from "./order-record"

const FIELDS = [
  ...ORDER_FIELDS,
  "payment_collections.payments.*",
  "payment_collections.payments.captures.*",
  "payment_collections.payments.refunds.*",
]

type InvoicedOrder = Parameters<typeof capturesDue>[0] & { status: string }

/**
 * Specter has invoiced the order: its number is kept, and the payment captured if the merchant wants that. An invoice to
 * Klarna is activated by Specter, so the store never captures there.
 * @returns why the payment could not be captured.
 */
export async function takeInvoice(
  container: MedusaContainer,
  orderId: string,
  invoiceId: string
): Promise<Reason | undefined> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  // First of all: a capture asks for an invoice where the store is to ask for them.
  await sync.putReferences([{ kind: "invoice", store_id: orderId, number: invoiceId }])
  // The answer that never came, where the store has asked for it.
  await sync.confirm("invoice", orderId, invoiceId)
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const order = await loadInvoiced(container, orderId)
  if (!order) {
    return undefined
  }
  if (isKlarna(order as never, settings)) {
    await noteOnOrder(container, orderId, [{ code: "klarna_captured_by_specter" }])
  }
  if (!settings.capture_when_invoiced || order.status === "canceled") {
    return undefined
  }
  const failure = await capture(container, order)
  await noteOnOrder(container, orderId, failure ? [failure] : [], ["capture_failed"])
  return failure
}

async function loadInvoiced(container: MedusaContainer, orderId: string): Promise<InvoicedOrder | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: FIELDS, filters: { id: orderId } })
  return data[0] as unknown as InvoicedOrder | undefined
}

async function capture(container: MedusaContainer, order: InvoicedOrder): Promise<Reason | undefined> {
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const failures: string[] = []
  for (const due of capturesDue(order, settings)) {
    const { errors } = await capturePaymentWorkflow(container).run({ input: due, throwOnError: false })
    failures.push(...(errors ?? []).map(({ error }) => failureWords(error)))
  }
  return failures.length ? { code: "capture_failed", data: { message: failures.join("; ") } } : undefined
}
