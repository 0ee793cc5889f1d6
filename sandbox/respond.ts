import { ServerResponse } from "node:http"
import { XmlEncoding } from "./answers"
import { Answer, refusal, render, RenderedAnswer } from "./answers"
import { Fault } from "./types"

/** Classic ASP's own error page, as a database time-out makes it. */
const errorPage =
  ` <font face="Arial" size=2>\r\n<p>Microsoft OLE DB Provider for SQL Server</font> ` +
  `<font face="Arial" size=2>error '80040e31'</font>\r\n<p>\r\n<font face="Arial" size=2>Query timeout expired</font>\r\n` +
  `<p>\r\n<font face="Arial" size=2>/API/include/db.asp</font><font face="Arial" size=2>, line 214</font> `

const unavailablePage =
  `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">\r\n` +
  `<HTML><HEAD><TITLE>Service Unavailable</TITLE></HEAD>\r\n<BODY><h2>Service Unavailable</h2>\r\n` +
  `<hr><p>HTTP Error 503. The service is unavailable.</p>\r\n</BODY></HTML>`

function send(response: ServerResponse, answer: RenderedAnswer, padTo = 0) {
  const bytes = Buffer.from(answer.text, answer.encoding)
  response.writeHead(200, { "Content-Type": answer.contentType, "Cache-Control": "private" })
  response.end(bytes.length < padTo ? Buffer.concat([bytes, Buffer.alloc(padTo - bytes.length, " ")]) : bytes)
}

function sendPage(response: ServerResponse, status: number, page: string) {
  response.writeHead(status, { "Content-Type": "text/html" })
  response.end(page)
}

function sendForever(response: ServerResponse) {
  const chunk = Buffer.alloc(64 * 1024, "x")
  response.writeHead(200, { "Content-Type": "text/xml" })
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  }
  response.on("drain", more)
  more()
}

const drop = (response: ServerResponse) => response.socket?.resetAndDestroy()

/** Does something later; a sandbox that stops need not wait for it. */
function later(response: ServerResponse, ms: number, act: () => void) {
  setTimeout(() => (response.destroyed ? undefined : act()), ms).unref()
}

const withoutOneSlash = (text: string) => {
  const at = text.lastIndexOf("</", text.length - "</root>".length - 1)
  return text.slice(0, at + 1) + text.slice(at + 2)
}

/** A one-line answer cut short could still be read as another one: what is spoilt is the XML form. */
function spoilt(
  answer: Answer,
  rendered: RenderedAnswer,
  encoding: XmlEncoding,
  how: (text: string) => string
): RenderedAnswer {
  const xml =
    rendered.contentType === "text/xml"
      ? rendered
      : render({ ...asResult(answer), kind: "result" }, true, encoding)
  return { ...xml, text: how(xml.text) }
}

const asResult = (answer: Answer): Answer & { kind: "result" } =>
  answer.kind === "result" ? answer : { kind: "result", result: "1", code: "0", message: "" }

export const refusalOf = (fault: Fault & { kind: "refuse" }): Answer =>
  refusal(fault.code ?? "50", fault.message ?? "Ett oväntat fel uppstod, försök igen")

/** Sends the answer as the fault has it. Returns the text that went out. */
export function respond(
  response: ServerResponse,
  answer: Answer,
  form: { wantsXml: boolean; xmlEncoding: XmlEncoding },
  fault: Fault | undefined
): string {
  const rendered = render(answer, form.wantsXml, form.xmlEncoding)
  switch (fault?.kind) {
    case undefined:
    case "refuse":
      send(response, rendered)
      return rendered.text
    case "carry-out-and-drop":
    case "drop":
      drop(response)
      return ""
    case "carry-out-and-hang":
      if (fault.ms !== undefined) {
        later(response, fault.ms, () => drop(response))
      }
      return ""
    case "http-500":
      sendPage(response, 500, errorPage)
      return errorPage
    case "http-503":
      sendPage(response, 503, unavailablePage)
      return unavailablePage
    case "malformed-xml": {
      const { text } = fault
      const malformed = spoilt(answer, rendered, form.xmlEncoding, (good) => text ?? withoutOneSlash(good))
      send(response, malformed)
      return malformed.text
    }
    case "cut-xml": {
      const cut = spoilt(answer, rendered, form.xmlEncoding, (text) =>
        text.slice(0, Math.floor(text.length * 0.6))
      )
      send(response, cut)
      return cut.text
    }
    case "empty":
      send(response, { ...rendered, text: "" })
      return ""
    case "slow":
      later(response, fault.ms, () => send(response, rendered))
      return rendered.text
    case "redirect":
      response.writeHead(302, { Location: fault.to }).end()
      return ""
    case "endless-body":
      sendForever(response)
      return ""
    case "oversize":
      send(response, rendered, fault.bytes)
      return rendered.text
  }
}
