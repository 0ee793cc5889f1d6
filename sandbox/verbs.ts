import { changeArticleInSpecter, deleteArticle, existingArticle } from "./books/articles"
import { deliverInSpecter } from "./books/deliveries"
import { invoiceIds, makeInvoiceInSpecter } from "./books/invoices"
import { changeOrderRow, setOrderStatus } from "./books/order-changes"
import { removeOrderInSpecter } from "./books/orders"
import { setOnHand, stockFigures } from "./books/stock"
import { decimal } from "./decimal"
import { resetState, State } from "./state"
import {
  ArticleChange,
  CallbackIds,
  CallbackKind,
  DeliveryChange,
  Fault,
  FaultKind,
  OrderRowChange,
  OrderStatusChange,
  SandboxArticle,
  SandboxDelivery,
  StockFigures,
} from "./types"

/** What a person at Specter, or a test, can do. A verb that cannot be done throws with the reason. */
export type Verbs = {
  /** Makes calls of an action ("*": of any) go wrong that many times, 1 unless said; Infinity until cleared. */
  fault(action: string | "*", fault: Fault, times?: number): void
  clearFaults(): void
  /** That share (0–1) of calls goes wrong in one of the ways, the same calls for the same seed; 0 switches it off. */
  randomFaults(share: number, seed: number, kinds?: FaultKind[]): void
  /** Counts what is on hand at a site, "1" unless said. */
  setStock(articleNo: string, onHand: string | number, stockSite?: string): void
  stock(articleNo: string, stockSite?: string): StockFigures
  /** Makes or changes an article as Specter's own users do; fields that are left out stay. */
  upsertArticle(change: ArticleChange): SandboxArticle
  removeArticle(articleNo: string): void
  setOrderStatus(orderNo: string, change: OrderStatusChange): void
  deliver(orderNo: string, change?: DeliveryChange): SandboxDelivery
  /** Changes the article's row, adds one, or takes it away when noOfItems is 0. */
  changeOrderRow(orderNo: string, articleNo: string, change: OrderRowChange): void
  removeOrder(orderNo: string): void
  /** Invoices the order and calls the shop back. Returns the invoice's number. */
  makeInvoice(orderNo: string): string
  /** Milliseconds that every call takes from now on, the sandbox's own work on it included. */
  acceptDelay(ms: number): void
  /** Empties books, calls, faults and registered addresses. */
  reset(): void
  /** Makes one callback at once, repeated ones too. Without ids, an invoice callback is about the latest invoice. */
  callBack(kind: CallbackKind, ids?: CallbackIds): Promise<void>
  /** Resolves when no callback is waiting or under way. */
  idle(): Promise<void>
}

function idsOrLatest(state: State, kind: CallbackKind, ids: CallbackIds | undefined): CallbackIds {
  const latest = [...state.books.invoices.values()].at(-1)
  const given = state.books.invoices.get(ids?.invoiceId ?? "") ?? (ids ? undefined : latest)
  return kind === "invoice" && given ? { ...invoiceIds(given), ...ids } : (ids ?? {})
}

/** Settles the books after a verb that changed them. */
function saved<Result>(state: State, result: Result): Result {
  state.dataFile?.changed()
  return result
}

/** The verbs of one running sandbox. */
export function verbsOf(state: State): Verbs {
  return {
    fault: (action, fault, times) => state.faults.add(action, fault, times),
    clearFaults: () => state.faults.clear(),
    randomFaults: (share, seed, kinds) => state.faults.randomly(share, seed, kinds),
    setStock: (articleNo, onHand, stockSite) =>
      saved(
        state,
        setOnHand(state.books, existingArticle(state.books, articleNo), decimal(onHand), stockSite)
      ),
    stock: (articleNo, stockSite) => stockFigures(existingArticle(state.books, articleNo), stockSite),
    upsertArticle: (change) => saved(state, changeArticleInSpecter(state.books, change)),
    removeArticle: (articleNo) => saved(state, deleteArticle(state.books, articleNo)),
    setOrderStatus: (orderNo, change) => saved(state, setOrderStatus(state.books, orderNo, change)),
    deliver: (orderNo, change) => saved(state, deliverInSpecter(state.books, orderNo, change ?? {})),
    changeOrderRow: (orderNo, articleNo, change) =>
      saved(state, changeOrderRow(state.books, orderNo, articleNo, change)),
    removeOrder: (orderNo) => saved(state, removeOrderInSpecter(state.books, orderNo)),
    makeInvoice: (orderNo) => saved(state, makeInvoiceInSpecter(state.books, orderNo).invoiceId),
    acceptDelay: (ms) => {
      state.delayMs = ms
    },
    reset: () => resetState(state),
    callBack: (kind, ids) => state.callbacks.now(kind, idsOrLatest(state, kind, ids)),
    idle: () => state.callbacks.idle(),
  }
}
