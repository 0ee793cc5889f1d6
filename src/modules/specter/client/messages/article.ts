import { z } from "@medusajs/framework/zod"
import { toFixedPlaces } from "../codecs/decimal"
import type { Pair } from "../codecs/latin1"
import type { WireNames } from "../wire-names"
import { checked, Form, type Note } from "./form"
import { countryCode, decimal, extra } from "./parts"

/** Specter takes so many articles in one call. */
const MAX_ARTICLES = 100

const WEIGHT_DECIMALS = 3

/** An article to create or update. Prices are without VAT; decimals have a point. */
const articleSchema = z.object({
  articleNo: z.string(),
  name: z.string().min(1, "is empty"),
  barcode: z.string().optional(),
  buyPrice: decimal.optional(),
  stockPrice: decimal.optional(),
  priceExclVat: decimal.optional(),
  vatPercent: decimal.optional(),
  /** Rounded to Specter's three decimals. */
  weightKg: decimal.optional(),
  volumeM3: decimal.optional(),
  keepStock: z.boolean().optional(),
  /** Overwrites Specter's stock of an article that it has. */
  stock: decimal.optional(),
  /** Only for a new article: on an update it can break package articles. */
  articleType: z.string().optional(),
  commodityCode: z.string().optional(),
  oldPrice: decimal.optional(),
  showOldPrice: z.boolean().optional(),
  countryOfOrigin: countryCode.optional(),
  supplierNo: z.string().optional(),
  supplierName: z.string().optional(),
  supplierBuyPrice: decimal.optional(),
  supplierArticleNo: z.string().optional(),
  articleGroup: z.string().optional(),
  extra: extra.optional(),
})

export type ArticleMessage = z.infer<typeof articleSchema>

export type ArticleOptions = {
  /** Existing articles are updated. True when left out. */
  forceUpdate?: boolean
  /** Specter creates suppliers that it does not have. False when left out. */
  addSupplier?: boolean
}

export type EncodedArticles = { body: Pair[]; keyValue: string; notes: Note[][] }

function writePrices(form: Form, article: ArticleMessage, names: WireNames): void {
  form.plain(names["fields.article.buyPrice"], article.buyPrice)
  form.plain(names["fields.article.stockPrice"], article.stockPrice)
  form.plain(names["fields.article.vatPercent"], article.vatPercent)
  form.plain(names["fields.article.priceExclVat"], article.priceExclVat)
  form.plain(names["fields.article.oldPrice"], article.oldPrice)
  form.flag(names["fields.article.showOldPrice"], article.showOldPrice)
}

function writeStock(form: Form, article: ArticleMessage, names: WireNames): void {
  const weight = article.weightKg
  form.plain(names["fields.article.weightKg"], weight && toFixedPlaces(weight, WEIGHT_DECIMALS))
  form.plain(names["fields.article.volumeM3"], article.volumeM3)
  form.flag(names["fields.article.keepStock"], article.keepStock)
  form.plain(names["fields.article.stock"], article.stock)
}

function writeOrigin(form: Form, article: ArticleMessage, names: WireNames): void {
  form.text(names["fields.article.articleType"], "articleType", article.articleType)
  form.text(names["fields.article.commodityCode"], "commodityCode", article.commodityCode)
  form.plain(names["fields.article.countryOfOrigin"], article.countryOfOrigin?.toUpperCase())
  form.text(names["fields.article.supplierNo"], "supplierNo", article.supplierNo)
  form.text(names["fields.article.supplierName"], "supplierName", article.supplierName)
  form.plain(names["fields.article.supplierBuyPrice"], article.supplierBuyPrice)
  form.text(names["fields.article.supplierArticleNo"], "supplierArticleNo", article.supplierArticleNo)
  form.text(names["fields.article.articleGroup"], "articleGroup", article.articleGroup)
}

function encodeArticle(article: ArticleMessage, index: number, names: WireNames): [Form, string] {
  const form = new Form(`_${index + 1}`, `articles.${index}.`)
  form.text(names["fields.article.barcode"], "barcode", article.barcode)
  writePrices(form, article, names)
  writeStock(form, article, names)
  const articleNo = form.identifier(names["fields.article.articleNo"], "articleNo", article.articleNo)
  form.text(names["fields.article.name"], "name", article.name)
  writeOrigin(form, article, names)
  form.extra(article.extra, names)
  return [form, articleNo]
}

/**
 * Throws a plain `RangeError` unless there are 1–100 articles, and a `SpecterError` of kind `invalid` whose
 * problems name the article: `articles.3.weightKg`.
 */
export function encodeArticles(
  articles: readonly ArticleMessage[],
  { forceUpdate = true, addSupplier = false }: ArticleOptions,
  names: WireNames
): EncodedArticles {
  if (articles.length < 1 || articles.length > MAX_ARTICLES) {
    throw new RangeError(`Specter takes 1 to ${MAX_ARTICLES} articles in a call, not ${articles.length}`)
  }
  const action = names["actions.submitArticles"]
  const { articles: valid } = checked(z.object({ articles: z.array(articleSchema) }), { articles }, action)
  const form = new Form()
  form.flag(names["fields.article.forceUpdate"], forceUpdate)
  form.flag(names["fields.article.addSupplier"], addSupplier)
  const encoded = valid.map((article, index) => encodeArticle(article, index, names))
  encoded.forEach(([article]) => form.append(article))
  form.refuseProblems(action)
  return { body: form.pairs, keyValue: encoded[0][1], notes: encoded.map(([{ notes }]) => notes) }
}
