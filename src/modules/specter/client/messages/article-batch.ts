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

const TEXTS = [
  "name",
  "barcode",
  "articleGroupId",
  "articleGroupName",
  "description",
  "shortDescription",
] as const satisfies (keyof ArticleRow)[]

const DECIMALS = [
  "priceExclVat",
  "buyPrice",
  "weightKg",
  "vatPercent",
] as const satisfies (keyof ArticleRow)[]

/** Reads a row after the other; what a row does not have is no property of it, so that it is equal to itself as JSON. */
function articleReader(names: WireNames): (element: XmlElement) => ArticleRow {
  const texts = TEXTS.map((field) => [field, names[`answers.articles.${field}`]] as const)
  const decimals = DECIMALS.map((field) => [field, names[`answers.articles.${field}`]] as const)
  return (element) => {
    const reader = new RowReader(element)
    const row: ArticleRow = { articleNo: reader.identifier(names["answers.articles.articleNo"]) }
    for (const [field, wireNames] of texts) {
      put(row, field, reader.text(wireNames))
    }
    for (const [field, wireNames] of decimals) {
      put(row, field, reader.decimal(wireNames))
    }
    put(row, "removed", reader.flag(names["answers.articles.removed"]))
    put(row, "problem", reader.problem())
    return row
  }
}

function put<Name extends keyof ArticleRow>(row: ArticleRow, name: Name, value: ArticleRow[Name]): void {
  if (value !== undefined) {
    row[name] = value
  }
}

/** The rows stream past: what is kept of each is its values. */
function* readArticles(text: string, context: AnswerContext): Pieces<ArticleBatch> {
  const { names } = context
  const rows: ArticleRow[] = []
  const list = names["answers.articles.list"]
  const read = articleReader(names)
  const answer = yield* readAnswerInPieces(text, context, {
    list,
    row: names["answers.articles.row"],
    take: (element) => rows.push(read(element)),
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
