import { decodeAnswer } from "./codecs/answer-text"
import { encodeForm, toLatin1, type Pair } from "./codecs/latin1"
import { pageWords } from "./codecs/plain-words"
import { documentUrl, limitedStream, OPEN_DOCUMENT, tooLarge, type SpecterDocument } from "./document"
import { isSpecterError } from "./errors"
import { ExchangeRecord, hiding, maskedForm, type Observe } from "./exchange"
import {
  addressSecrets,
  callbackAddresses,
  callbackNames,
  encodeAccount,
  maskAddress,
  type AccountMessage,
} from "./messages/account"
import { idOf, readAnswer, resultOf, unreadable, type Answer, type AnswerContext } from "./messages/answer"
import { encodeArticles, type ArticleMessage, type ArticleOptions } from "./messages/article"
import { readArticlesInPieces, type ArticleBatch } from "./messages/article-batch"
import { ACKNOWLEDGE_ACTIONS, encodeBatch, FETCH_ACTIONS, type BatchKind } from "./messages/batch"
import { encodeCustomer, type CustomerMessage } from "./messages/customer"
import { encodeDelivery, type DeliveryMessage } from "./messages/delivery"
import type { Encoded, Note } from "./messages/form"
import { encodeInvoice, encodeInvoiceLink } from "./messages/invoice"
import { encodeOrder, type OrderMessage } from "./messages/order"
import { readOrders, type OrderBatch } from "./messages/order-batch"
import { encodeArticleRemoval, encodeOrderRemoval } from "./messages/removal"
import { readStockInPieces, type StockSite } from "./messages/stock-batch"
import { secretsOf, sign, type SpecterCredentials } from "./signature"
import { MAX_ANSWER_BYTES, type Outgoing, statusFailure, Transport } from "./transport"
import { resolveWireNames, type PartialWireNames, type WireNameKey, type WireNames } from "./wire-names"

export type SpecterClientConfig = {
  /** Specter's address, for example `https://api.specter.se/`. */
  baseUrl: string
  credentials: SpecterCredentials
  wireNames?: PartialWireNames
  /** For a whole call, from connecting to the last byte of the answer. 30,000 when left out. */
  timeoutMs?: number
  /** What else may stand in no failure and no exchange, should Specter ever say it. */
  secrets?: readonly string[]
  /** Gets every exchange, without secrets. */
  observe?: Observe
}

export type CallContext = { correlationId?: string }

/** The form in which an answer is asked for: a line, XML, or what the action has of its own. */
type AnswerForm = "1" | "2" | undefined

type Call = {
  action: string
  endpoint: string
  query: Pair[]
  body?: Pair[]
  key: string
  batchNo?: string
  correlationId?: string
}

/** A call as it goes out, what is recorded of it, and what its answer is read with. */
type Prepared = {
  outgoing: Outgoing
  about: { action: string; request: string; correlationId?: string }
  context: AnswerContext & { hide: (text: string) => string }
}

type Read<T> = (text: string, context: AnswerContext) => T | Promise<T>

function ofAnswer<T>(read: (answer: Answer, context: AnswerContext) => T): Read<T> {
  return (text, context) => read(readAnswer(text, context), context)
}

type Fetched<T> = T & { batchNo: string; raw: string }

/**
 * Speaks Specter's web-shop API. Each method is one call and one attempt. All throw a `SpecterError`, whose
 * `kind` says whether the call may have been carried out.
 */
export class SpecterClient {
  private readonly base: URL
  private readonly credentials: SpecterCredentials
  private readonly names: WireNames
  private readonly transport: Transport
  private readonly secrets: readonly string[]
  private readonly observe?: Observe

  /** Throws a `ZodError` for wire names that do not fit, a `TypeError` for an address that is none. */
  constructor({ baseUrl, credentials, wireNames, timeoutMs, secrets = [], observe }: SpecterClientConfig) {
    this.base = new URL(baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`)
    this.credentials = credentials
    this.names = resolveWireNames(wireNames)
    this.transport = new Transport(timeoutMs)
    this.secrets = [...secretsOf(credentials), ...secrets]
    this.observe = observe
  }

  /** Creates a customer, or updates the one that Specter finds by number or e-mail. */
  async submitCustomer(
    message: CustomerMessage,
    context?: CallContext
  ): Promise<{ customerId: string; message: string; notes: Note[] }> {
    const encoded = encodeCustomer(message, this.names)
    const made = await this.write("actions.submitCustomer", encoded, readMade, context)
    return { customerId: made.id, message: made.message, notes: encoded.notes }
  }

  /** Creates or updates up to 100 articles; `notes` has one list an article. Throws a `RangeError` for more, or for none. */
  async submitArticles(
    messages: readonly ArticleMessage[],
    options?: ArticleOptions,
    context?: CallContext
  ): Promise<{ message: string; notes: Note[][] }> {
    return this.prepareArticles(messages, options, context)()
  }

  /**
   * As `submitArticles`, in two: writes and signs the call at once, and gives back the function that sends it, to be
   * called once. Throws at once when the articles do not fit.
   */
  prepareArticles(
    messages: readonly ArticleMessage[],
    options: ArticleOptions = {},
    context?: CallContext
  ): () => Promise<{ message: string; notes: Note[][] }> {
    const { notes, body, keyValue } = encodeArticles(messages, options, this.names)
    const action = "actions.submitArticles"
    const key = this.sign(keyValue)
    const query: Pair[] = [...this.head(action, "1"), [this.names["fields.key"], key]]
    const call = { ...this.target(action, "endpoints.write"), query, body, key, ...context }
    const send = this.prepare(call, readResult)
    return async () => ({ message: (await send()).message, notes })
  }

  /** Makes an order. Specter refuses an `externalOrderNo` that it has, see `isDuplicateOrderRefusal`. */
  async submitOrder(
    message: OrderMessage,
    context?: CallContext
  ): Promise<{ orderId: string; message: string; notes: Note[] }> {
    const encoded = encodeOrder(message, this.names)
    const made = await this.write("actions.submitOrder", encoded, readMade, context)
    return { orderId: made.id, message: made.message, notes: encoded.notes }
  }

  async submitDelivery(message: DeliveryMessage, context?: CallContext): Promise<{ message: string }> {
    return this.write("actions.submitDelivery", encodeDelivery(message, this.names), readResult, context)
  }

  async submitInvoice(
    { orderId }: { orderId: string },
    context?: CallContext
  ): Promise<{ invoiceId: string; message: string }> {
    const encoded = encodeInvoice(orderId, this.names)
    const { id, message } = await this.write("actions.submitInvoice", encoded, readMade, context)
    return { invoiceId: id, message }
  }

  /** The action's name is assumed, see `assumedNames`. */
  async removeArticle(
    { articleNo }: { articleNo: string },
    context?: CallContext
  ): Promise<{ message: string }> {
    const encoded = encodeArticleRemoval(articleNo, this.names)
    return this.write("actions.removeArticle", encoded, readResult, context)
  }

  /** Takes Specter's number. The action's name is assumed, see `assumedNames`. */
  async removeOrder({ orderId }: { orderId: string }, context?: CallContext): Promise<{ message: string }> {
    const encoded = encodeOrderRemoval(orderId, this.names)
    return this.write("actions.removeOrder", encoded, readResult, context)
  }

  /** Fetches the stock that has changed, of one warehouse or of all. The batch stays open until it is acknowledged. */
  async fetchStock(
    batchNo: string,
    { allSites = false }: { allSites?: boolean } = {},
    context?: CallContext
  ): Promise<Fetched<{ sites: StockSite[] }>> {
    const options: Pair[] = allSites ? [[this.names["fields.batch.allSites"], "1"]] : []
    const form = allSites ? "2" : undefined
    return this.fetch("stock", batchNo, form, readStockInPieces, options, context)
  }

  async fetchArticles(batchNo: string, context?: CallContext): Promise<Fetched<ArticleBatch>> {
    return this.fetch("articles", batchNo, "2", readArticlesInPieces, [], context)
  }

  async fetchOrders(batchNo: string, context?: CallContext): Promise<Fetched<OrderBatch>> {
    return this.fetch("orders", batchNo, "2", ofAnswer(readOrders), [], context)
  }

  /** Tells Specter that a batch has been applied: it will not come again. */
  async acknowledge(kind: BatchKind, batchNo: string, context?: CallContext): Promise<{ message: string }> {
    const action = ACKNOWLEDGE_ACTIONS[kind]
    const encoded = encodeBatch(action, batchNo, this.names)
    return this.read(action, encoded, "1", readResult, context, batchNo)
  }

  /** Marks every article's stock as changed. */
  async clearStockBatch(batchNo: string, context?: CallContext): Promise<{ message: string }> {
    const encoded = encodeBatch("actions.clearStockBatch", batchNo, this.names)
    const clearSelf: Pair = [this.names["fields.batch.clearSelf"], "1"]
    const query = [...encoded.query, clearSelf]
    return this.read("actions.clearStockBatch", { ...encoded, query }, "1", readResult, context, batchNo)
  }

  /** The address of an invoice's PDF. */
  async invoiceLink(invoiceId: string, context?: CallContext): Promise<{ url: string }> {
    const encoded = encodeInvoiceLink(invoiceId, this.names)
    return this.read("actions.invoiceLink", encoded, "1", readLink, context)
  }

  /**
   * Opens a document of Specter's. Only on the same host, and encrypted unless Specter's own address is not. The
   * stream fails with a `SpecterError` when it breaks or is larger than 20 MB.
   */
  async openDocument(address: string, context?: CallContext): Promise<SpecterDocument> {
    const url = documentUrl(address, this.base)
    // The query of such an address is what gives access to the document.
    const request = `${url.origin}${url.pathname}${url.search === "" ? "" : "?***"}`
    const record = new ExchangeRecord(this.observe, { ...context, action: OPEN_DOCUMENT, request })
    try {
      const incoming = await this.transport.open({ action: OPEN_DOCUMENT, url })
      const { content, contentType, length } = incoming
      record.answered(incoming.status)
      const failure =
        statusFailure(OPEN_DOCUMENT, incoming) ?? ((length ?? 0) > MAX_ANSWER_BYTES ? tooLarge() : undefined)
      if (failure) {
        content.on("error", () => undefined).destroy()
        throw failure
      }
      return { stream: limitedStream(content, incoming.toFailure, record), contentType, length }
    } catch (error) {
      record.end(isSpecterError(error) ? error.kind : "unknown")
      throw error
    }
  }

  /** Checks the credentials, and registers the addresses that Specter calls; an empty one is removed. */
  async checkAccount(message: AccountMessage, context?: CallContext): Promise<{ message: string }> {
    return this.read("actions.checkAccount", encodeAccount(message, this.names), "1", readResult, context)
  }

  private async fetch<T>(
    kind: BatchKind,
    batchNo: string,
    form: AnswerForm,
    read: Read<T>,
    options: Pair[],
    context?: CallContext
  ): Promise<Fetched<T>> {
    const action = FETCH_ACTIONS[kind]
    const encoded = encodeBatch(action, batchNo, this.names)
    const query = [...encoded.query, ...options]
    const readFetched = async (text: string, reading: AnswerContext) => ({
      ...(await read(text, reading)),
      batchNo,
      raw: text.trim(),
    })
    return this.read(action, { ...encoded, query }, form, readFetched, context, batchNo)
  }

  /** Specter wants these in the query, whatever the action. */
  private head(action: WireNameKey, form: AnswerForm): Pair[] {
    const { sbmId, apiUserId } = this.credentials
    const pairs: Pair[] = [
      [this.names["fields.action"], this.names[action]],
      [this.names["fields.sbmId"], toLatin1(sbmId).text],
    ]
    if (apiUserId !== undefined) {
      pairs.push([this.names["fields.apiUserId"], toLatin1(apiUserId).text])
    }
    if (form !== undefined) {
      pairs.push([this.names["fields.useXml"], form])
    }
    return pairs
  }

  private sign(value: string): string {
    return sign(this.credentials, value)
  }

  private target(action: WireNameKey, endpoint: WireNameKey): { action: string; endpoint: string } {
    return { action: this.names[action], endpoint: this.names[endpoint] }
  }

  private write<T>(action: WireNameKey, encoded: Encoded, read: Read<T>, context?: CallContext): Promise<T> {
    const key = this.sign(encoded.keyValue)
    const query = [...this.head(action, "1"), ...encoded.query]
    const body: Pair[] = [...encoded.body, [this.names["fields.key"], key]]
    return this.perform({ ...this.target(action, "endpoints.write"), query, body, key, ...context }, read)
  }

  private async read<T>(
    action: WireNameKey,
    encoded: Encoded,
    form: AnswerForm,
    read: Read<T>,
    context?: CallContext,
    batchNo?: string
  ): Promise<T> {
    const key = this.sign(encoded.keyValue)
    const query: Pair[] = [...this.head(action, form), ...encoded.query, [this.names["fields.key"], key]]
    return this.perform({ ...this.target(action, "endpoints.read"), query, key, batchNo, ...context }, read)
  }

  private perform<T>(call: Call, read: Read<T>): Promise<T> {
    return this.prepare(call, read)()
  }

  /** All that can be done before the call goes out. */
  private prepare<T>(call: Call, read: Read<T>): () => Promise<T> {
    const { action, batchNo } = call
    const prepared = {
      outgoing: { action, url: this.urlOf(call), body: call.body && encodeForm(call.body) },
      about: { action, correlationId: call.correlationId ?? batchNo, request: this.maskedRequest(call) },
      context: { action, batchNo, hide: this.hidingSecretsOf(call), names: this.names },
    }
    return () => this.exchange(prepared, read)
  }

  private async exchange<T>({ outgoing, about, context }: Prepared, read: Read<T>): Promise<T> {
    const { action, hide } = context
    const record = new ExchangeRecord(this.observe, about)
    try {
      const incoming = await this.transport.send(outgoing)
      const text = decodeAnswer(incoming.content, incoming.contentType)
      record.answered(incoming.status, hide(text.slice(0, ANSWER_TO_MASK)))
      const location = incoming.location && hide(incoming.location)
      const failure = statusFailure(action, { ...incoming, location }, pageWords(text, hide))
      if (failure) {
        throw failure
      }
      const result = await read(text, context)
      record.end("ok")
      return result
    } catch (error) {
      record.end(isSpecterError(error) ? error.kind : "unknown")
      throw error
    }
  }

  private urlOf({ endpoint, query }: Call): URL {
    return new URL(`${endpoint}?${encodeForm(query)}`, this.base)
  }

  private hidingSecretsOf({ action, query, key }: Call): (text: string) => string {
    const addresses = callbackAddresses(query, this.names)
    const hide = hiding([...this.secrets, key, ...addresses.flatMap(addressSecrets)])
    return action === this.names["actions.invoiceLink"] ? (text) => hideQueries(hide(text)) : hide
  }

  private maskedRequest({ endpoint, query, body }: Call): string {
    const keyName = this.names["fields.key"]
    const addressNames = callbackNames(this.names)
    const mask = ([name, value]: Pair): string => {
      if (name === keyName) {
        return "***"
      }
      return addressNames.includes(name) ? maskAddress(value) : value
    }
    const address = `${new URL(endpoint, this.base).href}?${maskedForm(query, mask)}`
    return body ? `${address}\n${maskedForm(body, mask)}` : address
  }
}

/** The query of a document's address is what gives access to it. */
const hideQueries = (text: string) => text.replace(/(https?:\/\/[^\s?<>"']{1,2000}\?)[^\s<>"']+/gi, "$1***")

/** More of an answer than is recorded, so that masking cannot leave half a secret at its end. */
const ANSWER_TO_MASK = 12_000

const readResult = ofAnswer((answer, { action }) => resultOf(answer, action))

/** Without the number of what was made, a success is of no use to the store: it is read as an unreadable answer. */
const readMade = ofAnswer((answer, { action }) => ({
  id: idOf(answer, action),
  ...resultOf(answer, action),
}))

const readLink = ofAnswer((answer, { action }): { url: string } => {
  const url = idOf(answer, action)
  if (!URL.canParse(url) || !/^https?:/i.test(url)) {
    throw unreadable(action, "it holds no address")
  }
  return { url }
})
