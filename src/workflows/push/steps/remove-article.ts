import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { ClaimedTransfer } from "../../../modules/specter-sync/settlement"
import type { ReasonCode } from "../../../reasons/reason"
import { settleRemovalRefusal } from "../settle-removal-refusal"
import { TransferStop } from "../transfer-stop"
import { variantsBySku } from "../variants-by-sku"

/** Removes the article of a deleted variant, unless the merchant wants to keep it or another variant has its SKU. */
export const removeArticleStep = createStep(
  "remove-article",
  async ({ transfer }: { transfer: ClaimedTransfer }, { container }) => {
    const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    const variantId = transfer.subject_id
    const articleNo = (await sync.references("article", [variantId])).get(variantId)
    const { delete_from_specter } = await specter.getSettings()
    const stop = (code: ReasonCode) =>
      new TransferStop(
        { state: "skipped", reason: { code, data: articleNo ? { article_no: articleNo } : undefined } },
        { label: articleNo ?? undefined }
      )
    if (!articleNo) {
      throw stop("never_in_specter")
    }
    if (!delete_from_specter) {
      throw stop("removal_switched_off")
    }
    const heirs = await variantsBySku(container, articleNo)
    if (heirs.length) {
      throw stop(heirs.some(({ id }) => id === variantId) ? "subject_exists" : "article_number_in_use")
    }
    await sync.hold([transfer])
    try {
      await specter.client().removeArticle({ articleNo }, { correlationId: transfer.id })
    } catch (error) {
      throw settleRemovalRefusal(error, 'wireNames["actions.removeArticle"]', { label: articleNo })
    }
    await sync.forgetArticle(articleNo)
    await sync.dropReference("article", variantId)
    await sync.dropTransfer("article", variantId)
    const settlement = { state: "sent" as const, hash: articleNo, number: articleNo }
    return new StepResponse({ settlement, label: articleNo })
  }
)
