import { isDeepStrictEqual } from "node:util"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, OrderChangeStatus } from "@medusajs/framework/utils"
import { cancelBeginOrderEditWorkflow } from "@medusajs/medusa/core-flows"
import { SPECTER_MODULE } from "../../modules/specter"
import type { OrderItem } from "../../modules/specter/client"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Reason } from "../../reasons/reason"
import { type LoadedOrder, loadOrder } from "../push/load-order"
import {
  hasSameRows,
  orderHash,
  quantitiesOf,
  settingsAsSent,
  withQuantities,
} from "../push/mappers/order-hash"
import { noteRowsAsSent } from "../push/note-rows-as-sent"
import { EDIT_MARK, editOrderAsInSpecterWorkflow } from "./edit-order-as-in-specter"
import { lastingFailure } from "./failure-words"
import { compareRows, isSameRows, type RowComparison } from "./mappers/compare-rows"
import { type OrderChangePlan, planOrderChange, quantitiesTold } from "./mappers/plan-order-change"
import { storeRows } from "./mappers/store-rows"
import { noteRowsOnOrder, orderRecord } from "./order-record"
import { variantsByArticle } from "../variants-by-article"

export type TakenOver = { changed: boolean; notes: Reason[] }

/** `sentHash` is that of what Specter was sent; undefined where nothing is known to be sent. */
type Compared = { order: LoadedOrder; comparison: RowComparison; hash: string; sentHash?: string | null }

type Planned = Compared & { plan: OrderChangePlan }

/** Takes Specter's changes of an order's goods over, where the store can; else the order's record tells them. */
export async function changeRowsInStore(
  container: MedusaContainer,
  orderId: string,
  orderNo: string,
  rows: OrderItem[]
): Promise<TakenOver> {
  const found = await planOf(container, orderId, orderNo, rows)
  if (!found) {
    return { changed: false, notes: [] }
  }
  const { plan, hash, sentHash } = found
  if (plan.kind === "edit") {
    return await edit(container, { orderId, orderNo, rows }, { ...found, plan })
  }
  if (plan.kind === "tell") {
    await noteQuantities(container, orderId, found)
  } else if (sentHash !== undefined && havePrices(rows)) {
    await noteRowsAsSent(container, orderId, hash, sentHash)
  }
  return { changed: await noteRowsOnOrder(container, orderId, rows, plan.notes), notes: plan.notes }
}

/**
 * The merchant may have made a change of Specter's in the store that the store could not follow: then it is as in Specter,
 * and there is nothing more to tell. Looks at what Specter last told.
 */
export async function noteRowsAsTold(container: MedusaContainer, orderId: string): Promise<void> {
  const { told_rows } = await orderRecord(container, orderId)
  const found =
    told_rows.length && havePrices(told_rows) ? await compare(container, orderId, told_rows) : undefined
  if (found && isSameRows(found.comparison) && found.sentHash !== undefined) {
    await noteRowsAsSent(container, orderId, found.hash, found.sentHash)
    await noteRowsOnOrder(container, orderId, told_rows, [])
  }
}

/** Rows without their prices do not say that Specter has the store's. */
const havePrices = (rows: OrderItem[]): boolean =>
  rows.every(({ priceExclVat }) => priceExclVat !== undefined)

async function compare(
  container: MedusaContainer,
  orderId: string,
  rows: OrderItem[]
): Promise<Compared | undefined> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const today = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const [transfer] = await sync.listTransfers({ kind: "order", subject_id: orderId, state: "sent" })
  const settings = settingsAsSent(today, transfer?.sent_hash)
  const order = await loadOrder(container, orderId)
  const ours = order && storeRows(order, settings)
  const comparison = ours && compareRows(ours, rows, settings, today)
  if (!order || !ours || !comparison) {
    return undefined
  }
  const hash = orderHash(ours.message, order, settings)
  return { order, comparison, hash, sentHash: transfer?.sent_hash }
}

async function planOf(
  container: MedusaContainer,
  orderId: string,
  orderNo: string,
  rows: OrderItem[]
): Promise<Planned | undefined> {
  const found = await compare(container, orderId, rows)
  if (!found) {
    return undefined
  }
  const { order, comparison, hash, sentHash } = found
  const plan = planOrderChange(comparison, {
    orderNo,
    isCanceled: order.status === "canceled",
    isAsSent: hasSameRows(sentHash ?? "", hash),
    isBeingEdited: await isBeingEdited(container, orderId),
    variants: await newVariants(container, comparison),
  })
  return { ...found, plan }
}

async function newVariants(
  container: MedusaContainer,
  { goods }: RowComparison
): Promise<Map<string, string[]>> {
  const articleNos = goods.filter(({ ours }) => ours.length === 0).map(({ articleNo }) => articleNo)
  return articleNos.length ? await variantsByArticle(container, articleNos) : new Map<string, string[]>()
}

/** An edit that a crash of ours left open is in nobody's way: it is dropped. */
async function isBeingEdited(container: MedusaContainer, orderId: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_change",
    fields: ["id", "change_type", "internal_note"],
    filters: { order_id: orderId, status: [OrderChangeStatus.PENDING, OrderChangeStatus.REQUESTED] },
  })
  const [open] = data
  if (open?.change_type === "edit" && open.internal_note?.startsWith(EDIT_MARK)) {
    await cancelBeginOrderEditWorkflow(container).run({ input: { order_id: orderId } })
    return false
  }
  return open !== undefined
}

/** Specter has other rows than the store: of stock it has reserved what its own say. */
async function noteQuantities(
  container: MedusaContainer,
  orderId: string,
  { comparison, hash, sentHash }: Planned
): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const sent = quantitiesOf(sentHash ?? null)
  const told = quantitiesTold(quantitiesOf(hash) ?? {}, comparison)
  if (sentHash && sent && !isDeepStrictEqual(told, sent)) {
    await sync.setSentQuantities(orderId, sentHash, withQuantities(sentHash, told))
  }
}

type Told = { orderId: string; orderNo: string; rows: OrderItem[] }

async function edit(
  container: MedusaContainer,
  { orderId, orderNo, rows }: Told,
  found: Planned & { plan: Extract<OrderChangePlan, { kind: "edit" }> }
): Promise<TakenOver> {
  const { updates, additions, words, notes } = found.plan
  // The edit's own event has the order rechecked: what Specter told before is no matter then.
  await container
    .resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    .putOrderRecord({ order_id: orderId, told_rows: [] })
  const { errors } = await editOrderAsInSpecterWorkflow(container).run({
    input: { order_id: orderId, internal_note: `${EDIT_MARK}${orderNo}: ${words}`, updates, additions },
    throwOnError: false,
  })
  const data = { order_no: orderNo, changes: words }
  if (errors?.length) {
    const failure = {
      code: "order_rows_failed" as const,
      data: { ...data, message: lastingFailure(errors[0].error) },
    }
    await noteQuantities(container, orderId, found)
    const changed = await noteRowsOnOrder(container, orderId, rows, [failure, ...notes])
    return { changed, notes: [failure, ...notes] }
  }
  // Medusa reckons discounts and VAT by its own rules: what differs after the edit is told.
  const left = (await planOf(container, orderId, orderNo, rows))?.plan.notes ?? []
  const done: Reason[] = [{ code: "order_rows_changed", data }, ...left]
  await noteRowsOnOrder(container, orderId, rows, done)
  return { changed: true, notes: done }
}
