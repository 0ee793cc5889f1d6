import { Answer, success } from "../answers"
import { StockItem } from "../books/books"
import { markAllStock, stockItem } from "../books/stock"
import { decimal, plus, toShortText, withComma, zero } from "../decimal"
import { codes, refuse } from "../refusals"
import { xmlAttributes, xmlText } from "../xml"
import { Action, ActionCall } from "./action"
import { acknowledgement, askForBatch, batchNoOf } from "./batch"

const sum = (item: StockItem) =>
  withComma(toShortText(Object.values(item.available).map(decimal).reduce(plus, zero)))

/** Rows parted by CR under a row of names. */
function asText(items: StockItem[], batchNo: string): Answer {
  const rows = items.map((item) => [item.articleId, item.articleNo, sum(item), batchNo].join(";"))
  return { kind: "text", text: ["specterId;articleNo;noItemsAvailable;batchNo", ...rows].join("\r") }
}

/** A site that never held the article has the word in place of a figure. */
const figureAt = (item: StockItem, site: string) => withComma(item.available[site] ?? "noItemsAvailable")

function stockElement(
  call: ActionCall,
  site: { stockId?: string; stockName?: string },
  items: StockItem[],
  figure: (item: StockItem) => string
): string {
  const articles = items.map(
    (item) =>
      `<article><articleNo>${xmlText(item.articleNo, call.xmlEncoding)}</articleNo>` +
      `<noItemsAv>${figure(item)}</noItemsAv></article>`
  )
  const attributes = xmlAttributes(site, call.xmlEncoding)
  return `<stockChanges><stock${attributes}><articles>${articles.join("")}</articles></stock></stockChanges>`
}

function asXml(call: ActionCall, items: StockItem[]): Answer {
  if (!call.fields.flag("getMultipleStocksites")) {
    return { kind: "xml", inside: stockElement(call, {}, items, sum) }
  }
  const sites = [...call.books.stockSites].map(([stockId, stockName]) =>
    stockElement(call, { stockId, stockName }, items, (item) => figureAt(item, stockId))
  )
  return { kind: "xml", inside: sites.join("") }
}

function run(call: ActionCall): Answer {
  const { books, fields } = call
  const batch = askForBatch(fields, books.stockQueue, Infinity, (articleNo) => {
    const article = books.articles.get(articleNo)
    return article?.stockKept ? stockItem(article) : undefined
  })
  return call.wantsXml ? asXml(call, batch.items) : asText(batch.items, batch.batchNo)
}

export const stockBatch: Action = {
  name: "getArticleExternalNeedUpdate",
  endpoint: "getInfo.asp",
  keyIn: "query",
  keyParts: (fields) => [fields.text("batchNo")],
  fieldNames: ["batchNo", "getMultipleStocksites"],
  run,
}

export const acknowledgeStock = acknowledgement("updateArticlesFromBatch", (books) => books.stockQueue)

export const clearStockBatch: Action = {
  name: "clearArticleBatch",
  endpoint: "getInfo.asp",
  keyIn: "query",
  keyParts: (fields) => [fields.text("batchNo")],
  fieldNames: ["batchNo", "clearSelf"],
  run: ({ books, fields }) => {
    const batchNo = batchNoOf(fields)
    if (!fields.flag("clearSelf")) {
      refuse(codes.field, "Fältet clearSelf saknas")
    }
    markAllStock(books)
    return success(batchNo, "Alla artiklars lagersaldo är markerat som ändrat")
  },
}
