import { State } from "../state"
import { callsSection, callbacksSection } from "./calls-sections"
import { faultsSection } from "./faults-section"
import { html, Html } from "./html"
import { articlesSection, customersSection, invoicesSection, ordersSection } from "./records-sections"
import { script } from "./script"
import { style } from "./style"

const live = (id: string, content: Html) => html`<section id="${id}" data-live>${content}</section>`

const counts = (state: State) => {
  const { books } = state
  return html`<p class="counts">
    ${books.orders.size} orders, ${books.customers.size} customers, ${books.articles.size} articles,
    ${books.invoices.size} invoices. Waiting for the shop to fetch: ${books.stockQueue.waiting} stock figures,
    ${books.articleQueue.waiting} articles, ${books.orderQueue.waiting} orders. Callbacks registered:
    ${Object.values(books.registered).filter(Boolean).length} of ${Object.keys(books.registered).length}.
  </p>`
}

/** The whole page, newest records first, only those that hold the searched text. */
export function renderPage(state: State, search: string): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Specter sandbox</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <header>
          <h1>Specter sandbox</h1>
          <form method="get" action="/" role="search">
            <input
              type="search"
              name="q"
              value="${search}"
              placeholder="Number, name, e-mail …"
              aria-label="Search"
            />
            <button>Search</button>
          </form>
          <nav>
            <a href="#orders">Orders</a> <a href="#articles">Articles</a> <a href="#customers">Customers</a>
            <a href="#invoices">Invoices</a> <a href="#faults">Faults</a> <a href="#calls">Calls</a>
            <a href="#callbacks">Callbacks</a>
          </nav>
          <output id="notice" role="status"></output>
        </header>
        <main>
          ${live("summary", counts(state))} ${live("orders", ordersSection(state, search))}
          ${live("articles", articlesSection(state, search))}
          ${live("customers", customersSection(state, search))}
          ${live("invoices", invoicesSection(state, search))} ${live("faults", faultsSection(state))}
          ${live("calls", callsSection(state, search))} ${live("callbacks", callbacksSection(state))}
        </main>
        <script>
          ${new Html(script)}
        </script>
      </body>
    </html>`.markup
}
