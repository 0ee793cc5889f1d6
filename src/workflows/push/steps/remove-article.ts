import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { ClaimedTransfer, Settlement } from "../../../modules/specter-sync/settlement"
import { labelled } from "../labelled"
import { settleRemovalRefusal } from "../settle-removal-refusal"
import { skipped } from "../transfer-stop"
import { variantsBySku } from "../variants-by-sku"

/** Removes the article of a deleted variant, unless the merchant wants to keep it or another variant has its SKU. */
export const removeArticleStep = createStep(
  "remove-article",
  async ({ transfer }: { transfer: ClaimedTransfer }, { container }) => {
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    const references = await sync.references("article", [transfer.subject_id])
    const articleNo = references.get(transfer.subject_id) ?? undefined
    const settlement = await labelled(transfer, { label: articleNo }, () =>
      remove(container, transfer, articleNo)
    )
    return new StepResponse({ settlement, label: articleNo })
  }
)

async function remove(
  container: MedusaContainer,
  transfer: ClaimedTransfer,
  articleNo: string | undefined
): Promise<Settlement> {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const { delete_from_specter } = await specter.getSettings()
  const data = articleNo ? { article_no: articleNo } : undefined
  if (!articleNo) {
    throw skipped("never_in_specter", data)
  }
  if (!delete_from_specter) {
    throw skipped("removal_switched_off", data)
  }
  const heirs = await variantsBySku(container, articleNo)
  if (heirs.length) {
    const isBack = heirs.some(({ id }) => id === transfer.subject_id)
    throw skipped(isBack ? "subject_exists" : "article_number_in_use", data)
  }
  await sync.hold([transfer])
  try {
    await specter.client().removeArticle({ articleNo }, { correlationId: transfer.id })
  } catch (error) {
    throw settleRemovalRefusal(error, 'wireNames["actions.removeArticle"]')
  }
  await sync.forgetArticle(articleNo)
  await sync.dropReference("article", transfer.subject_id)
  await sync.dropTransfer("article", transfer.subject_id)
  return { state: "sent", hash: articleNo, number: articleNo }
}
