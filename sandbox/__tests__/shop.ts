import { createHash } from "node:crypto"
import { createServer, IncomingMessage, request, Server } from "node:http"
import { AddressInfo } from "node:net"
import { Sandbox } from "../index"

/** A shop's side of the protocol, written for these tests alone. */

const latin1 = (text: string) => Buffer.from(text, "latin1")
const md5 = (bytes: Buffer) => createHash("md5").update(bytes).digest("hex")

export function encode(text: string): string {
  const unreserved = /[A-Za-z0-9_.-]/
  return [...latin1(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte)
      if (character === " ") {
        return "+"
      }
      return unreserved.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`
    })
    .join("")
}

/** What is undefined is not sent. */
export type FieldValues = Record<string, string | number | undefined>

export const form = (fields: FieldValues) =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encode(name)}=${encode(String(value))}`)
    .join("&")

export function keyFor({ credentials }: Sandbox, value: string): string {
  const { version, sbmId, apiUserKey, integrationKey, md5Key1, md5Key2 } = credentials
  const [outer, inner] = version === 1 ? [md5Key2, md5Key1] : [integrationKey, apiUserKey]
  return md5(latin1(`${outer}${md5(latin1(`${inner}${sbmId}${value}`))}`))
}

export type Reply = { status: number; text: string; bytes: Buffer; type: string; location?: string }

export function http(url: string, method = "GET", body?: string, type = "application/x-www-form-urlencoded") {
  return new Promise<Reply>((resolve, reject) => {
    const sent = request(url, {
      method,
      agent: false,
      headers: body === undefined ? {} : { "content-type": type },
    })
    sent.on("error", reject)
    sent.on("response", (response: IncomingMessage) => {
      const chunks: Buffer[] = []
      response.on("error", reject)
      response.on("aborted", () => reject(new Error("aborted")))
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.on("end", () => {
        const bytes = Buffer.concat(chunks)
        resolve({
          status: response.statusCode ?? 0,
          text: bytes.toString("latin1"),
          bytes,
          type: response.headers["content-type"] ?? "",
          location: response.headers.location,
        })
      })
    })
    sent.end(body === undefined ? undefined : latin1(body))
  })
}

const account = ({ credentials: { sbmId, apiUserId } }: Sandbox): FieldValues =>
  apiUserId === undefined ? { sbmId } : { sbmId, apiUserId }

/** putInfo.asp with the key in the body, or in the query as articles have it. */
export async function put(
  sandbox: Sandbox,
  action: string,
  value: string,
  fields: FieldValues,
  query: FieldValues = {}
) {
  const key = { key: keyFor(sandbox, value) }
  const inQuery = action.toLowerCase() === "newarticlesubmit"
  const address = form({ action, ...account(sandbox), useXML: 1, ...(inQuery ? key : {}), ...query })
  return (
    await http(`${sandbox.url}putInfo.asp?${address}`, "POST", form({ ...fields, ...(inQuery ? {} : key) }))
  ).text
}

export function getReply(sandbox: Sandbox, action: string, value: string, fields: FieldValues) {
  const query = form({ action, ...account(sandbox), ...fields, key: keyFor(sandbox, value) })
  return http(`${sandbox.url}getInfo.asp?${query}`)
}

export const get = async (sandbox: Sandbox, action: string, value: string, fields: FieldValues) =>
  (await getReply(sandbox, action, value, fields)).text

export const batch = (
  sandbox: Sandbox,
  action: string,
  batchNo: string,
  fields: FieldValues = { useXML: 2 }
) => get(sandbox, action, batchNo, { batchNo, ...fields })

export const batchNumber = (digit: string) => digit.repeat(32)

export const today = () => new Date().toISOString().slice(0, 10)

export const checkAccount = (sandbox: Sandbox, fields: FieldValues = {}) =>
  get(sandbox, "checkAccountSettings", today(), { date: today(), ...fields })

export const person = {
  customerOrganizationalForm: "P",
  firstName: "Åsa",
  surName: "Öberg",
  emailAddress: "asa@example.se",
  orgNo: "19800101-1234",
  address: "Storgatan 1",
  zipCodeEng: "111 22",
  city: "Örebro",
  countryCode: "SE",
}

export const submitPerson = (sandbox: Sandbox, fields: FieldValues = {}) => {
  const all: FieldValues = { ...person, ...fields }
  return put(sandbox, "newCustomerSubmit", `${all.firstName} ${all.surName}`, all)
}

/** Numbers each article's fields and sends them in one call. */
export function submitArticles(sandbox: Sandbox, articles: FieldValues[], fields: FieldValues = {}) {
  const numbered = articles.flatMap((article, index) =>
    Object.entries(article).map(([name, value]) => [`${name}_${index + 1}`, value])
  )
  const value = String(articles[0]?.articleNo ?? "")
  return put(sandbox, "newArticleSubmit", value, {
    forceArticleUpdate: 1,
    addSupplier: 0,
    ...fields,
    ...Object.fromEntries(numbered),
  })
}

export type Row = {
  articleNo: string
  noOfItems?: string
  priceExclVAT?: string
  vatPercent?: string
} & FieldValues

export function submitOrder(
  sandbox: Sandbox,
  customerId: string,
  rows: Row[],
  fields: FieldValues = {},
  query: FieldValues = {}
) {
  const numbered = rows.flatMap((row, index) =>
    Object.entries({ noOfItems: "1", priceExclVAT: "79.20", vatPercent: "25", ...row }).map(
      ([name, value]) => [`${name}_${index + 1}`, value]
    )
  )
  return put(
    sandbox,
    "newOrderSubmit",
    customerId,
    { customerId, currency: "SEK", ...fields, ...Object.fromEntries(numbered) },
    query
  )
}

/** A customer and two articles with ten of each in stock, fetched by nobody. */
export async function stockedShop(sandbox: Sandbox) {
  await submitPerson(sandbox)
  sandbox.upsertArticle({
    articleNo: "TRÖJA-S",
    name: "Tröja röd S",
    priceExclVAT: "79.2",
    vatPercent: "25",
    onHand: 10,
  })
  sandbox.upsertArticle({
    articleNo: "KAFFE",
    name: "Kaffe & kanna",
    priceExclVAT: "100",
    vatPercent: "12",
    onHand: 10,
  })
}

/** Fetches and acknowledges whatever waits, so that a test sees only what it makes. */
export async function emptyQueues(sandbox: Sandbox) {
  const pairs = [
    ["getArticleExternalNeedUpdate", "updateArticlesFromBatch"],
    ["getArticleInfoExternalNeedUpdate", "updateArticleInfosFromBatch"],
    ["getOrdersExternalNeedUpdate", "updateOrdersFromBatch"],
  ] as const
  for (const [ask, acknowledge] of pairs) {
    await batch(sandbox, ask, batchNumber("0"))
    await batch(sandbox, acknowledge, batchNumber("0"))
  }
}

export type CallbackReceiver = {
  url: string
  seen: string[]
  answer: { status: number; text: string }
  close(): Promise<void>
}

/** The shop's own server, which remembers who called. */
export async function receiveCallbacks(): Promise<CallbackReceiver> {
  const receiver = { seen: [] as string[], answer: { status: 200, text: "1;Done" } }
  const server: Server = createServer((incoming, response) => {
    receiver.seen.push(`${incoming.method} ${incoming.url}`)
    response.writeHead(receiver.answer.status).end(receiver.answer.text)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return Object.assign(receiver, { url, close })
}
