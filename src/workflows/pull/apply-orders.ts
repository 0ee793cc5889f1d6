import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../../modules/specter"
import { type OrderChange, parseOrders } from "../../modules/specter/client"
import type SpecterModuleService from "../../modules/specter/service"
import type { BatchOutcome, RemarkableRow } from "../../modules/specter-sync/pull-ledger"
import { logFailure } from "../log-failure"
import type { Applier } from "./applier"
import { applyOrderChange } from "./apply-order-change"
import { failureWords, isMedusasWord } from "./failure-words"

/**
 * One order at a time. What fails is tried once more when the others are done: somebody may have been at the order. What
 * Medusa has no words for is tried anew with the whole batch, for a while.
 */
export const applyOrders: Applier = async (container, raw, context) => {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const { rows: changes } = parseOrders(raw, specter.wireNames())
  const outcome: BatchOutcome = { changed: 0, unchanged: 0, rows: [] }
  const again: OrderChange[] = []
  let done = 0
  const finish = async ({ changed, rows }: { changed: boolean; rows: RemarkableRow[] }) => {
    outcome[changed ? "changed" : "unchanged"] += 1
    outcome.rows.push(...rows)
    await context.progress((done += 1))
  }
  for (const change of changes) {
    await context.hold()
    const applied = await attempt(container, change)
    if ("error" in applied) {
      again.push(change)
    } else {
      await finish(applied)
    }
  }
  const broken: unknown[] = []
  for (const change of again) {
    await context.hold()
    const applied = await attempt(container, change)
    if (!("error" in applied)) {
      await finish(applied)
    } else if (context.isLastTry || isMedusasWord(applied.error)) {
      await finish({ changed: false, rows: [failedRow(change, applied.error)] })
    } else {
      broken.push(applied.error)
    }
  }
  if (broken.length > 0) {
    throw broken[0]
  }
  return outcome
}

async function attempt(container: MedusaContainer, change: OrderChange) {
  try {
    return await applyOrderChange(container, change)
  } catch (error) {
    logFailure(container, `Specter's change of order ${change.orderNo}`)(error)
    return { error }
  }
}

function failedRow({ orderNo }: OrderChange, error: unknown): RemarkableRow {
  const data = { order_no: orderNo, message: failureWords(error) }
  return { subject: orderNo, outcome: "problem", reason: { code: "order_change_failed", data } }
}
