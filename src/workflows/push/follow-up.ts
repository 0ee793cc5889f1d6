import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Outcome } from "./outcome"
import { recheckOrder } from "./recheck-order"
import { variantsBySku } from "./variants-by-sku"

/** What a settled transfer gives rise to: the store may have changed while it was being sent. */
export async function followUp(container: MedusaContainer, outcomes: Outcome[]): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  for (const { transfer, settlement } of outcomes) {
    if (transfer.kind === "order" && settlement.state === "sent") {
      await recheckOrder(container, transfer.subject_id)
    }
    if (
      transfer.kind === "article" &&
      settlement.state === "skipped" &&
      settlement.reason.code === "subject_missing"
    ) {
      await sync.ask("article_removal", [{ id: transfer.subject_id }], { by: "event" })
    }
    if (transfer.kind === "article_removal" && settlement.state === "sent" && settlement.number) {
      const heirs = await variantsBySku(container, settlement.number)
      await sync.ask("article", heirs, { by: "event", forced: true })
    }
  }
}
