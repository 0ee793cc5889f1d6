import { createServer, IncomingMessage, Server, ServerResponse } from "node:http"
import { AddressInfo } from "node:net"
import { invoicePdf } from "./pdf"
import { handleSpecterCall } from "./specter-endpoint"
import { State } from "./state"
import { handleControlCall } from "./web/control"
import { renderPage } from "./web/page"

const mostBytes = 20 * 1024 * 1024

/** The body, one character a byte; undefined when it is too large or breaks off. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > mostBytes) {
        return undefined
      }
      chunks.push(chunk)
    }
  } catch {
    return undefined
  }
  return Buffer.concat(chunks).toString("latin1")
}

function sendPdf(state: State, invoiceId: string, response: ServerResponse) {
  const invoice = state.books.invoices.get(invoiceId)
  if (!invoice) {
    response.writeHead(404, { "Content-Type": "text/html" }).end("<h1>404</h1>")
    return
  }
  response.writeHead(200, { "Content-Type": "application/pdf" }).end(invoicePdf(state.books, invoice))
}

async function handle(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request)
  if (body === undefined) {
    response.destroy()
    return
  }
  const path = (request.url ?? "/").split("?")[0] ?? "/"
  const pdf = /^\/pdf\/invoice-(\d+)\.pdf$/.exec(path)
  if (/^\/(getInfo|putInfo)\.asp$/i.test(path)) {
    await state.beforeCall?.(new URLSearchParams((request.url ?? "").split("?")[1]))
  }
  if (/^\/getInfo\.asp$/i.test(path)) {
    handleSpecterCall(state, "getInfo.asp", request, body, response)
  } else if (/^\/putInfo\.asp$/i.test(path)) {
    handleSpecterCall(state, "putInfo.asp", request, body, response)
  } else if (pdf) {
    sendPdf(state, pdf[1] ?? "", response)
  } else if (path.startsWith("/_sandbox/")) {
    await handleControlCall(state, request, Buffer.from(body, "latin1").toString("utf8"), response)
  } else if (path === "/") {
    const search = new URL(request.url ?? "/", "http://sandbox").searchParams.get("q") ?? ""
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(renderPage(state, search))
  } else {
    response.writeHead(404, { "Content-Type": "text/html" }).end("<h1>404</h1>")
  }
}

function opened(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => resolve(server.address() as AddressInfo))
  })
}

/** Answers on that host and port until stopped. */
export async function listen(
  state: State,
  host: string,
  port: number
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    handle(state, request, response).catch((error: unknown) => {
      console.error("The sandbox failed at", (request.url ?? "").split("?")[0], error)
      response.destroy()
    })
  })
  const address = await opened(server, host, port)
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host
  const named = reachable.includes(":") ? `[${reachable}]` : reachable
  return { url: `http://${named}:${address.port}/`, stop }
}
