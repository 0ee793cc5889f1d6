import { toLatin1 } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import type { ImportedArticle } from "../../../modules/specter-sync/pull-ledger"
import { type MedusaVariant, toSpecterArticle } from "../../push/mappers/article"
import { articleHash } from "../../push/mappers/article-hash"
import { articleLabel } from "../../push/mappers/article-label"
import type { PriceTerms } from "../../push/mappers/article-price"
import { basePrice, type MedusaPrice } from "../../push/mappers/base-price"
import { listOf } from "../../push/mappers/list-of"
import type { PriceWrite } from "./to-medusa-price-write"
import type { ProductUpdate } from "./to-medusa-product-update"
import type { VariantUpdate } from "./to-medusa-variant-update"

/** What an import writes of a variant that there is. */
export type ImportedChange = { price?: PriceWrite; variant?: VariantUpdate; product?: ProductUpdate }

/** No article's hash. */
const NOTHING = ""

export type NoteContext = PriceTerms & { settings: Settings }

/**
 * Specter's article once this is written. Reckoned and not read again: what somebody changes in the store meanwhile has
 * still to be sent. Undefined for a variant that cannot be sent: its transfer will say why.
 */
export function toNotedArticle(
  before: MedusaVariant,
  change: ImportedChange,
  context: NoteContext
): ImportedArticle | undefined {
  const noted = toMadeArticle(written(before, change, context.settings), context)
  const messageBefore = messageOf(before, context)
  return noted && { ...noted, hashBefore: messageBefore ? articleHash(messageBefore) : NOTHING }
}

/** The article that a variant has been made of. Undefined for one that cannot be sent as it is. */
export function toMadeArticle(variant: MedusaVariant, context: NoteContext): ImportedArticle | undefined {
  const message = messageOf(variant, context)
  return message && variant.product
    ? {
        variantId: variant.id,
        productId: variant.product.id,
        label: articleLabel(variant),
        hash: articleHash(message),
        articleNo: toLatin1(message.articleNo).text,
      }
    : undefined
}

function messageOf(variant: MedusaVariant, context: NoteContext) {
  const asKnown = { ...context, isNew: false, awaitsFigure: false, withStock: false }
  return toSpecterArticle(variant, asKnown).message
}

function written(
  before: MedusaVariant,
  { price, variant, product }: ImportedChange,
  { currency_code }: Settings
): MedusaVariant {
  return {
    ...before,
    ...variant,
    product: before.product && { ...before.product, ...(product?.title ? { title: product.title } : {}) },
    price_set: price
      ? { prices: withPrice(listOf(before.price_set?.prices), price, currency_code) }
      : before.price_set,
  }
}

function withPrice(prices: MedusaPrice[], { amount }: PriceWrite, currencyCode: string): MedusaPrice[] {
  const present = basePrice(prices, currencyCode)
  return [{ ...present, currency_code: currencyCode, amount, raw_amount: undefined }, ...prices]
}
