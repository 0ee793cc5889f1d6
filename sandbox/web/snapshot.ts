import { maskedAddress, maskedFields, maskedForm } from "../masked"
import { State } from "../state"
import { RecordedCall, RecordedCallback } from "../types"

export const maskedCall = (call: RecordedCall): RecordedCall => ({
  ...call,
  query: maskedFields(call.query),
  body: maskedFields(call.body),
  rawBody: maskedForm(call.rawBody),
})

export const maskedCallback = (callback: RecordedCallback): RecordedCallback => ({
  ...callback,
  address: maskedAddress(callback.address),
})

/** Everything a sandbox holds, as JSON can tell it, keys and callback secrets masked. */
export function snapshotOf(state: State, latestCalls = Infinity) {
  const { books } = state
  const latest = <Item>(list: Item[]) =>
    latestCalls === Infinity ? list : latestCalls > 0 ? list.slice(-latestCalls) : []
  return {
    url: state.url,
    calls: latest(state.calls).map(maskedCall),
    callbacksMade: latest(state.callbacksMade).map(maskedCallback),
    registered: Object.fromEntries(
      Object.entries(books.registered).map(([name, address]) => [name, address && maskedAddress(address)])
    ),
    customers: [...books.customers.values()],
    articles: [...books.articles.values()],
    orders: [...books.orders.values()],
    deliveries: [...books.deliveries.values()],
    invoices: [...books.invoices.values()],
    waiting: {
      stock: books.stockQueue.waiting,
      articles: books.articleQueue.waiting,
      orders: books.orderQueue.waiting,
    },
    faults: state.faults
      .list()
      .map(({ action, fault, left }) => ({ action, fault, times: left === Infinity ? "always" : left })),
    randomShare: state.faults.randomShare,
    delayMs: state.delayMs,
  }
}
