import { stockFigures } from "../books/stock"
import { toShortText } from "../decimal"
import { outstanding } from "../books/stock"
import { State } from "../state"
import { SandboxArticle, SandboxCustomer, SandboxInvoice, SandboxOrder } from "../types"
import { html, Html } from "./html"
import { heading, newest, time } from "./newest"

const customerName = (customer: SandboxCustomer | undefined) =>
  customer ? customer.name || [customer.firstName, customer.surName].filter(Boolean).join(" ") : ""

const lines = (...texts: (string | undefined)[]): Html[] =>
  texts.filter(Boolean).map((text) => html`<span class="line">${text}</span>`)

function orderRows(order: SandboxOrder): Html {
  const rows = order.rows.map(
    (row) =>
      html`<tr>
        <td>${row.articleNo}</td>
        <td>${row.articleName}</td>
        <td class="number">${row.noOfItems}</td>
        <td class="number">${row.priceExclVAT}</td>
        <td class="number">${row.vatPercent} %</td>
        <td class="number">${toShortText(outstanding(row))} left</td>
      </tr>`
  )
  return html`<table class="rows">
    ${rows}
  </table>`
}

const statusChoices = [
  ["1", "Ny order"],
  ["2", "Under behandling"],
  ["5", "Makulerad (cancelled)"],
]

function orderForms(order: SandboxOrder): Html {
  const action = `/_sandbox/orders/${encodeURIComponent(order.orderNo)}`
  const choices = statusChoices.map(
    ([id, name]) =>
      html`<option value="${id}" ${new Html(id === order.statusId ? "selected" : "")}>${name}</option>`
  )
  return html`<form method="post" action="${action}">
      <select name="statusId" aria-label="Status">
        ${choices}
      </select>
      <button>Set status</button>
    </form>
    <form method="post" action="${action}/deliver">
      <input name="trackingNo" placeholder="Tracking number" aria-label="Tracking number" size="12" />
      <button>Deliver all</button>
    </form>
    <form method="post" action="${action}/rows">
      <select name="articleNo" aria-label="Row">
        ${order.rows.map((row) => html`<option>${row.articleNo}</option>`)}
      </select>
      <input name="noOfItems" placeholder="Items" aria-label="Items" size="4" required />
      <button>Change row</button>
    </form>
    <form method="post" action="${action}/invoice"><button>Make invoice</button></form>
    <form method="post" action="${action}/remove"><button class="danger">Remove</button></form>`
}

function orderBox(state: State, order: SandboxOrder): Html {
  const { companyName, attention, address, addressRow2, zipCodeEng, city, countryCode } =
    order.deliveryAddress
  const payment = [order.payTypeIdentifier, order.payTypeReference].filter(Boolean).join(" ")
  const tracking = order.deliveryIds.map((id) => state.books.deliveries.get(id)?.trackingNo).filter(Boolean)
  return html`<article class="order" id="order-${order.orderNo}">
    <h3>
      ${order.orderNo} <b>${order.externalOrderNo}</b>
      <span class="status">${order.statusName} (${order.statusId}, ${order.deliveryStatus})</span>
      <span class="total">${order.total} ${order.currency}</span>
    </h3>
    <div class="columns">
      <div>${orderRows(order)}</div>
      <div>
        <h4>Delivered to</h4>
        ${lines(companyName, attention, address, addressRow2, `${zipCodeEng} ${city}`, countryCode)}
      </div>
      <div>
        <h4>Details</h4>
        ${lines(
          `Customer ${order.customerId} ${customerName(state.books.customers.get(order.customerId))}`,
          payment && `Payment ${payment}`,
          order.externalDeliveryMethod && `Carrier ${order.externalDeliveryMethod}`,
          `Stock site ${order.stockSite}`,
          order.internalComment && `Internal: ${order.internalComment}`,
          order.publishedComment && `Published: ${order.publishedComment}`,
          tracking.length > 0 ? `Tracking ${tracking.join(", ")}` : "",
          order.invoiceId && `Invoice ${order.invoiceId}`
        )}
        ${time(order.createdAt)}
      </div>
    </div>
    <div class="forms">${orderForms(order)}</div>
  </article>`
}

export function ordersSection(state: State, search: string): Html {
  const shown = newest(state.books.orders.values(), search, (order) => order.createdAt)
  return html`${heading("Orders", shown.length, state.books.orders.size)}
  ${shown.map((order) => orderBox(state, order))}`
}

function stockForms(state: State, article: SandboxArticle): Html[] {
  const sites = article.stockKept ? [...state.books.stockSites] : []
  return sites.map(([site, name]) => {
    const { onHand, reserved, available } = stockFigures(article, site)
    return html`<form method="post" action="/_sandbox/stock" class="stock">
      <input type="hidden" name="articleNo" value="${article.articleNo}" />
      <input type="hidden" name="stockSite" value="${site}" />
      <span title="${name}">${site}:</span>
      <input name="onHand" value="${onHand}" aria-label="On hand at ${name}" size="5" required />
      <button>Set</button> <span>− ${reserved} reserved = <b>${available}</b> available</span>
    </form>`
  })
}

function articleRow(state: State, article: SandboxArticle): Html {
  const form = `article-${article.articleId}`
  const field = (name: "name" | "priceExclVAT" | "articleGroup", size: number) =>
    html`<input form="${form}" name="${name}" value="${article[name]}" aria-label="${name}" size="${size}" />`
  return html`<tr>
    <td>${article.articleNo}<br /><small>${article.barCode}</small></td>
    <td>${field("name", 28)}</td>
    <td>${field("priceExclVAT", 8)}<br /><small>VAT ${article.vatPercent} %</small></td>
    <td>${field("articleGroup", 12)}</td>
    <td>
      <form id="${form}" method="post" action="/_sandbox/articles">
        <input type="hidden" name="articleNo" value="${article.articleNo}" /><button>Change</button>
      </form>
    </td>
    <td>${article.stockKept ? stockForms(state, article) : html`<small>no stock kept</small>`}</td>
    <td>${time(article.changedAt)}</td>
  </tr>`
}

const newArticleForm = html`<form method="post" action="/_sandbox/articles" class="new">
  <input name="articleNo" placeholder="Article number" aria-label="Article number" required />
  <input name="name" placeholder="Name" aria-label="Name" required />
  <input name="priceExclVAT" placeholder="Price excl. VAT" aria-label="Price excluding VAT" size="10" />
  <input name="vatPercent" placeholder="VAT %" aria-label="VAT percent" size="5" />
  <input name="articleGroup" placeholder="Group" aria-label="Group" size="12" />
  <input name="onHand" placeholder="On hand" aria-label="On hand" size="6" />
  <button>New article</button>
</form>`

export function articlesSection(state: State, search: string): Html {
  const shown = newest(state.books.articles.values(), search, (article) => article.changedAt)
  return html`${heading("Articles", shown.length, state.books.articles.size)} ${newArticleForm}
    <table>
      <tr>
        <th>Number</th>
        <th>Name</th>
        <th>Price excl. VAT</th>
        <th>Group</th>
        <th></th>
        <th>Stock by site</th>
        <th>Changed</th>
      </tr>
      ${shown.map((article) => articleRow(state, article))}
    </table>`
}

function customerRow(customer: SandboxCustomer): Html {
  return html`<tr>
    <td>${customer.customerId}</td>
    <td>
      ${customerName(customer)}<br /><small
        >${customer.customerOrganizationalForm === "C" ? "company" : "person"}</small
      >
    </td>
    <td>${lines(customer.emailAddress, customer.phoneNo, customer.mobileNo)}</td>
    <td>${lines(customer.orgNo, customer.vatNo)}</td>
    <td>
      ${lines(customer.address, customer.addressRow2, [customer.zipCodeEng, customer.city, customer.countryCode].join(" "))}
    </td>
    <td>
      ${lines(
        customer.deliveryCompanyName,
        customer.deliveryAddress,
        [customer.deliveryZipCodeEng, customer.deliveryCity, customer.deliveryCountryCode].join(" ")
      )}
    </td>
    <td>${time(customer.changedAt)}</td>
  </tr>`
}

export function customersSection(state: State, search: string): Html {
  const shown = newest(state.books.customers.values(), search, (customer) => customer.changedAt)
  return html`${heading("Customers", shown.length, state.books.customers.size)}
    <table>
      <tr>
        <th>Number</th>
        <th>Name</th>
        <th>Reached at</th>
        <th>Org. and VAT number</th>
        <th>Invoice address</th>
        <th>Delivery address</th>
        <th>Changed</th>
      </tr>
      ${shown.map(customerRow)}
    </table>`
}

function invoiceRow(invoice: SandboxInvoice): Html {
  return html`<tr>
    <td><a href="/pdf/invoice-${invoice.invoiceId}.pdf">${invoice.invoiceId}</a></td>
    <td>${invoice.orderNo}</td>
    <td class="number">${invoice.total}</td>
    <td>${time(invoice.createdAt)}</td>
  </tr>`
}

export function invoicesSection(state: State, search: string): Html {
  const shown = newest(state.books.invoices.values(), search, (invoice) => invoice.createdAt)
  return html`${heading("Invoices", shown.length, state.books.invoices.size)}
    <table>
      <tr>
        <th>Number</th>
        <th>Order</th>
        <th>Total</th>
        <th>Made</th>
      </tr>
      ${shown.map(invoiceRow)}
    </table>`
}
