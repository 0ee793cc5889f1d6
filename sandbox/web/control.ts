import { IncomingMessage, ServerResponse } from "node:http"
import { BooksRefusal } from "../books/books"
import { faultKinds, parseFault } from "../faults"
import { State } from "../state"
import {
  articleFields,
  ArticleChange,
  CallbackIds,
  CallbackKind,
  DeliveryChange,
  FaultKind,
  OrderRowChange,
  OrderStatusChange,
} from "../types"
import { Verbs, verbsOf } from "../verbs"
import { Given, needed, number, said, text, texts } from "./given"
import { snapshotOf } from "./snapshot"

const callbackKinds: CallbackKind[] = ["stock", "articles", "orders", "invoice", "order-removed"]

function rowsOf(given: Given): ({ articleNo: string; noOfItems: string } & OrderRowChange)[] | undefined {
  if (!said(given.rows)) {
    return undefined
  }
  if (!Array.isArray(given.rows)) {
    throw new BooksRefusal("rows must be a list")
  }
  return (given.rows as Given[]).map((row) => ({
    ...texts(row, rowNames),
    articleNo: needed(row, "articleNo"),
    noOfItems: needed(row, "noOfItems"),
  }))
}

const rowNames = ["noOfItems", "priceExclVAT", "vatPercent", "articleName"] as const

function articleChange(given: Given): ArticleChange {
  const onHand = said(given.onHand)
  const stockKept = said(given.stockKept)
  return {
    ...texts(given, articleFields),
    articleNo: needed(given, "articleNo"),
    onHand: typeof onHand === "object" ? (onHand as Record<string, string>) : text(given, "onHand"),
    stockKept:
      stockKept === undefined ? undefined : stockKept === true || stockKept === "1" || stockKept === "true",
  }
}

function orderStatusChange(given: Given): OrderStatusChange {
  return { ...texts(given, ["statusId", "statusName", "deliveryStatus", "trackingNo"]), rows: rowsOf(given) }
}

const deliveryChange = (given: Given): DeliveryChange => ({
  ...texts(given, ["trackingNo", "deliveryDate"]),
  rows: rowsOf(given),
})

function setFault(verbs: Verbs, given: Given) {
  const times = text(given, "times") === "always" ? Infinity : number(given, "times", 1)
  const fault = typeof given.fault === "object" && given.fault !== null ? (given.fault as Given) : given
  verbs.fault(needed(given, "action"), parseFault(fault), times)
}

function setRandomFaults(verbs: Verbs, given: Given) {
  const kinds = said(given.kinds) as FaultKind[] | undefined
  if (kinds && !(Array.isArray(kinds) && kinds.every((kind) => faultKinds.includes(kind)))) {
    throw new BooksRefusal(`kinds must be a list of ${faultKinds.join(", ")}`)
  }
  verbs.randomFaults(number(given, "share"), number(given, "seed", 1), kinds)
}

function callBack(verbs: Verbs, given: Given): Promise<void> {
  const kind = callbackKinds.find((known) => known === given.kind)
  if (!kind) {
    throw new BooksRefusal(`kind must be one of ${callbackKinds.join(", ")}`)
  }
  return verbs.callBack(kind, said(given.ids) as CallbackIds | undefined)
}

const routes: Record<string, (verbs: Verbs, given: Given) => unknown> = {
  faults: setFault,
  "faults/clear": (verbs) => verbs.clearFaults(),
  "random-faults": setRandomFaults,
  stock: (verbs, given) =>
    verbs.setStock(needed(given, "articleNo"), needed(given, "onHand"), text(given, "stockSite")),
  articles: (verbs, given) => verbs.upsertArticle(articleChange(given)),
  "articles/remove": (verbs, given) => verbs.removeArticle(needed(given, "articleNo")),
  callback: callBack,
  delay: (verbs, given) => verbs.acceptDelay(number(given, "ms")),
  reset: (verbs) => verbs.reset(),
}

const orderRoutes: Record<string, (verbs: Verbs, orderNo: string, given: Given) => unknown> = {
  "": (verbs, orderNo, given) => verbs.setOrderStatus(orderNo, orderStatusChange(given)),
  deliver: (verbs, orderNo, given) => verbs.deliver(orderNo, deliveryChange(given)),
  rows: (verbs, orderNo, given) =>
    verbs.changeOrderRow(orderNo, needed(given, "articleNo"), texts(given, rowNames)),
  invoice: (verbs, orderNo) => verbs.makeInvoice(orderNo),
  remove: (verbs, orderNo) => verbs.removeOrder(orderNo),
}

const ownRoute = <Route>(all: Record<string, Route>, path: string): Route | undefined =>
  Object.keys(all).includes(path) ? all[path] : undefined

const noSuchRoute = Symbol("no such route")

function read(state: State, verbs: Verbs, path: string, query: URLSearchParams): unknown {
  switch (path) {
    case "state":
      return snapshotOf(state, query.has("calls") ? number(Object.fromEntries(query), "calls") : undefined)
    case "stock":
      return verbs.stock(needed(Object.fromEntries(query), "articleNo"), query.get("stockSite") ?? undefined)
    case "idle":
      return verbs.idle()
    default:
      return noSuchRoute
  }
}

function change(verbs: Verbs, path: string, given: Given): unknown {
  const order = /^orders\/([^/]+)(?:\/([a-z]+))?$/.exec(path)
  const orderRoute = order && ownRoute(orderRoutes, order[2] ?? "")
  if (order && orderRoute) {
    return orderRoute(verbs, decodeURIComponent(order[1] ?? ""), given)
  }
  const route = ownRoute(routes, path)
  return route ? route(verbs, given) : noSuchRoute
}

function givenBy(request: IncomingMessage, body: string): Given {
  if (/^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "")) {
    return Object.fromEntries(new URLSearchParams(body))
  }
  try {
    const json: unknown = body === "" ? {} : JSON.parse(body)
    if (typeof json === "object" && json !== null && !Array.isArray(json)) {
      return json as Given
    }
  } catch {
    throw new BooksRefusal("The body is no JSON")
  }
  throw new BooksRefusal("The body must be a JSON object")
}

/** Another web site's page, open in the same browser, has no business here. */
function comesFromElsewhere({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && headers.origin !== `http://${headers.host ?? ""}`
}

async function answerTo(
  state: State,
  request: IncomingMessage,
  body: string
): Promise<{ status: number; answer: unknown }> {
  const url = new URL(request.url ?? "/", "http://sandbox")
  const path = url.pathname.replace(/^\/_sandbox\//, "")
  if (comesFromElsewhere(request)) {
    return { status: 403, answer: { message: "Calls from other web sites are not answered" } }
  }
  const verbs = verbsOf(state)
  try {
    const result = await (request.method === "GET"
      ? read(state, verbs, path, url.searchParams)
      : request.method === "POST"
        ? change(verbs, path, givenBy(request, body))
        : noSuchRoute)
    return result === noSuchRoute
      ? { status: 404, answer: { message: `There is no ${request.method} ${url.pathname}` } }
      : { status: 200, answer: result ?? null }
  } catch (error) {
    if (error instanceof BooksRefusal || error instanceof RangeError) {
      return { status: 400, answer: { message: error.message } }
    }
    throw error
  }
}

/** Answers the control API in JSON; a form sent by a browser without scripts is led back to the page. */
export async function handleControlCall(
  state: State,
  request: IncomingMessage,
  body: string,
  response: ServerResponse
) {
  const { status, answer } = await answerTo(state, request, body)
  const isPlainForm = request.method === "POST" && (request.headers.accept ?? "").includes("text/html")
  if (isPlainForm && status === 200) {
    response.writeHead(303, { Location: "/" }).end()
    return
  }
  response
    .writeHead(status, { "Content-Type": "application/json; charset=utf-8" })
    .end(JSON.stringify(answer))
}
