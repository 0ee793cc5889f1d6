import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { ClaimedTransfer, Settlement } from "../../../modules/specter-sync/settlement"
import type { Reason } from "../../../reasons/reason"
import { swedishDay } from "../../../swedish-day"
import { startOfOrders } from "../../start-of-orders"
import { orderVersion } from "../load-order"
import { externalOrderNo } from "../mappers/external-order-no"
import { toSpecterOrder } from "../mappers/order"
import { orderHash } from "../mappers/order-hash"
import type { OrderMessages } from "../mappers/order-messages"
import { type OrderRead, readOrder } from "../read-order"
import { TransferStop } from "../transfer-stop"

export type OrderToSend = OrderMessages & {
  /** The store's customer, whose number in Specter is worth keeping. */
  storeCustomerId?: string
  variantIds: string[]
  /** Of the articles in its rows, the keys of those that Specter is known to have. */
  knownArticles: string[]
  notes: Reason[]
  label: string
  /** When it was read, by this process's `performance.now()`. */
  readAt: number
  /** See `orderVersion`. */
  version: string
  isCanceled: boolean
}

/**
 * Loads the order and maps it with its customer. Stops when Specter has it already, when there is nothing to send, and
 * when the data is not fit to be sent.
 */
export const loadOrderToSendStep = createStep(
  "load-order-to-send",
  async ({ transfer }: { transfer: ClaimedTransfer }, { container }) => {
    const triedHash = transfer.dispatched_at ? transfer.tried_hash : null
    const read = await readOrder(container, transfer.subject_id, triedHash)
    if (!read) {
      throw new TransferStop({ state: "skipped", reason: { code: "subject_missing" } })
    }
    const label = `#${read.order.display_id}`
    const settled =
      settledAlready(transfer, read) ?? nothingToSend(transfer, read) ?? unanswered(transfer, read)
    if (settled) {
      throw new TransferStop(settled, { label })
    }
    const toSend = orderToSend(read, label)
    if (isConfirmedByStore(transfer, read)) {
      toSend.order = { ...toSend.order, sendOrderMail: false }
    }
    return new StepResponse<OrderToSend>(toSend)
  }
)

/** Once Specter has told a number for it, an order is never sent again. */
function settledAlready(
  transfer: ClaimedTransfer,
  { order, settings, reference }: OrderRead
): Settlement | undefined {
  if (reference === undefined) {
    return undefined
  }
  // Not settled: the process ended between Specter's answer and the ledger, or Specter spoke of the order before it answered.
  const now = toSpecterOrder(order, { settings, customerId: "" })
  const mapped = now.message ? orderHash(now.message, order, settings) : ""
  const hash = transfer.sent_hash ?? transfer.tried_hash ?? mapped
  return { state: "sent", hash, number: reference ?? undefined, notes: now.notes }
}

function nothingToSend(transfer: ClaimedTransfer, { order, settings }: OrderRead): Settlement | undefined {
  const start = startOfOrders(settings)
  if (transfer.dispatched_at) {
    return undefined
  }
  if (order.status === "canceled") {
    return { state: "skipped", reason: { code: "order_canceled_before_transfer" } }
  }
  if (order.status === "draft") {
    return { state: "skipped", reason: { code: "order_is_draft" } }
  }
  if (isEarly(transfer, order, start) && transfer.asked_by !== "button") {
    return {
      state: "skipped",
      reason: { code: "order_before_start_date", data: { date: swedishDay(start) } },
    }
  }
  return undefined
}

/** A draft keeps the day it was begun on when it becomes an order: its transfer is born then. */
function isEarly(transfer: ClaimedTransfer, order: OrderRead["order"], start: Date): boolean {
  return new Date(order.created_at) < start && new Date(transfer.created_at) < start
}

/** `specterSendsOrderConfirmation` said no when the order was placed before the date, wherever that is now. */
function isConfirmedByStore(transfer: ClaimedTransfer, { order, settings }: OrderRead): boolean {
  return (
    transfer.reason?.code === "order_before_start_date" || isEarly(transfer, order, startOfOrders(settings))
  )
}

/** A call went out before whose outcome is not known, and Specter would not notice a second one. */
function unanswered(transfer: ClaimedTransfer, { order, settings }: OrderRead): Settlement | undefined {
  const order_no = externalOrderNo(order, settings)
  return transfer.dispatched_at && !settings.external_order_no_control
    ? { state: "unconfirmed", reason: { code: "order_unconfirmed", data: { order_no } } }
    : undefined
}

function orderToSend({ at, order, mapped, knownArticles }: OrderRead, label: string): OrderToSend {
  if (!mapped.message) {
    const [reason, ...notes] = mapped.problems
    throw new TransferStop({ state: "rejected", reason, notes }, { label })
  }
  return {
    ...mapped.message,
    storeCustomerId: order.customer_id ?? undefined,
    variantIds: (order.items ?? []).flatMap((item) => item?.variant_id ?? []),
    knownArticles,
    notes: mapped.notes,
    label,
    readAt: at,
    version: orderVersion(order),
    isCanceled: order.status === "canceled",
  }
}
