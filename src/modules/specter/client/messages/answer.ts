import { atOnce, type Pieces } from "../codecs/in-pieces"
import { pageWords, plainWords, type Hide } from "../codecs/plain-words"
import { parseSemicolonLine, splitRows } from "../codecs/semicolon"
import { findAll, parseXmlInPieces, type Streamed, valueOf, XmlProblem, type XmlElement } from "../codecs/xml"
import { SpecterError } from "../errors"
import { codesIn, type WireNames } from "../wire-names"
import { openBatchNo } from "./batch"

/** What an answer is read against. `hide` masks what may not be shown of Specter's words. */
export type AnswerContext = { action: string; names: WireNames; batchNo?: string; hide?: Hide }

/** An answer that is no failure, in whichever form it came. `id` is that of what was made. */
export type Answer =
  | { form: "line"; text: string; id?: string; words: string }
  | { form: "xml"; text: string; id?: string; words: string; root: XmlElement; isResult: boolean }
  | { form: "rows"; text: string; id?: undefined; words: ""; rows: string[] }

/** The failure for an answer that says neither yes nor no: the call may have been carried out. */
export function unreadable(action: string, reason: string, words?: string): SpecterError {
  const said = words ? `: ${words}` : ""
  return new SpecterError({
    kind: "unknown",
    action,
    words: words || undefined,
    message: `Specter's answer to ${action} could not be read, ${reason}${said}`,
  })
}

function isAccountRefusal(code: string | undefined, words: string, names: WireNames): boolean {
  return (
    (code !== undefined && codesIn(names, "codes.account").includes(code)) ||
    new RegExp(names["patterns.accountRefusal"], "i").test(words)
  )
}

function refusal(code: string | undefined, message: string, context: AnswerContext): SpecterError {
  const { action, names, batchNo, hide } = context
  const words = plainWords(message, hide)
  const failure = { action, code, words, message: `Specter refused ${action}: ${words || "no reason given"}` }
  if (batchNo !== undefined && code !== undefined && codesIn(names, "codes.batchOpen").includes(code)) {
    return new SpecterError({ ...failure, kind: "batch_open", openBatchNo: openBatchNo(words, batchNo) })
  }
  return new SpecterError({ ...failure, kind: isAccountRefusal(code, words, names) ? "account" : "refused" })
}

/** `0` stands for none. */
const idOrNone = (id: string | undefined): string | undefined => (id && id !== "0" ? id : undefined)

/** The element that says whether the call succeeded, if the document has one. */
function resultIn(root: XmlElement, names: WireNames): XmlElement | undefined {
  return [...findAll(root, names["answers.response"]), root].find(
    (element) => valueOf(element, names["answers.result"]) !== undefined
  )
}

function readXml(text: string, root: XmlElement, context: AnswerContext): Answer {
  const { action, names, hide } = context
  const result = resultIn(root, names)
  if (!result) {
    return { form: "xml", text, root, words: "", isResult: false }
  }
  const message = valueOf(result, names["answers.message"]) ?? ""
  switch (valueOf(result, names["answers.result"])) {
    case "1": {
      const ids = names["answers.id"].split("|").map((name) => idOrNone(valueOf(result, name)))
      const id = ids.find((candidate) => candidate !== undefined)
      return { form: "xml", text, root, words: plainWords(message, hide), isResult: true, id }
    }
    case "0":
      throw refusal(valueOf(result, names["answers.code"]), message, context)
    default:
      throw unreadable(action, "its result is neither 0 nor 1", plainWords(message, hide))
  }
}

function* readMarkup(text: string, context: AnswerContext, streamed?: Streamed): Pieces<Answer> {
  if (/^(<!doctype html|<html)/i.test(text)) {
    throw unreadable(context.action, "it is an HTML page", pageWords(text, context.hide))
  }
  try {
    return readXml(text, yield* parseXmlInPieces(text, streamed), context)
  } catch (error) {
    if (error instanceof XmlProblem) {
      throw unreadable(
        context.action,
        `it is no XML that can be read (${error.message})`,
        pageWords(text, context.hide)
      )
    }
    throw error
  }
}

const BATCH_NUMBER = /^[0-9a-f]{32}$/i

/** The batch that was asked for, or one that looks like any: 32 hex digits. */
export function isBatchNumber(text: string, { batchNo }: AnswerContext): boolean {
  return text === batchNo || BATCH_NUMBER.test(text)
}

/** A row of a text batch ends with the batch's number, which tells `1;A1;5;…` from a result. */
function isBatchRow(row: string, context: AnswerContext): boolean {
  const fields = row.split(";")
  return fields.length >= 4 && isBatchNumber(fields[fields.length - 1].trim(), context)
}

/**
 * Reads any answer: a line `result;id;message`, XML, or the rows of a text batch. Throws a `SpecterError`
 * for a refusal, and of kind `unknown` for what cannot be read.
 */
export function readAnswer(answer: string, context: AnswerContext): Answer {
  return atOnce(readAnswerInPieces(answer, context))
}

/** As `readAnswer`; the rows of an XML batch that are streamed are not in its `root`. */
export function* readAnswerInPieces(
  answer: string,
  context: AnswerContext,
  streamed?: Streamed
): Pieces<Answer> {
  const text = answer.trim()
  if (text === "") {
    throw unreadable(context.action, "it is empty")
  }
  if (text.startsWith("<")) {
    return yield* readMarkup(text, context, streamed)
  }
  const rows = splitRows(text)
  const line = isBatchRow(rows[0], context) ? undefined : parseSemicolonLine(text)
  if (!line && rows[0].split(";").length >= 3) {
    return { form: "rows", text, words: "", rows }
  }
  if (!line) {
    throw unreadable(context.action, "it is neither a result nor a batch", plainWords(text, context.hide))
  }
  if (!line.ok) {
    throw refusal(line.second, line.message, context)
  }
  return { form: "line", text, id: idOrNone(line.second), words: plainWords(line.message, context.hide) }
}

/** The id of what was made. Without it the call's success is of no use, and whether it was made is not sure. */
export function idOf(answer: Answer, action: string): string {
  if (answer.id === undefined) {
    throw unreadable(action, "it has no number of what was made", answer.words)
  }
  return answer.id
}

/** For a call that only succeeds or fails: an XML document without a result is neither. */
export function resultOf(answer: Answer, action: string): { message: string } {
  if (answer.form === "rows" || (answer.form === "xml" && !answer.isResult)) {
    throw unreadable(action, "it has no result", answer.words)
  }
  return { message: answer.words }
}
