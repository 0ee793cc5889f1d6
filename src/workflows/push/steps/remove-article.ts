import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import { isSpecterError } from "../../../modules/specter/client"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import { articleKey } from "../../../modules/specter-sync/article-key"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { ClaimedTransfer, Settlement } from "../../../modules/specter-sync/settlement"
import type { Reason } from "../../../reasons/reason"
import { labelled } from "../labelled"
import { serviceArticleKeys } from "../service-articles"
import { settleRemovalRefusal } from "../settle-removal-refusal"
import { skipped, TransferStop } from "../transfer-stop"
import { variantsOfArticle } from "../variants-of-article"

/**
 * Removes the article of a deleted variant, unless the merchant wants to keep it, another variant has its SKU, or orders
 * name it for what is no goods.
 */
export const removeArticleStep = createStep(
  "remove-article",
  async ({ transfer }: { transfer: ClaimedTransfer }, { container }) => {
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    const found = await findArticle(sync, transfer.subject_id)
    const label = found.articleNo
    const settlement = await labelled(transfer, { label }, () => remove(container, transfer, found))
    return new StepResponse({ settlement, label })
  }
)

type Found = {
  articleNo?: string
  /** Specter has said that it has it; else no answer came to a call with it. */
  isCertain: boolean
}

/** @throws TransferStop while the article is being sent: not before its answer is it known whether there is one to remove. */
async function findArticle(sync: SpecterSyncModuleService, variantId: string): Promise<Found> {
  // Before the reference: that is written while the article is being sent.
  const [article] = await sync.listTransfers({ kind: "article", subject_id: variantId })
  if (article?.state === "sending") {
    const reason: Reason = { code: "article_is_being_sent" }
    throw new TransferStop({ state: "again", failure: "waits_for_other", reason })
  }
  const reference = (await sync.references("article", [variantId])).get(variantId)
  return { articleNo: reference ?? article?.specter_number ?? undefined, isCertain: Boolean(reference) }
}

async function remove(
  container: MedusaContainer,
  transfer: ClaimedTransfer,
  { articleNo, isCertain }: Found
): Promise<Settlement> {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const settings = await specter.getSettings()
  const data = articleNo ? { article_no: articleNo } : undefined
  if (!articleNo) {
    throw skipped("never_in_specter", data)
  }
  if (!settings.delete_from_specter) {
    throw skipped("removal_switched_off", data)
  }
  const heirs = await variantsOfArticle(container, articleNo)
  if (heirs.length) {
    const isBack = heirs.some(({ id }) => id === transfer.subject_id)
    throw skipped(isBack ? "subject_exists" : "article_number_in_use", data)
  }
  if (serviceArticleKeys(settings).has(articleKey(articleNo))) {
    throw skipped("article_of_order_rows", data)
  }
  await sync.hold([transfer])
  try {
    await specter.client().removeArticle({ articleNo }, { correlationId: transfer.id })
  } catch (error) {
    if (!isCertain && isSpecterError(error) && error.kind === "refused") {
      throw skipped("never_in_specter", data)
    }
    throw settleRemovalRefusal(error, 'wireNames["actions.removeArticle"]')
  }
  await sync.forgetArticle(articleNo)
  await sync.dropReference("article", transfer.subject_id)
  await sync.dropTransfer("article", transfer.subject_id)
  return { state: "sent", hash: articleNo, number: articleNo }
}
