import { IncomingMessage, ServerResponse } from "node:http"
import { findAction } from "./actions"
import { Action, ActionCall } from "./actions/action"
import { Answer, refusal } from "./answers"
import { isCarriedOut } from "./faults"
import { keyFits } from "./key-check"
import { Fields, parseLatin1Form } from "./latin1-form"
import { codes, Refused } from "./refusals"
import { refusalOf, respond } from "./respond"
import { remember, State } from "./state"
import { Fault, RecordedCall } from "./types"

const answerCharactersKept = 200_000

/** Names that every call may have, and the one that only multi-shop orders have. */
const commonNames = ["action", "sbmId", "apiUserId", "useXML", "webshopId", "key"]

type Request = { endpoint: string; method: string; query: Fields; body: Fields; rawBody: string }

function readRequest(request: IncomingMessage, endpoint: string, rawBody: string): Request {
  const encodedQuery = (request.url ?? "").split("?").slice(1).join("?")
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "")
  return {
    endpoint,
    method: request.method ?? "",
    query: parseLatin1Form(encodedQuery),
    body: isForm ? parseLatin1Form(rawBody) : new Fields(),
    rawBody,
  }
}

const ownFields = (action: Action, request: Request) =>
  action.endpoint === "putInfo.asp" ? request.body : request.query

function keyOf(action: Action, { query, body }: Request): string | undefined {
  switch (action.keyIn) {
    case "query":
      return query.find("key")
    case "body":
      return body.find("key")
    case "either":
      return query.find("key") ?? body.find("key")
  }
}

function unknownNames(action: Action, request: Request): string[] {
  const plain = new Set([...commonNames, ...action.fieldNames].map((name) => name.toLowerCase()))
  const row = new Set((action.rowFieldNames ?? []).map((name) => name.toLowerCase()))
  return [...request.query.names(), ...request.body.names()].filter((given) => {
    const name = given.toLowerCase()
    return !plain.has(name) && !(/_\d+$/.test(name) && row.has(name.replace(/_\d+$/, "")))
  })
}

function accountProblem({ credentials }: State, { query }: Request): Answer | undefined {
  if (query.text("sbmId") !== credentials.sbmId) {
    return refusal(codes.account, "Felaktigt konto (sbmId)")
  }
  if (credentials.version !== 1 && query.text("apiUserId") !== credentials.apiUserId) {
    return refusal(codes.account, "Felaktig API-användare (apiUserId)")
  }
  return undefined
}

const endpointMethods: Record<string, string> = { "getInfo.asp": "GET", "putInfo.asp": "POST" }

function requestProblem(action: Action, request: Request): Answer | undefined {
  if (request.endpoint !== action.endpoint || request.method !== endpointMethods[action.endpoint]) {
    const method = endpointMethods[action.endpoint]
    return refusal(codes.request, `${action.name} anropas med ${method} ${action.endpoint}`)
  }
  return undefined
}

function carryOut(state: State, action: Action | undefined, request: Request, keyOk: boolean): Answer {
  if (!action) {
    return refusal(codes.request, `Okänd action ${request.query.text("action")}`)
  }
  const problem =
    requestProblem(action, request) ??
    accountProblem(state, request) ??
    (keyOk ? undefined : refusal(codes.account, "Felaktig nyckel (key)"))
  if (problem) {
    return problem
  }
  const { books, xmlEncoding, responseMaxLimit, orderLimit, plainOrders, plainArticles, url } = state
  const call: ActionCall = {
    ...{ books, xmlEncoding, responseMaxLimit, orderLimit, plainOrders, plainArticles, url },
    fields: ownFields(action, request),
    query: request.query,
    wantsXml: request.query.text("useXML") === "2",
  }
  try {
    return action.run(call)
  } catch (error) {
    if (error instanceof Refused) {
      return error.answer
    }
    throw error
  }
}

function newRecord(action: Action | undefined, request: Request, keyOk: boolean): RecordedCall {
  return {
    at: new Date().toISOString(),
    action: action?.name ?? request.query.text("action"),
    method: request.method,
    query: request.query.record(),
    body: request.body.record(),
    rawBody: request.rawBody,
    keyOk,
    outcome: "not carried out",
    answer: "",
    unknownNames: action ? unknownNames(action, request) : [],
  }
}

const outcomeOf = (answer: Answer) =>
  answer.kind === "result" && answer.result === "0" ? `refused ${answer.code}` : "done"

function answerCall(
  state: State,
  action: Action | undefined,
  request: Request,
  record: RecordedCall,
  fault?: Fault
): Answer {
  if (fault?.kind === "refuse") {
    record.outcome = `refused ${fault.code ?? "50"}`
    return refusalOf(fault)
  }
  if (!isCarriedOut(fault)) {
    return refusal("0", "")
  }
  const answer = carryOut(state, action, request, record.keyOk)
  record.outcome = outcomeOf(answer)
  state.dataFile?.changed()
  return answer
}

/** Answers one call of getInfo.asp or putInfo.asp; `rawBody` has one character a byte. */
export function handleSpecterCall(
  state: State,
  endpoint: "getInfo.asp" | "putInfo.asp",
  incoming: IncomingMessage,
  rawBody: string,
  response: ServerResponse
) {
  const asked = performance.now()
  const request = readRequest(incoming, endpoint, rawBody)
  const action = findAction(request.query.text("action"))
  const keyOk =
    action !== undefined &&
    keyFits(state.credentials, action.keyParts(ownFields(action, request)), keyOf(action, request))
  const record = newRecord(action, request, keyOk)
  remember(state.calls, record, state.callsKept)
  const fault = state.faults.take(record.action)
  record.fault = fault?.kind
  const form = { wantsXml: request.query.text("useXML") === "2", xmlEncoding: state.xmlEncoding }
  const finish = (answer: Answer) => {
    record.answer = respond(response, answer, form, fault).slice(0, answerCharactersKept)
  }
  try {
    const answer = answerCall(state, action, request, record, fault)
    if (state.delayMs > 0) {
      const left = state.delayMs - (performance.now() - asked)
      setTimeout(() => (response.destroyed ? undefined : finish(answer)), left).unref()
    } else {
      finish(answer)
    }
  } catch (error) {
    record.outcome = `error: ${String(error)}`
    respond(response, refusal("0", ""), form, { kind: "http-500" })
  }
}
