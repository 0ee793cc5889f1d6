import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { TransferKind } from "../../modules/specter-sync/states"
import { logFailure } from "../log-failure"
import { askForInvoices } from "../reconcile/reconcile-invoices"
import { drain } from "./drain"
import { isOrderStill } from "./load-order"
import type { Outcome } from "./outcome"
import { recheckOrder } from "./recheck-order"
import { variantsOfArticle } from "./variants-of-article"

/** What a settled transfer gives rise to: the store may have changed while it was being sent. */
export async function followUp(container: MedusaContainer, outcomes: Outcome[]): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  await sendDependants(container, outcomes)
  await askForInvoices(container, sentOf("order", outcomes))
  for (const { transfer, settlement, version } of outcomes) {
    if (transfer.kind === "order" && settlement.state === "sent") {
      const isAsSent = version !== undefined && (await isOrderStill(container, transfer.subject_id, version))
      if (!isAsSent) {
        await recheckOrder(container, transfer.subject_id)
      }
    }
    if (
      transfer.kind === "article" &&
      settlement.state === "skipped" &&
      settlement.reason.code === "subject_missing"
    ) {
      await sync.ask("article_removal", [{ id: transfer.subject_id }], { by: "event" })
    }
    if (transfer.kind === "article_removal" && settlement.state === "sent" && settlement.number) {
      const heirs = await variantsOfArticle(container, settlement.number)
      await sync.ask("article", heirs, { by: "event", forced: true })
    }
    if (transfer.kind === "article_removal" && settlement.state === "skipped") {
      await closeArticle(sync, transfer.subject_id)
    }
  }
}

/** What is wrong with an article is nobody's business any more once its variant is gone: its row comes to say so. */
async function closeArticle(sync: SpecterSyncModuleService, variantId: string): Promise<void> {
  const [open] = await sync.listTransfers({
    kind: "article",
    subject_id: variantId,
    state: ["rejected", "failed"],
  })
  if (open) {
    await sync.ask("article", [{ id: variantId }], { by: "event" })
  }
}

/** Nobody waits for them here: this may run within the very drain that sends them. */
async function sendDependants(container: MedusaContainer, outcomes: Outcome[]): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const orderIds = sentOf("order", outcomes)
  const variantIds = sentOf("article", outcomes)
  if (orderIds.length + variantIds.length > 0 && (await sync.hurryDependants({ orderIds, variantIds }))) {
    void drain(container).catch(logFailure(container, "sending what waited for another transfer"))
  }
}

function sentOf(kind: TransferKind, outcomes: Outcome[]): string[] {
  return outcomes
    .filter(({ transfer, settlement }) => transfer.kind === kind && settlement.state === "sent")
    .map(({ transfer }) => transfer.subject_id)
}
