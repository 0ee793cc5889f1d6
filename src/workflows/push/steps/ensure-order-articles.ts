import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import { type ArticleMessage, isSpecterError, type OrderRow } from "../../../modules/specter/client"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import { articleKey } from "../../../modules/specter-sync/article-key"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { ClaimedTransfer } from "../../../modules/specter-sync/settlement"
import { labelled } from "../labelled"
import { FRESH_LEASE_MS } from "../lease-holder"
import { serviceArticles } from "../service-articles"
import { transferNow } from "../transfer-now"
import { TransferStop } from "../transfer-stop"
import { ensuredVariants } from "../ensured-variants"
import type { OrderToSend } from "./load-order-to-send"

type Input = { transfer: ClaimedTransfer; toSend: OrderToSend }

/**
 * Sends the articles of the order that Specter is not known to have: it refuses an order that names one it lacks. The
 * transfer has been held just now when this ends.
 */
export const ensureOrderArticlesStep = createStep(
  "ensure-order-articles",
  async ({ transfer, toSend }: Input, { container }) => {
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    const lacking = lackingRows(toSend.order.rows, toSend.knownArticles)
    if (lacking.length || performance.now() - transfer.claimed_at > FRESH_LEASE_MS) {
      await sync.hold([transfer])
    }
    if (lacking.length) {
      await labelled(transfer, { label: toSend.label }, () =>
        sendLacking(container, { transfer, toSend }, lacking)
      )
      await sync.hold([transfer])
    }
    return new StepResponse({ sent: lacking.length })
  }
)

function lackingRows(rows: OrderRow[], knownArticles: string[]): OrderRow[] {
  const known = new Set(knownArticles)
  return rows.filter(({ articleNo }) => !known.has(articleKey(articleNo)))
}

async function sendLacking(container: MedusaContainer, input: Input, lacking: OrderRow[]): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const services = serviceArticles(lacking, settings)
  const serviceNos = new Set(services.map(({ articleNo }) => articleNo))
  const goods = lacking.map(({ articleNo }) => articleNo).filter((articleNo) => !serviceNos.has(articleNo))
  if (services.length) {
    await createServiceArticles(container, input, services)
  }
  if (goods.length) {
    await sync.hold([input.transfer])
    await sendGoods(container, input, goods)
  }
}

/** Created only: a freight or discount article that the merchant keeps in Specter is not overwritten. */
async function createServiceArticles(
  container: MedusaContainer,
  { transfer }: Input,
  articles: ArticleMessage[]
): Promise<void> {
  const client = container.resolve<SpecterModuleService>(SPECTER_MODULE).client()
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  for (const article of articles) {
    await sync.hold([transfer])
    try {
      await client.submitArticles([article], { forceUpdate: false })
      await sync.knowArticles([article.articleNo])
    } catch (error) {
      // Refused: it exists, which Specter's acceptance of the order will show, or its refusal of the order says what is wrong.
      if (!isSpecterError(error) || error.kind !== "refused") {
        throw error
      }
    }
  }
}

/** A row whose variant is gone goes without: Specter may well have its article. */
async function sendGoods(container: MedusaContainer, { transfer, toSend }: Input, articleNos: string[]) {
  const wanted = await ensuredVariants(container, toSend.variantIds, articleNos)
  // The merchant's press tries again what Specter has refused before.
  const rows = await transferNow(container, "article", wanted, { by: "order", forced: transfer.forced })
  // What the store's own code keeps from being sent may be in Specter all the same: its answer to the order will tell.
  const failed = rows.find(({ state, reason }) => state !== "sent" && reason?.code !== "hook_skipped")
  if (failed) {
    const data = { article_no: failed.label ?? failed.subject_id, variant_id: failed.subject_id }
    const isForLater = failed.state === "waiting" || failed.state === "sending"
    throw new TransferStop(
      isForLater
        ? {
            state: "again",
            failure: "waits_for_other",
            reason: { code: "order_article_waits", data },
          }
        : {
            state: "rejected",
            reason: { code: "order_article_not_accepted", data },
            words: failed.words ?? undefined,
          }
    )
  }
}
