import { Books } from "./books"
import { indexCustomers } from "./customers"
import { indexOrders } from "./orders"

const maps = [
  "customers",
  "articles",
  "articleGroups",
  "stockSites",
  "orders",
  "removedOrders",
  "deliveries",
  "invoices",
] as const
const queues = ["stockQueue", "articleQueue", "orderQueue"] as const

/** All that a Specter knows, as JSON. */
export function booksToJson(books: Books): string {
  return JSON.stringify({
    ...Object.fromEntries(maps.map((name) => [name, [...books[name]]])),
    ...Object.fromEntries(queues.map((name) => [name, books[name].save()])),
    registered: books.registered,
    lastNumbers: books.lastNumbers,
  })
}

/** Makes these books hold what `booksToJson` wrote, and nothing else of those it names. */
export function fillBooks(books: Books, json: string) {
  const saved = JSON.parse(json)
  for (const name of maps) {
    Object.assign(books, { [name]: new Map(saved[name]) })
  }
  queues.forEach((name) => books[name].load(saved[name]))
  Object.assign(books.registered, saved.registered)
  Object.assign(books.lastNumbers, saved.lastNumbers)
  indexCustomers(books)
  indexOrders(books)
}
