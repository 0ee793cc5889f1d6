import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type { ArticleMessage } from "../../../modules/specter/client"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import { articleKey } from "../../../modules/specter-sync/article-key"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { ClaimedTransfer, Labels, Settlement } from "../../../modules/specter-sync/settlement"
import type { Reason } from "../../../reasons/reason"
import { loadVariants } from "../load-variants"
import { articleName } from "../mappers/article-name"
import { articleSubstance, type MedusaVariant, toSpecterArticle } from "../mappers/article"
import { payloadHash } from "../mappers/payload-hash"
import { settledBefore } from "../settled-before"

/** An article that is ready to be sent, or what came of it without a call. */
export type PreparedArticle = { transfer: ClaimedTransfer } & Labels &
  (
    | { settlement: Settlement }
    | { settlement?: undefined; message: ArticleMessage; isNew: boolean; hash: string; notes: Reason[] }
  )

/** Loads and maps the claimed articles. Those with a problem, and those that Specter has already, go no further. */
export const prepareArticlesStep = createStep(
  "prepare-articles",
  async ({ transfers }: { transfers: ClaimedTransfer[] }, { container }) =>
    new StepResponse(await prepareArticles(container, transfers))
)

async function prepareArticles(
  container: MedusaContainer,
  transfers: ClaimedTransfer[]
): Promise<PreparedArticle[]> {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const settings = await specter.getSettings()
  const variantIds = transfers.map(({ subject_id }) => subject_id)
  const { variants, vatPercents, pricesIncludeVat } = await loadVariants(container, variantIds, settings)
  const skus = [...variants.values()].flatMap(({ sku }) => sku ?? [])
  const [known, awaiting, sentAs] = await Promise.all([
    sync.knownArticles(skus),
    sync.awaitingFigure(skus),
    sync.references("article", variantIds),
  ])

  return transfers.map((transfer) => {
    const variant = variants.get(transfer.subject_id)
    if (!variant) {
      return { transfer, settlement: { state: "skipped", reason: { code: "subject_missing" } } }
    }
    const isNew = !known.has(articleKey(variant.sku ?? ""))
    const context = {
      settings,
      pricesIncludeVat,
      isNew,
      awaitsFigure: awaiting.has(articleKey(variant.sku ?? "")),
      withStock: transfer.with_stock,
      vatPercent: vatPercents.get(variant.id),
      previousArticleNo: sentAs.get(variant.id) ?? undefined,
    }
    const labels = { label: variantLabel(variant), parent_id: variant.product?.id }
    const { message, problems, notes } = toSpecterArticle(variant, context)
    if (!message) {
      return {
        transfer,
        ...labels,
        settlement: { state: "rejected", reason: problems[0], notes: problems.slice(1) },
      }
    }
    const hash = payloadHash(articleSubstance(message))
    const hasNewFigure = transfer.with_stock || (message.stock !== undefined && !isNew)
    const settlement = hasNewFigure ? undefined : settledBefore(transfer, hash)
    // What was sent before and Specter has no longer was removed there: it is new to Specter, but no event brings it back.
    const isRemoved = isNew && settlement?.state === "sent"
    if (isRemoved && (transfer.asked_by === "event" || transfer.asked_by === "reconcile")) {
      return { transfer, ...labels, settlement: { state: "skipped", reason: { code: "removed_in_specter" } } }
    }
    const isSettled = settlement && !isRemoved
    return isSettled
      ? { transfer, ...labels, settlement }
      : { transfer, ...labels, message, isNew, hash, notes }
  })
}

function variantLabel({ sku, title, product }: MedusaVariant): string {
  return [sku, articleName(product?.title, title)].filter(Boolean).join(" ")
}
