import { decimal } from "../decimal"
import { ArticleChange, articleFields, SandboxArticle } from "../types"
import { ArticleItem, Books, BooksRefusal, defaultStockSite, nextNumber, now } from "./books"
import { setOnHand } from "./stock"

export type ArticleTexts = { [name in (typeof articleFields)[number]]?: string }

/** Stock is kept of goods and packages only. */
const typesWithStock = ["GW", "PA"]

const defaultArticleType = "GW"

const keepsStock = (wanted: boolean, articleType: string) =>
  wanted && typesWithStock.includes(articleType.toUpperCase())

function groupId(books: Books, group: string | undefined): string | undefined {
  if (!group) {
    return undefined
  }
  const id = books.articleGroups.get(group) ?? nextNumber(books, "group")
  books.articleGroups.set(group, id)
  return id
}

export function createArticle(
  books: Books,
  texts: ArticleTexts & { articleNo: string; name: string },
  stockKept: boolean
): SandboxArticle {
  const at = now()
  const articleType = texts.articleType || defaultArticleType
  const article: SandboxArticle = {
    ...texts,
    articleType,
    articleId: nextNumber(books, "article"),
    articleGroupId: groupId(books, texts.articleGroup),
    stockKept: keepsStock(stockKept, articleType),
    onHand: {},
    reserved: {},
    createdAt: at,
    changedAt: at,
  }
  books.articles.set(article.articleNo, article)
  return article
}

/** Fields that did not come stay as they are. */
export function updateArticle(
  books: Books,
  article: SandboxArticle,
  texts: ArticleTexts,
  stockKept?: boolean
) {
  Object.assign(article, texts, { changedAt: now() })
  article.articleGroupId = groupId(books, article.articleGroup)
  article.stockKept = keepsStock(stockKept ?? article.stockKept, article.articleType ?? defaultArticleType)
}

/** An article made or changed in Specter itself: the shop hears of it. */
export function changeArticleInSpecter(
  books: Books,
  { stockKept, onHand, ...change }: ArticleChange
): SandboxArticle {
  const before = books.articles.get(change.articleNo)
  const texts = Object.fromEntries(
    articleFields.flatMap((name) => (change[name] === undefined ? [] : [[name, String(change[name])]]))
  )
  const article =
    before ?? createArticle(books, { name: "", ...texts, articleNo: change.articleNo }, stockKept ?? true)
  if (before) {
    updateArticle(books, article, texts, stockKept)
  }
  books.articleQueue.mark(article.articleNo)
  books.callBack("articles")
  countOnHand(books, article, before ? onHand : (onHand ?? 0))
  return article
}

function countOnHand(books: Books, article: SandboxArticle, onHand: ArticleChange["onHand"]) {
  if (onHand === undefined || !article.stockKept) {
    return
  }
  for (const [site, figure] of Object.entries(
    typeof onHand === "object" ? onHand : { [defaultStockSite]: onHand }
  )) {
    setOnHand(books, article, decimal(figure), site)
  }
}

export function existingArticle(books: Books, articleNo: string): SandboxArticle {
  const article = books.articles.get(articleNo)
  if (!article) {
    throw new BooksRefusal(`There is no article ${articleNo}`)
  }
  return article
}

export function isReserved(article: SandboxArticle): boolean {
  return Object.values(article.reserved).some((reserved) => decimal(reserved).units !== 0n)
}

export function deleteArticle(books: Books, articleNo: string) {
  existingArticle(books, articleNo)
  books.articles.delete(articleNo)
}

export function articleItem(article: SandboxArticle): ArticleItem {
  const { onHand: _onHand, reserved: _reserved, ...item } = article
  return item
}
