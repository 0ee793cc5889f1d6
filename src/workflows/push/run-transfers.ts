import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type { SettledRow } from "../../modules/specter-sync/service"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { ClaimedTransfer, Labels, Settlement } from "../../modules/specter-sync/settlement"
import type { TransferKind } from "../../modules/specter-sync/states"
import { announceTransfers } from "../announce/announce"
import { hookFailed } from "./decide"
import { followUp } from "./follow-up"
import { isNotNow } from "./lane"
import { isOrderChanged } from "./order-changed"
import type { Outcome } from "./outcome"
import { pushArticleRemovalWorkflow } from "./push-article-removal"
import { pushArticlesWorkflow } from "./push-articles"
import { pushCustomerWorkflow } from "./push-customer"
import { pushDeliveryWorkflow } from "./push-delivery"
import { pushInvoiceWorkflow } from "./push-invoice"
import { pushOrderRemovalWorkflow } from "./push-order-removal"
import { pushOrderWorkflow } from "./push-order"
import { settleFailure } from "./settle-failure"
import { settleSurely } from "./settle-surely"
import { tellOutcomes } from "./tell-outcomes"

/**
 * Sends claimed transfers of one kind and writes what came of them: success and failure alike, in this one place.
 * Throws only when the ledger itself cannot be written; the lease then runs out and another attempt follows.
 * @returns what is left to do when they are settled: the next may be sent meanwhile.
 */
export async function sendTransfers(
  container: MedusaContainer,
  transfers: ClaimedTransfer[]
): Promise<() => Promise<void>> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const pushed = await push(container, transfers)
  const outcomes = pushed.map(mindEarlierCall)
  const [rows] = await Promise.all([settleSurely(sync, outcomes), pauseOnTrouble(sync, pushed)])
  tellOutcomes(container, outcomes)
  return async () => {
    // A refusal is an answer, also of an order that is unconfirmed for an earlier call's sake.
    await resumeOnAnswer(sync, pushed)
    await followUp(container, outcomes)
    await announceTransfers(container, withNews(rows, outcomes))
  }
}

/** As `sendTransfers`, with all that follows from it. */
export async function runTransfers(container: MedusaContainer, transfers: ClaimedTransfer[]): Promise<void> {
  const finish = await sendTransfers(container, transfers)
  await finish()
}

/** What Specter had already is no news; what it has now is, also where a wish that came meanwhile has it wait anew. */
function withNews(rows: SettledRow[], outcomes: Outcome[]): SettledRow[] {
  const sent = new Map(
    outcomes.flatMap(({ transfer, settlement }) =>
      settlement.state === "sent" ? [[transfer.id, settlement]] : []
    )
  )
  return rows
    .filter(({ id }) => !sent.get(id)?.unchanged)
    .map((row) => (sent.has(row.id) ? { ...row, state: "sent" as const } : row))
}

const MOST_READINGS = 3

type Pushed = Omit<Outcome, "transfer">

async function push(container: MedusaContainer, transfers: ClaimedTransfer[]): Promise<Outcome[]> {
  const { kind } = transfers[0]
  if (kind === "article") {
    return await pushArticles(container, transfers)
  }
  const outcomes: Outcome[] = []
  for (const transfer of transfers) {
    const pushed = await pushOne(container, transfer, kind)
    outcomes.push(...(pushed ? [{ transfer, ...pushed }] : []))
  }
  return outcomes
}

/**
 * An order that was changed in the store before its call is read anew: it goes out as it is now. One that cannot be sent
 * now is put back, and nothing has come of it.
 */
async function pushOne(
  container: MedusaContainer,
  transfer: ClaimedTransfer,
  kind: Exclude<TransferKind, "article">,
  readings = 1
): Promise<Pushed | undefined> {
  const input = { transfer, is_last_reading: readings === MOST_READINGS }
  const run = await workflowOf(container, kind).run({ input, throwOnError: false })
  const [error] = run.errors ?? []
  if (error && isOrderChanged(error.error) && readings < MOST_READINGS) {
    return await pushOne(container, transfer, kind, readings + 1)
  }
  if (error && isNotNow(error.error)) {
    await container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE).putBack(transfer)
    return undefined
  }
  return error ? settleError(transfer, error) : (run.result as Pushed)
}

/** Where the store's own code fails for one article, the others go without it. */
async function pushArticles(container: MedusaContainer, transfers: ClaimedTransfer[]): Promise<Outcome[]> {
  const { result, errors } = await pushArticlesWorkflow(container).run({
    input: { transfers },
    throwOnError: false,
  })
  const [error] = errors ?? []
  if (!error) {
    return result
  }
  if (!HOOKS.has(error.action) || transfers.length === 1) {
    return transfers.map((transfer) => ({ transfer, ...settleError(transfer, error) }))
  }
  const outcomes: Outcome[] = []
  for (const transfer of transfers) {
    outcomes.push(...(await pushArticles(container, [transfer])))
  }
  return outcomes
}

/** Where the store's own code comes in before something is sent. */
const HOOKS = new Set(["articlesMapped", "customerMapped", "orderMapped"])

function settleError(
  transfer: ClaimedTransfer,
  { action, error }: { action: string; error: unknown }
): { settlement: Settlement } & Labels {
  return HOOKS.has(action)
    ? { settlement: hookFailed((error as { message?: string })?.message ?? String(error)) }
    : settleFailure(transfer, error)
}

function workflowOf(container: MedusaContainer, kind: Exclude<TransferKind, "article">) {
  switch (kind) {
    case "article_removal":
      return pushArticleRemovalWorkflow(container)
    case "customer":
      return pushCustomerWorkflow(container)
    case "order":
      return pushOrderWorkflow(container)
    case "order_removal":
      return pushOrderRemovalWorkflow(container)
    case "delivery":
      return pushDeliveryWorkflow(container)
    case "invoice":
      return pushInvoiceWorkflow(container)
  }
}

/**
 * An order whose earlier call may have been carried out is not simply "rejected" or "skipped", whatever stopped it
 * now: Specter may have it, and the merchant has to look.
 */
function mindEarlierCall(outcome: Outcome): Outcome {
  const { transfer, settlement, label } = outcome
  if (transfer.kind !== "order" || !transfer.dispatched_at) {
    return outcome
  }
  if (settlement.state !== "rejected" && settlement.state !== "skipped") {
    return outcome
  }
  const words = settlement.state === "rejected" ? settlement.words : undefined
  const order_no = settlement.reason.data?.order_no ?? label ?? transfer.subject_id
  return {
    ...outcome,
    settlement: { state: "unconfirmed", reason: { code: "order_unconfirmed", data: { order_no } }, words },
  }
}

/** Trouble with the account or with reaching Specter is nobody's own: it pauses all sending. */
async function pauseOnTrouble(sync: SpecterSyncModuleService, outcomes: Outcome[]): Promise<void> {
  const failed = outcomes.map(({ settlement }) => settlement).find(isFailed)
  if (failed?.failure === "account") {
    await sync.pauseForAccount(failed.words ?? "")
  } else if (
    (failed?.failure === "not_received" || failed?.failure === "unknown") &&
    !wasAnswered(outcomes)
  ) {
    await sync.countMiss(failed.words ?? "")
  }
}

type Failed = Extract<Settlement, { state: "again" | "unconfirmed" }>

function isFailed(settlement: Settlement): settlement is Failed {
  return settlement.state === "again" || settlement.state === "unconfirmed"
}

/** An answer ends the pause. */
async function resumeOnAnswer(sync: SpecterSyncModuleService, outcomes: Outcome[]): Promise<void> {
  const isAccountTrouble = outcomes.some(
    ({ settlement }) => settlement.state === "again" && settlement.failure === "account"
  )
  if (!isAccountTrouble && wasAnswered(outcomes)) {
    await sync.resume()
  }
}

function wasAnswered(outcomes: Outcome[]): boolean {
  return outcomes.some(
    ({ settlement }) =>
      (settlement.state === "sent" && !settlement.unchanged) ||
      (settlement.state === "rejected" && settlement.words !== undefined)
  )
}
