import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Reason, ReasonCode } from "../../reasons/reason"

/** What an event would have asked a transfer for, when it came about, and its order. */
export type Happened = { id: string; at: Date; order: { id: string; status: string } }

/**
 * Asks for what no event has asked for, of orders that Specter has. An invoice that was skipped before the rest was
 * captured is asked for once more, and so is what was skipped before Specter had its order.
 * @returns how many had been missed.
 */
export async function askForUnheard(
  container: MedusaContainer,
  kind: "delivery" | "invoice",
  happened: Happened[]
): Promise<number> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const living = happened.filter(({ order }) => order.status !== "canceled")
  const inSpecter = await sync.references(
    "order",
    living.map(({ order }) => order.id)
  )
  const candidates = living.filter(({ order }) => inSpecter.has(order.id))
  const ids = candidates.map(({ id }) => id)
  const rows = ids.length ? await sync.listTransfers({ kind, subject_id: ids }, { take: ids.length }) : []
  const heard = new Map(rows.map((row) => [row.subject_id, row]))
  const unheard = candidates.filter(({ id, at }) => {
    const row = heard.get(id)
    return (
      !row ||
      (wasSkipped(row, "payment_not_captured") && row.updated_at < at) ||
      wasSkipped(row, "order_not_in_specter")
    )
  })
  const subjects = unheard.map(({ id, order }) => ({ id, parent_id: order.id }))
  return (await sync.ask(kind, subjects, { by: "event" })).length
}

const wasSkipped = ({ state, reason }: { state: string; reason: unknown }, code: ReasonCode) =>
  state === "skipped" && (reason as Reason | null)?.code === code
