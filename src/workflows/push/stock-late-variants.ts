import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ArticleMessage } from "../../modules/specter/client"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import { articleKey } from "../../modules/specter-sync/article-key"
import type { KnownFigures } from "../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { ClaimedTransfer } from "../../modules/specter-sync/settlement"
import { applyAsTold } from "../pull/stock-new-articles"
import type { StoredVariant } from "./mappers/article"
import { articleHash } from "./mappers/article-hash"

/** A variant whose article Specter has. */
type VariantOfKnown = {
  variant: StoredVariant
  transfer: ClaimedTransfer
  /** The article number that it was last sent under. */
  sentAs?: string
  /** What would be sent of it. */
  message?: ArticleMessage
}

/**
 * Specter does not tell its figure of an article again because a variant stands for it only now: such a variant gets what
 * Specter told before, whether it can be sent or not. What is told meanwhile is applied once more, for the pull may have
 * been ahead of this.
 */
export async function stockLateVariants(
  container: MedusaContainer,
  variants: VariantOfKnown[]
): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  // In a stock export the store's own figures are the right ones.
  const kept = variants.filter(
    ({ variant, transfer }) => variant.sku && variant.manage_inventory !== false && !transfer.with_stock
  )
  const fresh = kept.filter((one) => one.sentAs === undefined && !wasWithoutSku(one))
  const late = kept.filter((one) => wasWithoutSku(one) || hasAnotherSku(one) || wasWithoutStock(one))
  const figures = [
    ...(await sync.knownFigures(late.map(skuOf))),
    ...(await toldBefore(container, fresh, await sync.knownFigures(fresh.map(skuOf)))),
  ]
  const articleNos = figures.map(({ articleNo }) => articleNo)
  for (let left = figures; left.length > 0;) {
    await applyAsTold(container, left, () => Promise.resolve())
    const applied = new Set(left.map(nameOf))
    left = (await sync.knownFigures(articleNos)).filter((figure) => !applied.has(nameOf(figure)))
  }
}

const skuOf = ({ variant }: VariantOfKnown) => variant.sku ?? ""

const nameOf = ({ articleNo, at }: KnownFigures) => `${at.toISOString()} ${articleNo}`

const wasWithoutSku = ({ sentAs, transfer }: VariantOfKnown) =>
  sentAs === undefined && transfer.reason?.code === "variant_without_sku"

const hasAnotherSku = ({ sentAs, variant }: VariantOfKnown) =>
  sentAs !== undefined && articleKey(sentAs) !== articleKey(variant.sku ?? "")

const wasWithoutStock = ({ transfer, message }: VariantOfKnown) =>
  message !== undefined &&
  transfer.sent_hash !== null &&
  transfer.sent_hash === articleHash({ ...message, keepStock: false })

/** Of these figures, those that were told before their variant was made. */
async function toldBefore(
  container: MedusaContainer,
  variants: VariantOfKnown[],
  figures: KnownFigures[]
): Promise<KnownFigures[]> {
  if (figures.length === 0) {
    return []
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product_variant",
    fields: ["sku", "created_at"],
    filters: { id: variants.map(({ variant }) => variant.id) },
  })
  const madeAt = new Map(data.map(({ sku, created_at }) => [articleKey(sku ?? ""), new Date(created_at)]))
  return figures.filter(({ articleNo, at }) => at < (madeAt.get(articleKey(articleNo)) ?? at))
}
