import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { ClaimedNotice } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Reason } from "../../reasons/reason"
import { renderReason } from "../../reasons/render-reason"
import { logLine } from "../../watching/log-line"
import { logFailure } from "../log-failure"
import { failureWords } from "./failure-words"
import { findOrder } from "./find-order"
import { removeOrderInStore } from "./remove-order-in-store"
import { takeInvoice } from "./take-invoice"

/** Over some ten minutes: the order's own answer may be on its way still. */
const MOST_ATTEMPTS = 5

/** Works on the callbacks that name an invoice or a removed order, until none is due. Any number of processes may. */
export async function workNotices(container: MedusaContainer): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  await sync.reviveNotices()
  for (;;) {
    const [notice] = await sync.claimNotices(1)
    if (!notice) {
      return
    }
    const reason = await attempt(container, notice)
    const state = notice.attempts >= MOST_ATTEMPTS ? "failed" : "waiting"
    await sync.settleNotice(notice, reason ? { state, reason } : { state: "done" })
    if (reason && state === "failed") {
      tellGivenUp(container, notice, reason)
    }
  }
}

const LEARN_ITS_NUMBER =
  "If it was placed in this store, save the order anew in Specter: the store learns its number then, and does what is left."

function tellGivenUp(container: MedusaContainer, { kind, subject }: ClaimedNotice, reason: Reason): void {
  const { text, todo } = renderReason(reason)
  const what = kind === "invoice" ? "an invoice" : "a removed order"
  const words = `Specter: gave up a callback about ${what}. ${text} ${reason.code === "order_unmatched" ? LEARN_ITS_NUMBER : todo}`
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  logger.warn(logLine(words, { kind, number: subject, reason: reason.code }))
}

/** @returns why it is to be tried again, if it is. */
async function attempt(container: MedusaContainer, notice: ClaimedNotice): Promise<Reason | undefined> {
  try {
    return await work(container, notice)
  } catch (error) {
    logFailure(container, `work on the callback ${notice.kind} ${notice.subject}`)(error)
    return { code: "unexpected_error", data: { message: failureWords(error) } }
  }
}

async function work(
  container: MedusaContainer,
  { kind, subject }: ClaimedNotice
): Promise<Reason | undefined> {
  const [orderNo, invoiceId = ""] = subject.split("/")
  const orderId = await findOrder(container, { orderNo })
  if (!orderId) {
    return { code: "order_unmatched", data: { order_no: orderNo } }
  }
  switch (kind) {
    case "invoice":
      return await takeInvoice(container, orderId, invoiceId)
    case "order_removed": {
      const { note } = await removeOrderInStore(container, orderId, orderNo)
      return note?.code === "order_removed_failed" ? note : undefined
    }
  }
}
