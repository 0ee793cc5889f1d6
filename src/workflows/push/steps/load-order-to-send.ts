import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type { CustomerMessage, OrderMessage } from "../../../modules/specter/client"
import type SpecterModuleService from "../../../modules/specter/service"
import type { Settings } from "../../../modules/specter/settings"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { ClaimedTransfer, Settlement } from "../../../modules/specter-sync/settlement"
import type { Reason } from "../../../reasons/reason"
import { type LoadedOrder, orderVersion } from "../load-order"
import { externalOrderNo } from "../mappers/external-order-no"
import { toSpecterOrder } from "../mappers/order"
import { toSpecterOrderCustomer } from "../mappers/order-customer"
import { orderFingerprint } from "../mappers/payload-hash"
import { loadOrderReadAhead, type OrderRead } from "../order-ahead"
import { TransferStop } from "../transfer-stop"

export type OrderToSend = {
  customer: CustomerMessage
  /** The store's customer, whose number in Specter is worth keeping. */
  storeCustomerId?: string
  /** Complete but for `customerId`, which Specter tells when the customer is sent. */
  order: OrderMessage
  variantIds: string[]
  hash: string
  notes: Reason[]
  label: string
  /** See `orderVersion`. None of one that was cancelled before it was sent: it is to be removed then. */
  version?: string
}

/**
 * Loads the order as it is now and maps it with its customer. Stops when Specter has it already, when there is
 * nothing to send, and when the data is not fit to be sent.
 */
export const loadOrderToSendStep = createStep(
  "load-order-to-send",
  async ({ transfer }: { transfer: ClaimedTransfer }, { container }) => {
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    const [settings, read, references] = await Promise.all([
      container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings(),
      loadOrderReadAhead(container, transfer.subject_id),
      sync.references("order", [transfer.subject_id]),
    ])
    if (!read) {
      throw new TransferStop({ state: "skipped", reason: { code: "subject_missing" } })
    }
    const { order } = read
    const label = `#${order.display_id}`
    const settled =
      settledAlready(transfer, order, { settings, references }) ??
      nothingToSend(order, transfer, settings) ??
      unanswered(order, transfer, settings)
    if (settled) {
      throw new TransferStop(settled, { label })
    }
    return new StepResponse<OrderToSend>({ ...mapOrder(read, settings, label), label })
  }
)

/** Once Specter has told a number for it, an order is never sent again. */
function settledAlready(
  transfer: ClaimedTransfer,
  order: LoadedOrder,
  { settings, references }: { settings: Settings; references: Map<string, string | null> }
): Settlement | undefined {
  if (!references.has(transfer.subject_id)) {
    return undefined
  }
  // Without a hash the process ended between Specter's answer and the ledger: what was sent is what the order is now.
  const now = toSpecterOrder(order, { settings, customerId: "" })
  const hash = transfer.sent_hash ?? (now.message ? orderFingerprint(now.message) : "")
  return { state: "sent", hash, number: references.get(transfer.subject_id) ?? undefined, notes: now.notes }
}

function nothingToSend(
  order: LoadedOrder,
  transfer: ClaimedTransfer,
  settings: Settings & { installed_at: Date }
): Settlement | undefined {
  const startDate = new Date(settings.transfer_orders_from_date ?? settings.installed_at)
  if (transfer.dispatched_at) {
    return undefined
  }
  if (order.status === "canceled") {
    return { state: "skipped", reason: { code: "order_canceled_before_transfer" } }
  }
  if (order.status === "draft") {
    return { state: "skipped", reason: { code: "order_is_draft" } }
  }
  if (new Date(order.created_at) < startDate && transfer.asked_by !== "button") {
    const date = startDate.toISOString().slice(0, 10)
    return { state: "skipped", reason: { code: "order_before_start_date", data: { date } } }
  }
  return undefined
}

/** A call went out before whose outcome is not known, and Specter would not notice a second one. */
function unanswered(
  order: LoadedOrder,
  transfer: ClaimedTransfer,
  settings: Settings
): Settlement | undefined {
  const order_no = externalOrderNo(order, settings)
  return transfer.dispatched_at && !settings.external_order_no_control
    ? { state: "unconfirmed", reason: { code: "order_unconfirmed", data: { order_no } } }
    : undefined
}

function mapOrder(
  { order, stockLocationIds }: OrderRead,
  settings: Settings,
  label: string
): Omit<OrderToSend, "label"> {
  const customer = toSpecterOrderCustomer(order, settings)
  const mapped = toSpecterOrder(order, { settings, customerId: "", stockLocationIds })
  const problems = [...customer.problems, ...mapped.problems]
  if (!customer.message || !mapped.message) {
    throw new TransferStop({ state: "rejected", reason: problems[0], notes: problems.slice(1) }, { label })
  }
  return {
    customer: customer.message,
    storeCustomerId: order.customer_id ?? undefined,
    order: mapped.message,
    variantIds: (order.items ?? []).flatMap((item) => item?.variant_id ?? []),
    hash: orderFingerprint(mapped.message),
    version: order.status === "canceled" ? undefined : orderVersion(order),
    notes: [...customer.notes, ...mapped.notes],
  }
}
