import type { MedusaContainer } from "@medusajs/framework/types"
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
  const late = kept.filter((one) => isNew(one) || hasAnotherSku(one) || wasWithoutStock(one))
  const figures = await sync.knownFigures(late.map(({ variant }) => variant.sku ?? ""))
  const articleNos = figures.map(({ articleNo }) => articleNo)
  for (let left = figures; left.length > 0;) {
    await applyAsTold(container, left, () => Promise.resolve())
    const applied = new Set(left.map(nameOf))
    left = (await sync.knownFigures(articleNos)).filter((figure) => !applied.has(nameOf(figure)))
  }
}

const nameOf = ({ articleNo, at }: KnownFigures) => `${at.toISOString()} ${articleNo}`

/** Nobody has looked at it before, or it had no SKU then. */
const isNew = ({ sentAs, transfer: { reason } }: VariantOfKnown) =>
  sentAs === undefined && (reason === null || reason.code === "variant_without_sku")

const hasAnotherSku = ({ sentAs, variant }: VariantOfKnown) =>
  sentAs !== undefined && articleKey(sentAs) !== articleKey(variant.sku ?? "")

const wasWithoutStock = ({ transfer, message }: VariantOfKnown) =>
  message !== undefined &&
  transfer.sent_hash !== null &&
  transfer.sent_hash === articleHash({ ...message, keepStock: false })
