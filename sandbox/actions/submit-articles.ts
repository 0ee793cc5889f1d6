import { Answer, success } from "../answers"
import { createArticle, deleteArticle, isReserved, updateArticle } from "../books/articles"
import { Books } from "../books/books"
import { setOnHand } from "../books/stock"
import { decimal } from "../decimal"
import { Fields } from "../latin1-form"
import { checkDecimal, codes, mandatory, refuse, textsOf } from "../refusals"
import { articleFields, SandboxArticle } from "../types"
import { Action, ActionCall } from "./action"

const mostArticles = 100

const decimals = [
  "buyPrice",
  "stockPrice",
  "priceExclVAT",
  "vatPercent",
  "productWeight",
  "productVolume",
  "noItemsInStock",
]

function check(books: Books, fields: Fields, n: number) {
  const articleNo = mandatory(fields, `articleNo_${n}`)
  const known = books.articles.has(articleNo)
  if (known && !fields.flag("forceArticleUpdate")) {
    refuse(codes.articleExists, `Artikeln ${articleNo} finns redan`)
  }
  if (!known) {
    mandatory(fields, `name_${n}`)
  }
  decimals.forEach((name) => checkDecimal(fields, `${name}_${n}`))
}

function save(books: Books, fields: Fields, n: number): SandboxArticle {
  const texts = textsOf(fields, articleFields, `_${n}`)
  const articleNo = fields.text(`articleNo_${n}`)
  const stockKept = fields.find(`createArticleStock_${n}`)
  const onHand = fields.text(`noItemsInStock_${n}`)
  const known = books.articles.get(articleNo)
  const article =
    known ?? createArticle(books, { ...texts, articleNo, name: texts.name ?? "" }, stockKept === "1")
  if (known) {
    updateArticle(books, known, texts, stockKept === undefined ? undefined : stockKept === "1")
  }
  if (article.stockKept && (onHand !== "" || !known)) {
    setOnHand(books, article, decimal(onHand || "0"))
  }
  return article
}

/** All articles or none. */
function run({ books, fields }: ActionCall): Answer {
  const count = fields.lastRow()
  if (count > mostArticles) {
    refuse(codes.request, `Högst ${mostArticles} artiklar per anrop`)
  }
  const numbers = Array.from({ length: Math.max(count, 1) }, (_, index) => index + 1)
  numbers.forEach((n) => check(books, fields, n))
  const [first] = numbers.map((n) => save(books, fields, n))
  return success(first?.articleId ?? "", `${numbers.length} artiklar är sparade`)
}

export const submitArticles: Action = {
  name: "newArticleSubmit",
  endpoint: "putInfo.asp",
  keyIn: "query",
  keyParts: (fields) => [fields.text("articleNo_1")],
  fieldNames: ["forceArticleUpdate", "addSupplier"],
  rowFieldNames: [...articleFields, "createArticleStock", "noItemsInStock"],
  run,
}

export const removeArticle: Action = {
  name: "removeArticleSubmit",
  endpoint: "putInfo.asp",
  keyIn: "either",
  keyParts: (fields) => [fields.text("articleNo")],
  fieldNames: ["articleNo"],
  run: ({ books, fields }) => {
    const articleNo = mandatory(fields, "articleNo")
    const article =
      books.articles.get(articleNo) ?? refuse(codes.noArticle, `Artikeln ${articleNo} finns inte`)
    if (isReserved(article)) {
      refuse(codes.cannotBeDone, `Artikeln ${articleNo} finns på öppna ordrar och kan inte tas bort`)
    }
    deleteArticle(books, articleNo)
    return success(article.articleId, "Artikeln är borttagen")
  },
}
