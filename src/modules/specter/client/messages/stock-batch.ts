import { parseDecimal } from "../codecs/decimal"
import { atOnce, inPieces, type Pieces } from "../codecs/in-pieces"
import { alternatives, findAll, valueOf, type XmlElement } from "../codecs/xml"
import { defaultWireNames, type WireNames } from "../wire-names"
import { isBatchNumber, readAnswerInPieces, unreadable, type AnswerContext } from "./answer"
import { batchRoot, compact, RowReader } from "./batch-reading"

/** What of an article can still be sold: on hand less what Specter's own orders have reserved. */
export type StockRow = {
  articleNo: string
  /** A decimal with a point; missing when Specter gave no figure. */
  available?: string
  /** Why the row, or its figure, cannot be used. */
  problem?: string
}

/** One warehouse's rows; without `site` when the answer names no warehouse. */
export type StockSite = { site?: string; name?: string; rows: StockRow[] }

/** Specter writes the column's name where it has no figure. */
function withoutNoFigure(figure: string | undefined, names: WireNames): string | undefined {
  const noFigure = alternatives(names["answers.stock.noFigure"])
  return figure === undefined || noFigure.includes(figure.toLowerCase()) ? undefined : figure
}

function stockRow(articleNo: string, figure: string | undefined, names: WireNames): StockRow {
  const given = withoutNoFigure(figure?.trim(), names)
  const available = given ? parseDecimal(given) : undefined
  if (articleNo !== "" && available !== undefined) {
    return { articleNo, available }
  }
  const problems = [
    articleNo === "" ? "articleNo is missing" : undefined,
    given && available === undefined ? `the figure is no number: ${given.slice(0, 50)}` : undefined,
  ].filter((problem) => problem !== undefined)
  return compact({ articleNo, available, problem: problems.join("; ") || undefined })
}

/** Rows by the element of the warehouse they stand in; without one, by none. */
type RowsBySite = Map<XmlElement | undefined, StockRow[]>

/** Those that have any rows. Rows outside of all warehouses count when there are none. */
function toSites(root: XmlElement, rows: RowsBySite, names: WireNames): StockSite[] {
  const hasSites = findAll(root, names["answers.stock.site"]).length > 0
  const sites = new Map<string | undefined, StockSite>()
  for (const [element, some] of rows) {
    if ((element === undefined) !== hasSites) {
      const site = toSite(element ?? root, some, names)
      const known = sites.get(site.site)
      sites.set(site.site, known ? { ...known, rows: [...known.rows, ...some] } : site)
    }
  }
  return [...sites.values()]
}

function toSite(element: XmlElement, rows: StockRow[], names: WireNames): StockSite {
  const reader = new RowReader(element)
  const site = reader.text(names["answers.stock.siteId"]) || undefined
  const name = reader.text(names["answers.stock.siteName"]) || undefined
  return compact<StockSite>({ site, name, rows })
}

type Columns = { articleNo: number; available: number; batchNo: number; count: number }

const STANDARD_COLUMNS: Columns = { articleNo: 1, available: 2, batchNo: 3, count: 4 }

/** The header's columns; undefined when the row is no header. */
function headerColumns(row: string, names: WireNames): Columns | undefined {
  const columns = row.split(";").map((column) => column.trim().toLowerCase())
  const position = (wanted: string): number =>
    columns.findIndex((column) => wanted.toLowerCase().split("|").includes(column))
  const articleNo = position(names["answers.stock.articleNo"])
  const available = position(names["answers.stock.available"])
  const batchNo = position(names["answers.stock.batchNo"])
  const isHeader = articleNo >= 0 && available >= 0 && batchNo >= 0
  return isHeader ? { articleNo, available, batchNo, count: columns.length } : undefined
}

/** A row's fields. One too many means that the article number holds semicolons itself. */
function fieldsOf(row: string, columns: Columns): string[] {
  const fields = row.split(";")
  const surplus = fields.length - columns.count
  if (surplus <= 0) {
    return fields
  }
  const number = fields.slice(columns.articleNo, columns.articleNo + surplus + 1).join(";")
  return [...fields.slice(0, columns.articleNo), number, ...fields.slice(columns.articleNo + surplus + 1)]
}

/** An answer that was cut off ends in a row that is too short: what is lost of it may not be acknowledged. */
function refuseCut(rows: readonly string[][], columns: Columns, context: AnswerContext): void {
  if (rows.length === 0) {
    return
  }
  const batchNoOf = (fields: readonly string[]) => (fields[columns.batchNo] ?? "").trim()
  const [first, last] = [rows[0], rows[rows.length - 1]].map(batchNoOf)
  const endsEarly = rows[rows.length - 1].length < columns.count || (last !== first && first.startsWith(last))
  if (endsEarly || !isBatchNumber(first, context)) {
    throw unreadable(context.action, "its rows are no batch's, or are cut off")
  }
}

function fromRows(lines: readonly string[], context: AnswerContext): StockSite[] {
  const header = headerColumns(lines[0], context.names)
  const columns = header ?? STANDARD_COLUMNS
  const data = (header ? lines.slice(1) : lines).map((row) => fieldsOf(row, columns))
  refuseCut(data, columns, context)
  const rows = data.map((fields) =>
    stockRow((fields[columns.articleNo] ?? "").trim(), fields[columns.available], context.names)
  )
  return rows.length > 0 ? [{ rows }] : []
}

/** The rows stream past: what is kept of each is its figure. */
function* readStock(text: string, context: AnswerContext): Pieces<StockSite[]> {
  const { names } = context
  const sites = alternatives(names["answers.stock.site"])
  const rows: RowsBySite = new Map()
  const answer = yield* readAnswerInPieces(text, context, {
    row: names["answers.stock.row"],
    take: (element, within) => {
      const articleNo = valueOf(element, names["answers.stock.articleNo"]) ?? ""
      const row = stockRow(articleNo, valueOf(element, names["answers.stock.available"]), names)
      const site = within.find(({ name }) => sites.includes(name))
      const known = rows.get(site)
      if (known) {
        known.push(row)
      } else {
        rows.set(site, [row])
      }
    },
  })
  if (answer.form === "rows") {
    return fromRows(answer.rows, context)
  }
  const root = batchRoot(answer, `${names["answers.stock.list"]}|${names["answers.stock.site"]}`, context)
  return root ? toSites(root, rows, names) : []
}

/** The warehouses in an answer. Throws a `SpecterError`, of kind `unknown` when it is no stock batch. */
export async function readStockInPieces(
  text: string,
  context: AnswerContext
): Promise<{ sites: StockSite[] }> {
  return { sites: await inPieces(readStock(text, context)) }
}

const fetched = (names: WireNames) => ({ action: names["actions.fetchStock"], names })

/**
 * Reads a stock batch, text or XML, as it was fetched: `fetchStock`'s `raw`. A malformed row has a `problem`.
 * Throws a `SpecterError` for an answer that is a refusal or cannot be read.
 */
export function parseStock(raw: string, names: WireNames = defaultWireNames): { sites: StockSite[] } {
  return { sites: atOnce(readStock(raw, fetched(names))) }
}

/** As `parseStock`, with the store's other work in between. */
export function parseStockInPieces(raw: string, names: WireNames): Promise<{ sites: StockSite[] }> {
  return readStockInPieces(raw, fetched(names))
}
