import { setTimeout as sleep } from "node:timers/promises"
import { BATCH_NO, articles, CREDENTIALS, order, person } from "./examples"
import { startHttpServer, type LocalServer } from "./local-server"
import {
  isSpecterError,
  SpecterClient,
  type Exchange,
  type SpecterClientConfig,
  type SpecterFailure,
} from ".."
import { sign } from "../signature"

const OPEN = "f".repeat(32)

async function failureOf(call: Promise<unknown>): Promise<SpecterFailure> {
  try {
    await call
  } catch (error) {
    if (isSpecterError(error)) {
      return error
    }
    throw error
  }
  throw new Error("the call succeeded")
}

describe("the Specter client", () => {
  let server: LocalServer
  let answer: string
  const exchanges: Exchange[] = []

  const client = (config: Partial<SpecterClientConfig> = {}) =>
    new SpecterClient({
      baseUrl: server.baseUrl,
      credentials: CREDENTIALS,
      observe: (exchange) => exchanges.push(exchange),
      ...config,
    })
  const lastRequest = () => server.received[server.received.length - 1]
  const lastQuery = () => Object.fromEntries(new URL(lastRequest().url, server.baseUrl).searchParams)

  beforeAll(async () => {
    server = await startHttpServer((response) => {
      response.setHeader("Content-Type", "text/html")
      response.end(Buffer.from(answer, "latin1"))
    })
  })
  afterAll(() => server.close())
  beforeEach(() => {
    exchanges.length = 0
  })

  it("answers with the number of what was made, and the notes", async () => {
    answer = "1;5001;Kund sparad för Åsa"
    const lastName = "Ek–Ö"
    await expect(client().submitCustomer({ ...person, lastName })).resolves.toEqual({
      customerId: "5001",
      message: "Kund sparad för Åsa",
      notes: [{ code: "characters_replaced", field: "lastName", value: "Ek-Ö", original: "Ek–Ö" }],
    })
    answer = "1;7001"
    await expect(client().submitOrder(order)).resolves.toEqual({ orderId: "7001", message: "", notes: [] })
    answer = "1;9;Faktura"
    await expect(client().submitInvoice({ orderId: "7001" })).resolves.toEqual({
      invoiceId: "9",
      message: "Faktura",
    })
  })

  it("takes XML where a line was asked for", async () => {
    answer =
      "<r><APIresponse><result>1</result><id>7001</id><message><![CDATA[Klart]]></message></APIresponse></r>"
    await expect(client().submitOrder(order)).resolves.toMatchObject({ orderId: "7001", message: "Klart" })
  })

  it("takes a bare 1 as success where no number is needed", async () => {
    answer = "1"
    await expect(client().submitArticles(articles)).resolves.toEqual({ message: "", notes: [[], []] })
    await expect(client().acknowledge("stock", BATCH_NO)).resolves.toEqual({ message: "" })
    await expect(client().removeArticle({ articleNo: "A1" })).resolves.toEqual({ message: "" })
    await expect(client().removeOrder({ orderId: "7001" })).resolves.toEqual({ message: "" })
    const rows = [{ articleNo: "A1", quantity: "1" }]
    const delivery = { orderId: "7001", deliveryDate: "2026-01-31", rows }
    await expect(client().submitDelivery(delivery)).resolves.toEqual({ message: "" })
  })

  it("does not know what became of an order whose number did not come", async () => {
    for (const text of [
      "1",
      "1;0;OK",
      "1;;OK",
      "<r><APIresponse><result>1</result></APIresponse></r>",
      "<r/>",
    ]) {
      answer = text
      expect([text, (await failureOf(client().submitOrder(order))).kind]).toEqual([text, "unknown"])
    }
  })

  it.each([
    ["stock", "getArticleExternalNeedUpdate", "updateArticlesFromBatch"],
    ["articles", "getArticleInfoExternalNeedUpdate", "updateArticleInfosFromBatch"],
    ["orders", "getOrdersExternalNeedUpdate", "updateOrdersFromBatch"],
  ] as const)("asks for and acknowledges %s by batch number", async (kind, ask, acknowledge) => {
    answer = "1;0;Inget"
    const fetched = {
      stock: () => client().fetchStock(BATCH_NO),
      articles: () => client().fetchArticles(BATCH_NO),
      orders: () => client().fetchOrders(BATCH_NO),
    }
    await expect(fetched[kind]()).resolves.toMatchObject({ batchNo: BATCH_NO, raw: "1;0;Inget" })
    const key = sign(CREDENTIALS, BATCH_NO)
    expect(lastRequest()).toMatchObject({ method: "GET", body: "" })
    expect(lastRequest().url).toMatch(/^\/getInfo\.asp\?/)
    expect(lastQuery()).toMatchObject({ action: ask, batchNo: BATCH_NO, key, sbmId: "4711", apiUserId: "42" })
    expect(lastQuery().useXML).toBe(kind === "stock" ? undefined : "2")
    await client().acknowledge(kind, BATCH_NO)
    expect(lastQuery()).toMatchObject({ action: acknowledge, batchNo: BATCH_NO, key })
  })

  it("asks for all warehouses as XML", async () => {
    answer =
      '<r><stockChanges><stock id="2"><articles><article articleNo="A1" noItemsAv="1,5"/></articles></stock></stockChanges></r>'
    const batch = await client().fetchStock(BATCH_NO, { allSites: true })
    expect(batch).toEqual({
      batchNo: BATCH_NO,
      raw: answer,
      sites: [{ site: "2", rows: [{ articleNo: "A1", available: "1.5" }] }],
    })
    expect(lastQuery()).toMatchObject({ getMultipleStocksites: "1", useXML: "2" })
  })

  it("clears the stock batch, and asks for an invoice's address", async () => {
    answer = "1"
    await client().clearStockBatch(BATCH_NO)
    expect(lastQuery()).toMatchObject({
      action: "clearArticleBatch",
      clearSelf: "1",
      key: sign(CREDENTIALS, BATCH_NO),
    })
    answer = "1;https://api.specter.se/pdf.asp?id=9&t=x"
    await expect(client().invoiceLink("9")).resolves.toEqual({
      url: "https://api.specter.se/pdf.asp?id=9&t=x",
    })
    expect(lastQuery()).toMatchObject({
      typeDocument: "invoice",
      documentId: "9",
      key: sign(CREDENTIALS, "getPDFLink9"),
    })
    answer = "1;javascript:alert(1)"
    expect((await failureOf(client().invoiceLink("9"))).kind).toBe("unknown")
  })

  it("checks the account with today's date", async () => {
    answer = "1;Ok"
    await client().checkAccount({ date: "2026-01-31", callbacks: { orders: "" } })
    expect(lastQuery()).toMatchObject({
      action: "checkAccountSettings",
      date: "2026-01-31",
      actionOrderChange: "",
      key: sign(CREDENTIALS, "2026-01-31"),
    })
  })

  it("leaves out apiUserId in version 1 of the API", async () => {
    answer = "1"
    const credentials = { version: 1, sbmId: "4711", md5Key1: "ett-1", md5Key2: "två-2" } as const
    await client({ credentials }).checkAccount({ date: "2026-01-31" })
    expect(lastQuery()).not.toHaveProperty("apiUserId")
    expect(lastQuery().key).toBe(sign(credentials, "2026-01-31"))
  })

  it("uses the merchant's own names, below an address with a path", async () => {
    answer = "1"
    const wireNames = { "actions.removeArticle": "deleteArticleSubmit", "endpoints.write": "v2/putInfo.asp" }
    await client({ wireNames, baseUrl: `${server.baseUrl}shop` }).removeArticle({ articleNo: "A1" })
    expect(lastRequest().url).toMatch(/^\/shop\/v2\/putInfo\.asp\?action=deleteArticleSubmit&/)
  })

  it("names the open batch of code 99, as a line and as XML", async () => {
    answer = `0;99;Batch '${OPEN}' är redan öppen, inte '${BATCH_NO}'`
    expect(await failureOf(client().fetchStock(BATCH_NO))).toMatchObject({
      kind: "batch_open",
      code: "99",
      openBatchNo: OPEN,
    })
    answer = `<root><APIresponse><result>0</result><code>99</code><message><![CDATA['${BATCH_NO}' is not open, '${OPEN}' is]]></message></APIresponse></root>`
    expect(await failureOf(client().acknowledge("orders", BATCH_NO))).toMatchObject({
      kind: "batch_open",
      openBatchNo: OPEN,
    })
    expect((await failureOf(client().submitOrder(order))).kind).toBe("refused")
  })

  it.each([
    "Felaktig nyckel",
    "Invalid key",
    "The key is not valid",
    "apiUserId saknas",
    "Okänt sbmId",
    "No licence for the web shop API",
    "Kontot är spärrat",
    "Åtkomst nekad",
    "Fel 5: åtkomst nekad",
  ])("knows trouble with the account: %p", async (words) => {
    answer = `0;5;${words}`
    expect(await failureOf(client().submitOrder(order))).toMatchObject({ kind: "account", code: "5", words })
  })

  it.each([
    "Artikeln KEY-1 saknas",
    "Article 'key ring' is missing",
    "Invalid account code for VAT 12",
    "Bokföringskonto saknas",
    "Licens Office saknas inte i lager",
  ])("does not take a refusal of the data for it: %p", async (words) => {
    answer = `0;5;${words}`
    expect(await failureOf(client().submitOrder(order))).toMatchObject({ kind: "refused", code: "5", words })
  })

  it("knows trouble with the account by the merchant's own codes", async () => {
    answer = "0;31;Nej"
    const wireNames = { "codes.account": "30, 31" }
    expect((await failureOf(client({ wireNames }).submitOrder(order))).kind).toBe("account")
  })

  it("sends nothing when the message breaks its schema", async () => {
    const before = server.received.length
    const failure = await failureOf(client().submitOrder({ ...order, rows: [] }))
    expect(failure).toMatchObject({
      kind: "invalid",
      action: "newOrderSubmit",
      problems: [{ field: "rows" }],
    })
    await expect(client().submitArticles([])).rejects.toThrow(RangeError)
    expect(server.received.length).toBe(before)
    expect(exchanges).toEqual([])
  })

  it("tells the observer of every exchange, once, with the caller's id", async () => {
    answer = "0;12;Artikeln saknas"
    await failureOf(client().submitOrder(order, { correlationId: "transfer-1" }))
    expect(exchanges).toEqual([
      {
        action: "newOrderSubmit",
        startedAt: expect.any(Date),
        durationMs: expect.any(Number),
        request: expect.stringMatching(
          /\/putInfo\.asp\?action=newOrderSubmit&sbmId=4711.*\ncustomerId=5001&.*&key=\*\*\*$/
        ),
        status: 200,
        answer: "0;12;Artikeln saknas",
        outcome: "refused",
        correlationId: "transfer-1",
      },
    ])
  })

  it("writes a call with articles at once, and sends it when told to", async () => {
    answer = "1"
    const before = server.received.length
    const messages = articles.map((article) => ({ ...article }))
    const send = client().prepareArticles(messages, {}, { correlationId: "transfer-1" })
    messages[0].name = "Ändrad sedan"
    await sleep(30)
    expect([server.received.length, exchanges.length]).toEqual([before, 0])
    const sentAt = Date.now()
    await expect(send()).resolves.toEqual({ message: "", notes: [[], []] })
    expect(server.received.length).toBe(before + 1)
    expect(lastRequest().body).not.toContain("%C4ndrad")
    expect(exchanges).toMatchObject([{ outcome: "ok", correlationId: "transfer-1" }])
    expect(exchanges[0].startedAt.getTime()).toBeGreaterThanOrEqual(sentAt)
    expect(() => client().prepareArticles([])).toThrow(RangeError)
  })

  it("cuts an answer in the record to 4,000 characters", async () => {
    answer = `1;1;${"å".repeat(30_000)}`
    await client().submitCustomer(person)
    expect(exchanges[0].answer).toHaveLength(4_000)
  })

  it("succeeds though the observer fails, and warns", async () => {
    answer = "1;7001;OK"
    const warned = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined)
    const observe = () => {
      throw new Error("the disk is full")
    }
    await expect(client({ observe }).submitOrder(order)).resolves.toMatchObject({ orderId: "7001" })
    expect(warned.mock.calls).toEqual([[expect.stringContaining("the disk is full"), "SpecterWarning"]])
    warned.mockRestore()
  })
})

describe("secrets", () => {
  const CALLBACK = "callback-hemlig-7"
  const shown: unknown[] = []
  let server: LocalServer
  let echo: (text: string) => { status: number; body: string }

  /** Specter at its worst: it repeats all it was sent and knows, in every form. */
  const everything = () => {
    const words = `userkey-åäö-1 integration-key-2 userkey-%E5%E4%F6-1 ${CALLBACK} userkey-&#229;&auml;&ouml;-1`
    return `${"x".repeat(490)} ${words}`
  }

  beforeAll(async () => {
    server = await startHttpServer((response, { url, body }) => {
      const { status, body: text } = echo(`${everything()} ${url} ${body}`)
      response.writeHead(status, { Location: `/else?${url}` }).end(Buffer.from(text, "latin1"))
    })
  })
  afterAll(() => server.close())

  const secrets = [
    ...["userkey-åäö-1", "userkey-%E5%E4%F6-1", "userkey-%C3%A5", "integration-key-2", CALLBACK],
    ...["5001", BATCH_NO, "2026-01-31", "TRÖJA-S"].map((value) => sign(CREDENTIALS, value)),
  ]

  it.each([
    ["a line", "1;ADDRESS"],
    ["XML", "<r><APIresponse><result>1</result><id>ADDRESS</id></APIresponse></r>"],
    ["a refusal", "0;12;Se ADDRESS först"],
  ])(
    "such as the way to an invoice stand in no error and no record of its address in %s",
    async (_, form) => {
      const address = "https://api.specter.se/pdf.asp?id=9&t=nyckel-åt-fakturan"
      echo = () => ({ status: 200, body: form.replace("ADDRESS", address) })
      const records: unknown[] = []
      const client = new SpecterClient({
        baseUrl: server.baseUrl,
        credentials: CREDENTIALS,
        observe: (exchange) => records.push(exchange),
      })
      await client.invoiceLink("9").catch((error: Error) => records.push(error.message, { ...error }))
      expect(JSON.stringify(records)).toContain("https://api.specter.se/pdf.asp?***")
      expect(JSON.stringify(records)).not.toContain("nyckel")
    }
  )

  it.each<[string, (text: string) => { status: number; body: string }]>([
    ["a refusal", (text) => ({ status: 200, body: `0;12;${text}` })],
    ["a success", (text) => ({ status: 200, body: `1;77;${text}` })],
    ["a refusal of the key", (text) => ({ status: 200, body: `0;12;Invalid key ${text}` })],
    [
      "a refusal in XML",
      (text) => ({
        status: 200,
        body: `<r><APIresponse><result>0</result><message><![CDATA[${text}]]></message></APIresponse></r>`,
      }),
    ],
    ["an error page", (text) => ({ status: 500, body: `<html><title>${text}</title>${text}</html>` })],
    ["a redirect", (text) => ({ status: 302, body: text })],
    ["words without form", (text) => ({ status: 200, body: text })],
    ["cut XML", (text) => ({ status: 200, body: `<r><a b="${text}` })],
  ])("stand in no error and no record when Specter repeats them in %s", async (_, form) => {
    echo = form
    shown.length = 0
    const client = new SpecterClient({
      baseUrl: server.baseUrl,
      credentials: CREDENTIALS,
      observe: (exchange) => shown.push(exchange),
    })
    const stock = `https://butik.se/specter/callbacks/${CALLBACK}/stock`
    const calls = [
      () => client.submitOrder(order),
      () => client.submitArticles(articles),
      () => client.acknowledge("orders", BATCH_NO),
      () => client.checkAccount({ date: "2026-01-31", callbacks: { stock } }),
    ]
    for (const call of calls) {
      const outcome: unknown = await call().catch((error: unknown) => error)
      const own = outcome instanceof Error ? [outcome.message, outcome.stack, String(outcome)] : []
      shown.push(outcome, ...own, ...(Object.values(outcome as object) as unknown[]))
    }
    const text = JSON.stringify(shown)
    expect(shown.length).toBeGreaterThan(8)
    // A callback's secret is only known to the call that registers it.
    const registering = JSON.stringify(
      shown.filter((item) => JSON.stringify(item)?.includes("checkAccountSettings"))
    )
    for (const secret of secrets) {
      const where = secret === CALLBACK ? registering : text
      expect(where.includes(secret) ? secret : "none").toBe("none")
    }
  })
})
