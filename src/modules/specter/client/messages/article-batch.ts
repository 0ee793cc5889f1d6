import { atOnce, inPieces, type Pieces } from "../codecs/in-pieces"
import type { XmlElement } from "../codecs/xml"
import { defaultWireNames, type WireNames } from "../wire-names"
import { type AnswerContext, readAnswerInPieces } from "./answer"
import { batchRoot, compact, countIn, RowReader } from "./batch-reading"

/** An article as Specter has it. Decimals have a point; weight is in kg; prices are without VAT. */
export type ArticleRow = {
  articleNo: string
  name?: string
  barcode?: string
  priceExclVat?: string
  buyPrice?: string
  weightKg?: string
  vatPercent?: string
  articleGroupId?: string
  articleGroupName?: string
  description?: string
  shortDescription?: string
  removed?: boolean
  /** Why the row, or one of its values, cannot be used. */
  problem?: string
}

/** `limit` is the most that Specter puts in a batch: as many rows mean that more are waiting. */
export type ArticleBatch = { rows: ArticleRow[]; limit?: number }

function articleRow(element: XmlElement, names: WireNames): ArticleRow {
  const reader = new RowReader(element)
  const row: ArticleRow = {
    articleNo: reader.identifier(names["answers.articles.articleNo"]),
    name: reader.text(names["answers.articles.name"]),
    barcode: reader.text(names["answers.articles.barcode"]),
    priceExclVat: reader.decimal(names["answers.articles.priceExclVat"]),
    buyPrice: reader.decimal(names["answers.articles.buyPrice"]),
    weightKg: reader.decimal(names["answers.articles.weightKg"]),
    vatPercent: reader.decimal(names["answers.articles.vatPercent"]),
    articleGroupId: reader.text(names["answers.articles.articleGroupId"]),
    articleGroupName: reader.text(names["answers.articles.articleGroupName"]),
    description: reader.text(names["answers.articles.description"]),
    shortDescription: reader.text(names["answers.articles.shortDescription"]),
    removed: reader.flag(names["answers.articles.removed"]),
  }
  return compact({ ...row, problem: reader.problem() })
}

/** The rows stream past: what is kept of each is its values. */
function* readArticles(text: string, context: AnswerContext): Pieces<ArticleBatch> {
  const { names } = context
  const rows: ArticleRow[] = []
  const list = names["answers.articles.list"]
  const answer = yield* readAnswerInPieces(text, context, {
    list,
    row: names["answers.articles.row"],
    take: (element) => rows.push(articleRow(element, names)),
  })
  const root = batchRoot(answer, list, context)
  return root ? compact({ rows, limit: countIn(root, names["answers.articles.limit"]) }) : { rows: [] }
}

/** Throws a `SpecterError`, of kind `unknown` when the answer is no article batch. */
export function readArticlesInPieces(text: string, context: AnswerContext): Promise<ArticleBatch> {
  return inPieces(readArticles(text, context))
}

const fetched = (names: WireNames) => ({ action: names["actions.fetchArticles"], names })

/**
 * Reads an article batch as it was fetched: `fetchArticles`'s `raw`. A malformed row has a `problem`.
 * Throws a `SpecterError` for an answer that is a refusal or cannot be read.
 */
export function parseArticles(raw: string, names: WireNames = defaultWireNames): ArticleBatch {
  return atOnce(readArticles(raw, fetched(names)))
}

/** As `parseArticles`, with the store's other work in between. */
export function parseArticlesInPieces(raw: string, names: WireNames): Promise<ArticleBatch> {
  return readArticlesInPieces(raw, fetched(names))
}
