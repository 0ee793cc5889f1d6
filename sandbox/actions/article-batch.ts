import { Answer } from "../answers"
import { articleItem } from "../books/articles"
import { ArticleItem } from "../books/books"
import { parseDecimal, rounded, toShortText, toText, withComma } from "../decimal"
import { xmlAttributes, xmlText } from "../xml"
import { Action, ActionCall } from "./action"
import { acknowledgement, askForBatch, mustWantXml } from "./batch"

/** A number as Specter writes it; a text that is none is told as it is. */
function figure(text: string | undefined, decimals?: number): string | undefined {
  const value = text === undefined ? undefined : parseDecimal(text)
  if (!value) {
    return text
  }
  return withComma(decimals === undefined ? toShortText(value) : toText(rounded(value, decimals)))
}

function articleElement(call: ActionCall, article: ArticleItem): string {
  const unconfirmed = {
    vatPercent: figure(article.vatPercent),
    articleGroupId: article.articleGroupId,
    articleGroupName: article.articleGroup,
  }
  const attributes = {
    buyPrice: figure(article.buyPrice, 2),
    priceExclVat: figure(article.priceExclVAT, 2),
    barCode: article.barCode,
    productWeight: figure(article.productWeight, 3),
    ...(call.plainArticles ? {} : unconfirmed),
  }
  const names = call.plainArticles
    ? (["articleNo", "name"] as const)
    : (["articleNo", "name", "webDescription", "webShortDescription"] as const)
  const elements = names
    .filter((name) => article[name] !== undefined)
    .map((name) => `<${name}>${xmlText(article[name] ?? "", call.xmlEncoding)}</${name}>`)
  return `<article${xmlAttributes(attributes, call.xmlEncoding)}>${elements.join("")}</article>`
}

function run(call: ActionCall): Answer {
  mustWantXml(call)
  const { books, fields, responseMaxLimit } = call
  const batch = askForBatch(fields, books.articleQueue, responseMaxLimit, (articleNo) => {
    const article = books.articles.get(articleNo)
    return article && articleItem(article)
  })
  const articles = batch.items.map((article) => articleElement(call, article)).join("")
  return {
    kind: "xml",
    inside: `<articles>${articles}</articles><responseMaxLimit>${responseMaxLimit}</responseMaxLimit>`,
  }
}

export const articleBatch: Action = {
  name: "getArticleInfoExternalNeedUpdate",
  endpoint: "getInfo.asp",
  keyIn: "query",
  keyParts: (fields) => [fields.text("batchNo")],
  fieldNames: ["batchNo"],
  run,
}

export const acknowledgeArticles = acknowledgement(
  "updateArticleInfosFromBatch",
  (books) => books.articleQueue
)
