import type { Reserved } from "../../../medusa-tables/reservations"
import type { ArticleMessage } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import { articleKey } from "../../../modules/specter-sync/article-key"
import type { Mapped, Reason } from "../../../reasons/reason"
import { type Amount, knownAmount, toDecimalText } from "./amount"
import { articleName } from "./article-name"
import { articlePrice, type PriceTerms } from "./article-price"
import { basePrice, type MedusaPrice } from "./base-price"
import { listOf } from "./list-of"
import { goesBySites } from "./stock-site"
import { stockedQuantity, type StockedVariant } from "./stocked-quantity"
import { firstText, textOf } from "./text"

/** What `query.graph` has to give of a `product_variant` for `toSpecterArticle`. */
export const ARTICLE_FIELDS = [
  "id",
  "sku",
  "title",
  "barcode",
  "ean",
  "upc",
  "hs_code",
  "origin_country",
  "weight",
  "length",
  "width",
  "height",
  "manage_inventory",
  "product.id",
  "product.title",
  "product.type_id",
  "product.hs_code",
  "product.origin_country",
  "product.weight",
  "product.length",
  "product.width",
  "product.height",
  "price_set.id",
  "price_set.prices.id",
  "price_set.prices.amount",
  "price_set.prices.raw_amount",
  "price_set.prices.currency_code",
  "price_set.prices.min_quantity",
  "price_set.prices.price_list_id",
  "price_set.prices.rules_count",
  "inventory_items.inventory_item_id",
  "inventory_items.required_quantity",
  "inventory_items.inventory.location_levels.location_id",
  "inventory_items.inventory.location_levels.stocked_quantity",
  "inventory_items.inventory.location_levels.reserved_quantity",
  "inventory_items.inventory.location_levels.stock_locations.id",
]

type Measures = {
  weight?: number | null
  length?: number | null
  width?: number | null
  height?: number | null
  hs_code?: string | null
  origin_country?: string | null
}

export type MedusaVariant = Measures &
  StockedVariant & {
    id: string
    sku?: string | null
    title?: string | null
    barcode?: string | null
    ean?: string | null
    upc?: string | null
    product?: (Measures & { id: string; title: string; type_id?: string | null }) | null
    price_set?: { prices?: MedusaPrice[] | null } | null
  }

/** The same with what names its prices. */
export type StoredVariant = Omit<MedusaVariant, "price_set"> & {
  price_set?: { id: string; prices?: (MedusaPrice & { id: string })[] | null } | null
}

/** The VAT is as the store's tax settings say for the settings' country; undefined without a tax region. */
export type ArticleContext = PriceTerms & {
  settings: Settings
  /** Specter is not known to have the article. */
  isNew: boolean
  /** Specter has the article, and nobody has told it yet how many there are. */
  awaitsFigure: boolean
  /** The merchant asked for a stock export. */
  withStock: boolean
  /** What Specter has reserved of its items under an earlier article number. */
  reservedElsewhere?: Reserved[]
  /** The article number that this variant was sent under before. */
  previousArticleNo?: string
}

/**
 * A variant as Specter's article. Its price is the variant's base price in the settings' currency, without VAT, with 2 to
 * 4 decimals. The stock figure goes only with a new article and in a stock export: Specter overwrites its own with it. A
 * new one of which the store has none goes without, and the store's first figure goes there when there is one. None goes where
 * the store goes by Specter's stock sites.
 */
export function toSpecterArticle(variant: MedusaVariant, context: ArticleContext): Mapped<ArticleMessage> {
  const { settings } = context
  const articleNo = textOf(variant.sku) ?? ""
  const price = priceOf(variant, settings.currency_code)
  const vatPercent = knownAmount(context.vatPercent)
  const problems: Reason[] = []
  if (articleNo === "") {
    problems.push({ code: "variant_without_sku" })
  }
  if (price === undefined) {
    problems.push({ code: "variant_without_price", data: { currency: settings.currency_code.toUpperCase() } })
  }
  const notes = articleNotes(articleNo, vatPercent, context)
  const [first, ...others] = problems
  if (first || price === undefined) {
    return { problems: [first, ...others], notes }
  }
  const { product } = variant
  const keepsStock = variant.manage_inventory !== false
  const message: ArticleMessage = {
    articleNo,
    name: articleName(textOf(product?.title), textOf(variant.title)) || articleNo,
    barcode: firstText(variant.ean, variant.barcode, variant.upc),
    priceExclVat: articlePrice(price, context),
    vatPercent: vatPercent && toDecimalText(vatPercent, 0, 2),
    weightKg: weightKg(variant, settings),
    volumeM3: volumeM3(variant, settings),
    commodityCode: firstText(variant.hs_code, product?.hs_code),
    countryOfOrigin: firstText(variant.origin_country, product?.origin_country)?.toUpperCase(),
    keepStock: keepsStock,
    stock: keepsStock ? stockFigure(variant, context) : undefined,
    // Specter: a type sent on update can break package articles.
    articleType: context.isNew && settings.new_article_type !== "" ? settings.new_article_type : undefined,
  }
  return { message: withoutUndefined(message), problems: [], notes }
}

function stockFigure(variant: MedusaVariant, context: ArticleContext): string | undefined {
  const isFirst = context.isNew || context.awaitsFigure
  if ((!isFirst && !context.withStock) || goesBySites(context.settings)) {
    return undefined
  }
  const stock = stockedQuantity(variant, Object.keys(context.settings.stock_sites), context.reservedElsewhere)
  return stock > 0 || context.withStock ? String(stock) : undefined
}

function priceOf(variant: MedusaVariant, currencyCode: string): Amount | undefined {
  const price = basePrice(listOf(variant.price_set?.prices), currencyCode)
  return knownAmount(price?.raw_amount) ?? knownAmount(price?.amount)
}

function articleNotes(articleNo: string, vatPercent: Amount | undefined, context: ArticleContext): Reason[] {
  const { settings, previousArticleNo } = context
  const notes: Reason[] = []
  if (/[\s,åäö&%¤#€]/i.test(articleNo)) {
    notes.push({ code: "article_number_odd_characters", data: { article_no: articleNo } })
  }
  if (previousArticleNo && articleNo !== "" && articleKey(previousArticleNo) !== articleKey(articleNo)) {
    notes.push({ code: "sku_changed", data: { old: previousArticleNo, new: articleNo } })
  }
  if (vatPercent === undefined) {
    notes.push({ code: "country_without_tax_region", data: { country: settings.country_code.toUpperCase() } })
  }
  return notes
}

/** The variant's own measure, else its product's; undefined unless it says something. */
function measure(variant: MedusaVariant, name: "weight" | "length" | "width" | "height"): Amount | undefined {
  const amount = knownAmount(variant[name]) ?? knownAmount(variant.product?.[name])
  return amount?.gt(0) ? amount : undefined
}

function weightKg(variant: MedusaVariant, { weight_unit }: Settings): string | undefined {
  const weight = measure(variant, "weight")
  return weight && toDecimalText(weight_unit === "g" ? weight.div(1000) : weight, 3, 3)
}

const PER_METRE = { mm: 1000, cm: 100, m: 1 } as const

function volumeM3(variant: MedusaVariant, { dimension_unit }: Settings): string | undefined {
  const [length, width, height] = (["length", "width", "height"] as const).map((side) =>
    measure(variant, side)?.div(PER_METRE[dimension_unit])
  )
  return length && width && height && toDecimalText(length.times(width).times(height), 2, 6)
}

function withoutUndefined<T extends object>(message: T): T {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => value !== undefined)) as T
}
