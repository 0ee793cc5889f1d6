import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import { isDuplicateOrderRefusal, isSpecterError, type SpecterFailure } from "../../../modules/specter/client"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import { articleKey } from "../../../modules/specter-sync/article-key"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { ClaimedTransfer, Settlement } from "../../../modules/specter-sync/settlement"
import type { Reason } from "../../../reasons/reason"
import { logFailure } from "../../log-failure"
import { callOut } from "../call-out"
import { labelled } from "../labelled"
import { tellCalled } from "../lane"
import type { Outcome } from "../outcome"
import { transferNotes } from "../transfer-notes"
import { TransferStop } from "../transfer-stop"
import type { OrderToSend } from "./load-order-to-send"

type Input = {
  transfer: ClaimedTransfer
  toSend: OrderToSend
  customer: { customerId: string; notes: Reason[] }
}

/** Sends the order itself. The ledger notes beforehand that a call goes out. */
export const submitOrderStep = createStep("submit-order", async (input: Input, { container }) => {
  const { transfer, toSend } = input
  const { label, hash, version, isCanceled } = toSend
  const settlement = await labelled(transfer, { label }, () => submitOrder(container, input))
  // What an earlier call said may be older than what was read now; what was cancelled before it was sent is to be removed.
  const isAsRead = settlement.state === "sent" && settlement.hash === hash && !isCanceled
  return new StepResponse<Omit<Outcome, "transfer">>({
    settlement,
    label,
    version: isAsRead ? version : undefined,
  })
})

async function submitOrder(
  container: MedusaContainer,
  { transfer, toSend, customer }: Input
): Promise<Settlement> {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const order = { ...toSend.order, customerId: customer.customerId }
  const notes = [...toSend.notes, ...customer.notes]
  const { hash } = toSend

  // The last that can fail before the call: a call that is noted and did not go out would count as perhaps carried out.
  await sync.hold([transfer], { dispatching: true, hash })
  const call = specter.client().submitOrder(order, { correlationId: transfer.id })
  await callOut(call)
  const kept = keepCustomer(sync, toSend, customer.customerId).catch(
    logFailure(container, "keeping a customer's number")
  )
  tellCalled(transfer)
  try {
    const { orderId, notes: remarks } = await call
    await Promise.all([kept, knowArticles(container, toSend)])
    return { state: "sent", hash, number: orderId, notes: [...notes, ...transferNotes(remarks)] }
  } catch (error) {
    if (!isSpecterError(error)) {
      throw error
    }
    const isDuplicate = isDuplicateOrderRefusal(error, specter.wireNames())
    if (isDuplicate && transfer.dispatched_at) {
      const told: Reason = { code: "order_number_not_told", data: { order_no: order.externalOrderNo } }
      return { state: "sent", hash: transfer.tried_hash ?? hash, notes: [...notes, told] }
    }
    const { external_order_no_control } = await specter.getSettings()
    const settlement = settleOrderFailure(error, {
      isDuplicate,
      isRepeatable: external_order_no_control,
      orderNo: order.externalOrderNo,
      hash,
    })
    throw settlement ? new TransferStop(settlement) : error
  }
}

async function keepCustomer(
  sync: SpecterSyncModuleService,
  { storeCustomerId }: OrderToSend,
  number: string
): Promise<void> {
  if (storeCustomerId) {
    await sync.putReferences([{ kind: "customer", store_id: storeCustomerId, number }])
  }
}

/** Specter has every article of an order that it accepted, also those that it was not known to have. */
async function knowArticles(
  container: MedusaContainer,
  { order, knownArticles }: OrderToSend
): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const known = new Set(knownArticles)
  const news = order.rows
    .map(({ articleNo }) => articleNo)
    .filter((articleNo) => !known.has(articleKey(articleNo)))
  if (news.length) {
    await sync.knowArticles(news).catch(logFailure(container, "noting the articles of an order"))
  }
}

type Circumstances = { isDuplicate: boolean; isRepeatable: boolean; orderNo: string; hash: string }

/** What a failed order call means, where it means more than any failed call. */
function settleOrderFailure(
  { kind, words, message }: SpecterFailure,
  { isDuplicate, isRepeatable, orderNo, hash }: Circumstances
): Settlement | undefined {
  const data = { order_no: orderNo }
  const told = words ?? message
  if (kind === "unknown") {
    return isRepeatable
      ? {
          state: "again",
          failure: "unknown",
          maybeCarriedOut: true,
          reason: { code: "specter_unknown_outcome" },
          words: told,
        }
      : {
          state: "unconfirmed",
          failure: "unknown",
          reason: { code: "order_unconfirmed", data },
          words: told,
          hash,
        }
  }
  if (kind !== "refused") {
    return undefined
  }
  if (isDuplicate) {
    return { state: "rejected", reason: { code: "duplicate_order_number", data }, words: told, hash }
  }
  return { state: "rejected", reason: { code: "specter_refused" }, words: told, hash }
}
