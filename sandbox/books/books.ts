import { ChangeQueue } from "../change-queue"
import {
  CallbackIds,
  CallbackKind,
  CallbackParameter,
  SandboxArticle,
  SandboxCustomer,
  SandboxDelivery,
  SandboxInvoice,
  SandboxOrder,
} from "../types"

/** Something a person or a caller asked of the books that they cannot do. */
export class BooksRefusal extends Error {}

export const defaultStockSite = "1"

export type StockItem = {
  articleId: string
  articleNo: string
  /** What can be sold, by site; a site that never held the article is absent. */
  available: Record<string, string>
}

export type ArticleItem = Omit<SandboxArticle, "onHand" | "reserved">

export type OrderItem = SandboxOrder & { deliveries: { trackingNo: string }[] }

export type NumberSeries = "customer" | "article" | "group" | "order" | "delivery" | "invoice"

/** All that this Specter knows. */
export type Books = {
  customers: Map<string, SandboxCustomer>
  customersByEmail: Map<string, string[]>
  customersByOrgNo: Map<string, string[]>
  articles: Map<string, SandboxArticle>
  articleGroups: Map<string, string>
  stockSites: Map<string, string>
  orders: Map<string, SandboxOrder>
  /** Kept so that the orders batch can still say that they are gone. */
  removedOrders: Map<string, SandboxOrder>
  ordersByExternalNo: Map<string, string[]>
  deliveries: Map<string, SandboxDelivery>
  invoices: Map<string, SandboxInvoice>
  stockQueue: ChangeQueue<StockItem>
  articleQueue: ChangeQueue<ArticleItem>
  orderQueue: ChangeQueue<OrderItem>
  registered: Record<CallbackParameter, string | undefined>
  lastNumbers: Record<NumberSeries, number>
  /** Told of everything the shop is to be called back for. */
  callBack: (kind: CallbackKind, ids?: CallbackIds) => void
}

export function emptyBooks(callBack: Books["callBack"]): Books {
  return {
    customers: new Map(),
    customersByEmail: new Map(),
    customersByOrgNo: new Map(),
    articles: new Map(),
    articleGroups: new Map(),
    stockSites: new Map([[defaultStockSite, "Huvudlager"]]),
    orders: new Map(),
    removedOrders: new Map(),
    ordersByExternalNo: new Map(),
    deliveries: new Map(),
    invoices: new Map(),
    stockQueue: new ChangeQueue(),
    articleQueue: new ChangeQueue(),
    orderQueue: new ChangeQueue(),
    registered: {
      actionStockChange: undefined,
      actionArticleChange: undefined,
      actionOrderChange: undefined,
      actionNewInvoice: undefined,
      actionRemoveOrder: undefined,
    },
    lastNumbers: { customer: 5000, article: 3000, group: 100, order: 7000, delivery: 8000, invoice: 9000 },
    callBack,
  }
}

export function nextNumber(books: Books, series: NumberSeries): string {
  books.lastNumbers[series] += 1
  return String(books.lastNumbers[series])
}

export const now = () => new Date().toISOString()

export function addStockSite(books: Books, site: string) {
  if (!books.stockSites.has(site)) {
    books.stockSites.set(site, `Lager ${site}`)
  }
}

/** Adds an id to the list a key has in an index. */
export function addTo(index: Map<string, string[]>, key: string, id: string) {
  if (key !== "") {
    index.set(key, [...(index.get(key) ?? []), id])
  }
}

/** Takes an id from the list a key has in an index. */
export function takeFrom(index: Map<string, string[]>, key: string, id: string) {
  const left = (index.get(key) ?? []).filter((other) => other !== id)
  if (left.length > 0) {
    index.set(key, left)
  } else {
    index.delete(key)
  }
}
