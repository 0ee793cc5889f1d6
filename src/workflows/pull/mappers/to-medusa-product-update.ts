import type { ArticleRow } from "../../../modules/specter/client"
import { listOf } from "../../push/mappers/list-of"
import { textOf } from "../../push/mappers/text"
import type { ImportedProduct, ImportedVariant } from "./imported-variant"
import { toMedusaTitle } from "./to-medusa-title"

export type ProductUpdate = {
  title?: string
  description?: string
  status?: "draft"
  category_ids?: string[]
}

/** What the batch tells of a product: its variants with their articles. */
export type ToldProduct = { product: ImportedProduct; told: { variant: ImportedVariant; row: ArticleRow }[] }

export type ProductUpdateContext = {
  unpublishRemoved: boolean
  /** Variants whose articles Specter removed before. */
  removedBefore: ReadonlySet<string>
  /** Categories that were made of article groups. */
  groupCategoryIds: ReadonlySet<string>
  /** The category that the article's product is to be moved to. */
  categoryOf(row: ArticleRow): string | undefined
}

/** What of a product differs from what Specter says of its articles; undefined for nothing. */
export function toMedusaProductUpdate(
  { product, told }: ToldProduct,
  context: ProductUpdateContext
): ProductUpdate | undefined {
  const update = {
    ...textUpdate(product, told),
    ...statusUpdate(product, told, context),
    ...categoryUpdate(product, told, context),
  }
  return Object.keys(update).length ? update : undefined
}

/**
 * Only for a product with one variant: of several, none has the product's own name. A description that there is may be the
 * merchant's own, and stays.
 */
function textUpdate(product: ImportedProduct, told: ToldProduct["told"]): ProductUpdate {
  const [{ variant, row }] = told
  if (product.variants.length !== 1 || row.removed) {
    return {}
  }
  const { title: variantTitle, sentHash } = variant
  const title = toMedusaTitle(row.name, { productTitle: product.title, variantTitle, sentHash })
  const description = textOf(product.description) ? undefined : textOf(row.description)
  return { ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }) }
}

function statusUpdate(
  product: ImportedProduct,
  told: ToldProduct["told"],
  { unpublishRemoved, removedBefore }: ProductUpdateContext
): ProductUpdate {
  const isGone = isWhollyRemoved({ product, told }, removedBefore)
  return unpublishRemoved && isGone && product.status !== "draft" ? { status: "draft" } : {}
}

/** Whether Specter has none of the product's articles any more. */
export function isWhollyRemoved({ product, told }: ToldProduct, removedBefore: ReadonlySet<string>): boolean {
  const removed = new Set(told.filter(({ row }) => row.removed).map(({ variant }) => variant.id))
  return removed.size > 0 && product.variants.every(({ id }) => removed.has(id) || removedBefore.has(id))
}

/**
 * Into the categories of its articles' groups. Those of former groups are left only when the batch tells of all variants:
 * of the others nobody knows the group. The merchant's own categories stay.
 */
function categoryUpdate(
  product: ImportedProduct,
  told: ToldProduct["told"],
  { groupCategoryIds, categoryOf }: ProductUpdateContext
): ProductUpdate {
  const targets = told.map(({ row }) => (row.removed ? undefined : categoryOf(row)))
  const wanted = listOf(targets)
  const present = listOf(product.categories).map(({ id }) => id)
  const isWhole = wanted.length === product.variants.length
  const kept = isWhole ? present.filter((id) => !groupCategoryIds.has(id) || wanted.includes(id)) : present
  const category_ids = [...new Set([...kept, ...wanted])]
  const isSame = category_ids.length === present.length && category_ids.every((id) => present.includes(id))
  return wanted.length === 0 || isSame ? {} : { category_ids }
}
