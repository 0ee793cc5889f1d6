import { xmlDocument, xmlText } from "./xml"

/** What an action answers: the short result that both forms can carry, or a document in the form that was asked for. */
export type Answer =
  | { kind: "result"; result: "0" | "1"; code: string; message: string }
  | { kind: "text"; text: string }
  | { kind: "xml"; inside: string }

export const success = (id: string, message: string): Answer => ({
  kind: "result",
  result: "1",
  code: id,
  message,
})

export const refusal = (code: string, message: string): Answer => ({
  kind: "result",
  result: "0",
  code,
  message,
})

export type RenderedAnswer = { text: string; encoding: "latin1" | "utf8"; contentType: string }

export type XmlEncoding = "ISO-8859-1" | "UTF-8"

const oneLine = (text: string) => text.replace(/[\r\n]+/g, " ")

/** Classic ASP says text/html of everything it is not told about, the one-line answers too. */
const asText = (text: string): RenderedAnswer => ({
  // eslint-disable-next-line no-control-regex
  text: text.replace(/[^\u0000-\u00ff]/g, "?"),
  encoding: "latin1",
  contentType: "text/html; Charset=ISO-8859-1",
})

const asXml = (inside: string, encoding: XmlEncoding): RenderedAnswer => ({
  text: xmlDocument(inside, encoding),
  encoding: encoding === "UTF-8" ? "utf8" : "latin1",
  contentType: "text/xml",
})

const resultElement = (answer: Answer & { kind: "result" }, encoding: XmlEncoding) =>
  `<APIresponse><result>${answer.result}</result><code>${xmlText(answer.code, encoding)}</code>` +
  `<message>${xmlText(answer.message, encoding)}</message></APIresponse>`

/** The bytes-to-be of an answer; a short result takes the form the caller asked for. */
export function render(answer: Answer, wantsXml: boolean, encoding: XmlEncoding): RenderedAnswer {
  switch (answer.kind) {
    case "text":
      return asText(answer.text)
    case "xml":
      return asXml(answer.inside, encoding)
    case "result":
      return wantsXml
        ? asXml(resultElement(answer, encoding), encoding)
        : asText([answer.result, answer.code, answer.message].map(oneLine).join(";"))
  }
}
