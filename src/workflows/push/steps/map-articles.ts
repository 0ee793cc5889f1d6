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
import { articleLabel } from "../mappers/article-label"
import { type StoredVariant, toSpecterArticle } from "../mappers/article"
import { reservedUnderOldSkus } from "../reserved-under-old-skus"
import { stockLateVariants } from "../stock-late-variants"

/** An article as it could be sent, or what came of it without a call. */
export type MappedArticle = { transfer: ClaimedTransfer } & Labels &
  (
    | { settlement: Settlement }
    | { settlement?: undefined; message: ArticleMessage; isNew: boolean; notes: Reason[] }
  )

/**
 * Loads and maps the claimed articles. Those with a problem go no further. A variant that has come to stand for an article
 * of Specter's gets its stock.
 */
export const mapArticlesStep = createStep(
  "map-articles",
  async ({ transfers }: { transfers: ClaimedTransfer[] }, { container }) =>
    new StepResponse(await mapArticles(container, transfers))
)

async function mapArticles(
  container: MedusaContainer,
  transfers: ClaimedTransfer[]
): Promise<MappedArticle[]> {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const settings = await specter.getSettings()
  const variantIds = transfers.map(({ subject_id }) => subject_id)
  const { variants, vatPercents, pricesIncludeVat } = await loadVariants(container, variantIds, settings, {
    withStock: true,
  })
  const skus = [...variants.values()].flatMap(({ sku }) => sku ?? [])
  const [known, awaiting, sentAsBefore] = await Promise.all([
    sync.knownArticles(skus),
    sync.awaitingFigure(skus),
    sync.references("article", variantIds),
  ])
  const isNew = ({ sku }: StoredVariant) => !known.has(articleKey(sku ?? ""))
  const awaitsFigure = ({ sku }: StoredVariant) => awaiting.has(articleKey(sku ?? ""))
  const isExport = transfers.some(({ with_stock }) => with_stock)
  // Specter's figure of what is on hand is applied whatever is ordered.
  const told = [...variants.values()].filter(
    (variant) =>
      settings.stock_figure_means === "available" && (isExport || isNew(variant) || awaitsFigure(variant))
  )
  const reservedElsewhere = await reservedUnderOldSkus(container, told)

  const mapped = transfers.map((transfer): MappedArticle => {
    const variant = variants.get(transfer.subject_id)
    if (!variant) {
      return { transfer, settlement: { state: "skipped", reason: { code: "subject_missing" } } }
    }
    const context = {
      settings,
      pricesIncludeVat,
      isNew: isNew(variant),
      awaitsFigure: awaitsFigure(variant),
      withStock: transfer.with_stock,
      reservedElsewhere: reservedElsewhere.get(variant.id),
      vatPercent: vatPercents.get(variant.id),
      previousArticleNo: sentAsBefore.get(variant.id) ?? undefined,
    }
    const labels = { label: articleLabel(variant), parent_id: variant.product?.id }
    const { message, problems, notes } = toSpecterArticle(variant, context)
    if (!message) {
      return {
        transfer,
        ...labels,
        settlement: { state: "rejected", reason: problems[0], notes: problems.slice(1) },
      }
    }
    return { transfer, ...labels, message, isNew: context.isNew, notes }
  })
  const ofKnown = mapped.flatMap((article) => {
    const { transfer } = article
    const variant = variants.get(transfer.subject_id)
    const message = "message" in article ? article.message : undefined
    const sentAs = sentAsBefore.get(transfer.subject_id) ?? undefined
    return variant && !isNew(variant) ? [{ variant, transfer, sentAs, message }] : []
  })
  await stockLateVariants(container, ofKnown)
  return mapped
}
