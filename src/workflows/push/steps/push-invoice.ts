import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { ClaimedTransfer, Settlement } from "../../../modules/specter-sync/settlement"
import type { Reason } from "../../../reasons/reason"
import { capturedAmount } from "../captured-amount"
import { isOlderInSpecter } from "../is-older-in-specter"
import { labelled } from "../labelled"
import { type LoadedOrder, loadOrder } from "../load-order"
import { inOre } from "../mappers/amount"
import { isKlarna } from "../mappers/payment"
import { specterOrderNumber } from "../specter-order-number"
import { skipped, TransferStop } from "../transfer-stop"

/** Has Specter make the invoice of an order that the store has been paid for in full. Made once, of what the store has. */
export const pushInvoiceStep = createStep(
  "push-invoice",
  async ({ transfer }: { transfer: ClaimedTransfer }, { container }) => {
    const order = await loadOrder(container, transfer.subject_id)
    const labels = { label: order && `#${order.display_id}`, parent_id: transfer.subject_id }
    const settlement = await labelled(transfer, labels, () => invoice(container, transfer, order))
    return new StepResponse({ settlement, ...labels })
  }
)

async function invoice(
  container: MedusaContainer,
  transfer: ClaimedTransfer,
  order: LoadedOrder | undefined
): Promise<Settlement> {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const settings = await specter.getSettings()
  const told = await toldNumber(sync, transfer.subject_id)
  if (transfer.dispatched_at && told) {
    return made(told)
  }
  if (transfer.dispatched_at) {
    throw new TransferStop({ state: "unconfirmed", reason: { code: "invoice_unconfirmed" } })
  }
  if (!order) {
    throw skipped("subject_missing")
  }
  if (!settings.send_invoices) {
    throw skipped("setting_switched_off")
  }
  if (told) {
    throw skipped("caused_by_specter")
  }
  // Medusa has paid the money back, and what is captured still says that it came.
  if (order.status === "canceled") {
    throw skipped("order_canceled")
  }
  if (isKlarna(order, settings)) {
    throw skipped("klarna_invoiced_in_specter")
  }
  if (MathBN.lt(inOre(await capturedAmount(container, order.id)), inOre(order.total ?? 0))) {
    throw skipped("payment_not_captured")
  }
  const orderId = await specterOrderNumber(container, order.id)
  // Only who has seen that it is held back says that it should go all the same.
  const isMeant = transfer.forced && transfer.reason?.code === "invoice_of_older_version"
  if (!isMeant && (await isOlderInSpecter(container, order))) {
    const reason: Reason = { code: "invoice_of_older_version", data: { order_no: orderId } }
    throw new TransferStop({ state: "rejected", reason })
  }
  await sync.hold([transfer], { dispatching: true })
  try {
    const { invoiceId } = await specter.client().submitInvoice({ orderId }, { correlationId: transfer.id })
    await sync.putReferences([{ kind: "invoice", store_id: order.id, number: invoiceId }])
    return made(invoiceId)
  } catch (error) {
    // Specter's callback may have come before its answer was lost.
    const number = await toldNumber(sync, order.id)
    if (number) {
      return made(number)
    }
    throw error
  }
}

const made = (number: string): Settlement => ({ state: "sent", hash: number, number })

/** The number of the order's invoice, if Specter has told it. */
async function toldNumber(sync: SpecterSyncModuleService, orderId: string): Promise<string | undefined> {
  return (await sync.references("invoice", [orderId])).get(orderId) ?? undefined
}
