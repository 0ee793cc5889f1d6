import { findAll, type XmlElement } from "../codecs/xml"
import { defaultWireNames, type WireNames } from "../wire-names"
import { readAnswer, type Answer, type AnswerContext } from "./answer"
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

/** Throws a `SpecterError` of kind `unknown` when the answer is no article batch. */
export function readArticles(answer: Answer, context: AnswerContext): ArticleBatch {
  const { names } = context
  const root = batchRoot(answer, names["answers.articles.list"], context)
  if (!root) {
    return { rows: [] }
  }
  const lists = findAll(root, names["answers.articles.list"])
  const rows = lists.flatMap((list) => findAll(list, names["answers.articles.row"]))
  return compact({
    rows: rows.map((row) => articleRow(row, names)),
    limit: countIn(root, names["answers.articles.limit"]),
  })
}

/**
 * Reads an article batch as it was fetched: `fetchArticles`'s `raw`. A malformed row has a `problem`.
 * Throws a `SpecterError` for an answer that is a refusal or cannot be read.
 */
export function parseArticles(raw: string, names: WireNames = defaultWireNames): ArticleBatch {
  const context = { action: names["actions.fetchArticles"], names }
  return readArticles(readAnswer(raw, context), context)
}
