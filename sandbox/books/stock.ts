import { decimal, Decimal, minus, negated, plus, toShortText, zero } from "../decimal"
import { SandboxArticle, SandboxOrder, SandboxOrderRow, StockFigures } from "../types"
import { addStockSite, Books, BooksRefusal, defaultStockSite, now, StockItem } from "./books"

const amount = (amounts: Record<string, string>, site: string): Decimal => decimal(amounts[site] ?? "0")

const availableAt = (article: SandboxArticle, site: string): Decimal =>
  minus(amount(article.onHand, site), amount(article.reserved, site))

const sitesOf = (article: SandboxArticle) => [
  ...new Set([...Object.keys(article.onHand), ...Object.keys(article.reserved)]),
]

/** What is on hand, reserved and left to sell, at one site or at all. */
export function stockFigures(article: SandboxArticle, site?: string): StockFigures {
  const sites = site === undefined ? sitesOf(article) : [site]
  const sum = (of: (site: string) => Decimal) => toShortText(sites.map(of).reduce(plus, zero))
  return {
    onHand: sum((at) => amount(article.onHand, at)),
    reserved: sum((at) => amount(article.reserved, at)),
    available: sum((at) => availableAt(article, at)),
  }
}

export function stockItem(article: SandboxArticle): StockItem {
  const available = sitesOf(article).map((site) => [site, toShortText(availableAt(article, site))])
  return {
    articleId: article.articleId,
    articleNo: article.articleNo,
    available: Object.fromEntries(available),
  }
}

/** Every change of a stock figure goes into the stock batch and calls the shop back, the shop's own changes too. */
function stockChanged(books: Books, article: SandboxArticle) {
  article.changedAt = now()
  books.stockQueue.mark(article.articleNo)
  books.callBack("stock")
}

/** A physical count: what is on hand at a site. */
export function setOnHand(books: Books, article: SandboxArticle, onHand: Decimal, site = defaultStockSite) {
  if (!article.stockKept) {
    throw new BooksRefusal(`No stock is kept of article ${article.articleNo}`)
  }
  addStockSite(books, site)
  article.onHand[site] = toShortText(onHand)
  stockChanged(books, article)
}

const isOpen = (order: SandboxOrder) => order.statusId !== "5" && order.deliveryStatus !== "D"

export const outstanding = (row: SandboxOrderRow): Decimal =>
  minus(decimal(row.noOfItems), decimal(row.delivered))

function addReserved(article: SandboxArticle, site: string, items: Decimal) {
  const reserved = plus(amount(article.reserved, site), items)
  article.reserved[site] = toShortText(reserved)
}

/** Moves what an open order still needs into or out of the reservations. */
function moveReservations(books: Books, order: SandboxOrder, direction: (items: Decimal) => Decimal) {
  for (const row of isOpen(order) ? order.rows : []) {
    const article = books.articles.get(row.articleNo)
    if (article?.stockKept) {
      addReserved(article, order.stockSite, direction(outstanding(row)))
    }
  }
}

const keptArticlesOf = (books: Books, order: SandboxOrder): SandboxArticle[] => [
  ...new Set(
    order.rows.flatMap((row) => {
      const article = books.articles.get(row.articleNo)
      return article?.stockKept ? [article] : []
    })
  ),
]

/** Makes a change to an order and brings reservations and stock news in step with it. */
export function changeReservations(books: Books, order: SandboxOrder, change: () => void) {
  const before = new Map(
    keptArticlesOf(books, order).map((article) => [article, availableAt(article, order.stockSite)])
  )
  moveReservations(books, order, negated)
  change()
  moveReservations(books, order, (items) => items)
  for (const article of new Set([...before.keys(), ...keptArticlesOf(books, order)])) {
    const was = before.get(article)
    if (!was || minus(availableAt(article, order.stockSite), was).units !== 0n) {
      stockChanged(books, article)
    }
  }
}

/** Reserves for an order that is new to the books. */
export function reserveFor(books: Books, order: SandboxOrder) {
  addStockSite(books, order.stockSite)
  moveReservations(books, order, (items) => items)
  for (const article of keptArticlesOf(books, order)) {
    stockChanged(books, article)
  }
}

/** Takes delivered items off the shelf; what was reserved for them goes with the order's own reservation. */
export function takeFromShelf(article: SandboxArticle, site: string, items: Decimal) {
  article.onHand[site] = toShortText(minus(amount(article.onHand, site), items))
}

/** Marks the stock of everything that is kept as changed; the shop asked for it, so it is not called back. */
export function markAllStock(books: Books) {
  for (const article of books.articles.values()) {
    if (article.stockKept) {
      books.stockQueue.mark(article.articleNo)
    }
  }
}
