import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import type { ArticleMessage } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import type { Mapped, Reason } from "../../../reasons/reason"
import { articleName } from "./article-name"
import { stockedQuantity, type StockedVariant } from "./stocked-quantity"

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
  "price_set.prices.amount",
  "price_set.prices.raw_amount",
  "price_set.prices.currency_code",
  "price_set.prices.min_quantity",
  "price_set.prices.price_list_id",
  "price_set.prices.rules_count",
  "inventory_items.required_quantity",
  "inventory_items.inventory.location_levels.location_id",
  "inventory_items.inventory.location_levels.stocked_quantity",
]

type Measures = {
  weight?: number | null
  length?: number | null
  width?: number | null
  height?: number | null
  hs_code?: string | null
  origin_country?: string | null
}

export type MedusaPrice = {
  amount: BigNumberInput
  raw_amount?: BigNumberInput
  currency_code: string
  min_quantity?: BigNumberInput | null
  price_list_id?: string | null
  rules_count?: number | null
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

export type ArticleContext = {
  settings: Settings
  /** VAT in percent, as the store's tax settings say for the settings' country; undefined without a tax region. */
  vatPercent?: BigNumberInput
  /** Whether prices in the settings' currency are kept including VAT. */
  pricesIncludeVat: boolean
  /** Specter is not known to have the article. */
  isNew: boolean
  /** The merchant asked for a stock export. */
  withStock: boolean
  /** The article number that this variant was sent under before. */
  previousArticleNo?: string
}

/**
 * A variant as Specter's article. Its price is the variant's base price in the settings' currency, without VAT, with 2 to
 * 4 decimals. The stock figure goes only with a new article and in a stock export: Specter overwrites its own with it.
 */
export function toSpecterArticle(variant: MedusaVariant, context: ArticleContext): Mapped<ArticleMessage> {
  const { settings } = context
  const articleNo = variant.sku?.trim() ?? ""
  const price = basePrice(variant, settings.currency_code)
  const problems: Reason[] = []
  if (articleNo === "") {
    problems.push({ code: "variant_without_sku" })
  }
  if (price === undefined) {
    problems.push({ code: "variant_without_price", data: { currency: settings.currency_code.toUpperCase() } })
  }
  const notes = articleNotes(articleNo, context)
  const [first, ...others] = problems
  if (first || price === undefined) {
    return { problems: [first, ...others], notes }
  }
  const keepsStock = variant.manage_inventory !== false
  const sendsStock = keepsStock && (context.isNew || context.withStock)
  const message: ArticleMessage = {
    articleNo,
    name: articleName(variant.product?.title, variant.title) || articleNo,
    barcode: variant.ean?.trim() || variant.barcode?.trim() || variant.upc?.trim() || undefined,
    priceExclVat: decimals(withoutVat(price, context), 2, 4),
    vatPercent: context.vatPercent === undefined ? undefined : decimals(context.vatPercent, 0, 2),
    weightKg: weightKg(variant, settings),
    volumeM3: volumeM3(variant, settings),
    commodityCode: variant.hs_code?.trim() || variant.product?.hs_code?.trim() || undefined,
    countryOfOrigin: (variant.origin_country?.trim() || variant.product?.origin_country?.trim())?.toUpperCase(),
    keepStock: keepsStock,
    stock: sendsStock ? String(stockedQuantity(variant, Object.keys(settings.stock_sites))) : undefined,
    // Specter: a type sent on update can break package articles.
    articleType: context.isNew && settings.new_article_type !== "" ? settings.new_article_type : undefined,
  }
  return { message: withoutUndefined(message), problems: [], notes }
}

/** What of an article a change in the store can alter: not its stock, nor what is sent on creation only. */
export function articleSubstance(message: ArticleMessage): Omit<ArticleMessage, "stock" | "articleType"> {
  const { stock: _stock, articleType: _articleType, ...substance } = message
  return substance
}

/** The base price: no price list's, no rule's, no quantity step's. */
function basePrice(variant: MedusaVariant, currencyCode: string): BigNumberInput | undefined {
  const price = variant.price_set?.prices?.find(
    ({ currency_code, price_list_id, rules_count, min_quantity }) =>
      currency_code.toLowerCase() === currencyCode &&
      !price_list_id &&
      !rules_count &&
      (min_quantity === null || min_quantity === undefined || MathBN.lte(min_quantity, 1))
  )
  return price?.raw_amount ?? price?.amount
}

function withoutVat(price: BigNumberInput, { pricesIncludeVat, vatPercent }: ArticleContext): BigNumberInput {
  return pricesIncludeVat && vatPercent !== undefined
    ? MathBN.div(price, MathBN.add(1, MathBN.div(vatPercent, 100)))
    : price
}

function articleNotes(articleNo: string, { settings, vatPercent, previousArticleNo }: ArticleContext): Reason[] {
  const notes: Reason[] = []
  if (/[\s,åäö&%¤#€]/i.test(articleNo)) {
    notes.push({ code: "article_number_odd_characters", data: { article_no: articleNo } })
  }
  if (previousArticleNo && articleNo !== "" && previousArticleNo !== articleNo) {
    notes.push({ code: "sku_changed", data: { old: previousArticleNo, new: articleNo } })
  }
  if (vatPercent === undefined) {
    notes.push({ code: "country_without_tax_region", data: { country: settings.country_code.toUpperCase() } })
  }
  return notes
}

function weightKg(variant: MedusaVariant, { weight_unit }: Settings): string | undefined {
  const weight = variant.weight ?? variant.product?.weight
  if (weight === null || weight === undefined || MathBN.lte(weight, 0)) {
    return undefined
  }
  return decimals(weight_unit === "g" ? MathBN.div(weight, 1000) : weight, 3, 3)
}

const PER_METRE = { mm: 1000, cm: 100, m: 1 } as const

function volumeM3(variant: MedusaVariant, { dimension_unit }: Settings): string | undefined {
  const sides = (["length", "width", "height"] as const).map((side) => variant[side] ?? variant.product?.[side])
  if (sides.some((side) => side === null || side === undefined || MathBN.lte(side, 0))) {
    return undefined
  }
  const metres = sides.map((side) => MathBN.div(side as number, PER_METRE[dimension_unit]))
  return decimals(MathBN.mult(MathBN.mult(metres[0], metres[1]), metres[2]), 2, 6)
}

/** As a decimal text with a point: at least `least` decimals, at most `most`, rounded half up. */
function decimals(value: BigNumberInput, least: number, most: number): string {
  const rounded = MathBN.convert(value).toFixed(most, 4)
  if (most === 0) {
    return rounded
  }
  const [whole, fraction] = rounded.split(".")
  const kept = fraction.slice(0, least) + fraction.slice(least).replace(/0+$/, "")
  return kept === "" ? whole : `${whole}.${kept}`
}

function withoutUndefined<T extends object>(message: T): T {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => value !== undefined)) as T
}
