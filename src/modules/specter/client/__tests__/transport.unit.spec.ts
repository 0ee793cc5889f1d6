import { once } from "node:events"
import net, { type AddressInfo } from "node:net"
import { gzipSync } from "node:zlib"
import type { Readable } from "node:stream"
import { CREDENTIALS, order, person } from "./examples"
import { startHttpServer, startTcpServer, type LocalServer } from "./local-server"
import { isSpecterError, SpecterClient, type Exchange, type SpecterFailure } from ".."

const MB = 1024 * 1024

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

const servers: LocalServer[] = []
const exchanges: Exchange[] = []

async function http(...given: Parameters<typeof startHttpServer>): Promise<LocalServer> {
  const server = await startHttpServer(...given)
  servers.push(server)
  return server
}

async function tcp(...given: Parameters<typeof startTcpServer>): Promise<LocalServer> {
  const server = await startTcpServer(...given)
  servers.push(server)
  return server
}

const clientOf = (baseUrl: string, timeoutMs = 5_000) =>
  new SpecterClient({
    baseUrl,
    credentials: CREDENTIALS,
    timeoutMs,
    observe: (exchange) => exchanges.push(exchange),
  })

const submit = (server: { baseUrl: string }, timeoutMs?: number) =>
  failureOf(clientOf(server.baseUrl, timeoutMs).submitOrder(order))

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
  exchanges.length = 0
})

/** A port that nothing listens on. */
async function closedPort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, "close")
  return port
}

describe("a call that Specter cannot have received", () => {
  it("is one that is refused a connection", async () => {
    const failure = await submit({ baseUrl: `http://127.0.0.1:${await closedPort()}/` })
    expect(failure).toMatchObject({ kind: "not_received", code: "ECONNREFUSED", action: "newOrderSubmit" })
    expect(exchanges).toMatchObject([{ outcome: "not_received" }])
    expect(exchanges[0]).not.toHaveProperty("status")
  })

  it("is one to a host that does not exist", async () => {
    expect((await submit({ baseUrl: "http://specter.invalid/" })).kind).toBe("not_received")
  })

  it("is one without TLS at the other end", async () => {
    const { baseUrl } = await tcp((socket) =>
      socket.once("data", () => socket.end("HTTP/1.1 400 Bad\r\n\r\n"))
    )
    expect((await submit({ baseUrl: baseUrl.replace("http:", "https:") })).kind).toBe("not_received")
  })

  it("is one whose TLS handshake never ends", async () => {
    const { baseUrl } = await tcp(() => undefined)
    const failure = await submit({ baseUrl: baseUrl.replace("http:", "https:") }, 200)
    expect(failure).toMatchObject({ kind: "not_received", code: "TIMEOUT" })
  })

  it.each([429, 502, 503, 504])("is one answered with HTTP %p", async (status) => {
    const server = await http((response) =>
      response.writeHead(status).end("<html><title>Underhåll</title></html>")
    )
    expect(await submit(server)).toMatchObject({ kind: "not_received", httpStatus: status })
  })
})

describe("a call that may have been carried out", () => {
  it("is one whose connection is reset before the request was read", async () => {
    const server = await tcp((socket) => {
      socket.pause()
      setTimeout(() => socket.resetAndDestroy(), 100)
    })
    expect(await submit(server)).toMatchObject({ kind: "unknown", code: "ECONNRESET" })
  })

  it("is one whose connection is closed after the request was read", async () => {
    const server = await tcp((socket) => socket.once("data", () => socket.destroy()))
    const failure = await submit(server)
    expect(failure).toMatchObject({ kind: "unknown", code: "ECONNRESET" })
    expect(exchanges).toMatchObject([{ outcome: "unknown" }])
  })

  it("is one that is never answered", async () => {
    const server = await http(() => undefined)
    const started = Date.now()
    expect(await submit(server, 200)).toMatchObject({ kind: "unknown", code: "TIMEOUT" })
    expect(Date.now() - started).toBeLessThan(2_000)
  })

  it("is one whose answer drips in beyond the limit", async () => {
    const server = await http((response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write("1"), 50)
      response.on("close", () => clearInterval(timer))
    })
    const started = Date.now()
    expect(await submit(server, 400)).toMatchObject({ kind: "unknown", code: "TIMEOUT" })
    expect(Date.now() - started).toBeLessThan(2_000)
  })

  it("is one whose answer ends before its length", async () => {
    const server = await tcp((socket) =>
      socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n1;7001;OK"))
    )
    expect((await submit(server)).kind).toBe("unknown")
  })

  it("is one whose answer is no HTTP", async () => {
    const server = await tcp((socket) => socket.once("data", () => socket.end("1;7001;OK")))
    expect((await submit(server)).kind).toBe("unknown")
  })

  it.each([400, 401, 403, 404, 500, 501])(
    "is one answered with HTTP %p, with the page's words",
    async (status) => {
      const page =
        "<html><head><title>Fel</title></head><body><b>VBScript</b> körfel &#39;800a01a8&#39;</body></html>"
      const server = await http((response) => response.writeHead(status).end(Buffer.from(page, "latin1")))
      expect(await submit(server)).toMatchObject({
        kind: "unknown",
        httpStatus: status,
        words: "Fel: VBScript körfel '800a01a8'",
      })
      expect(exchanges).toMatchObject([{ status, answer: page }])
    }
  )

  it.each([301, 302, 307, 308])(
    "is one that is redirected by HTTP %p, which is named and not followed",
    async (status) => {
      const elsewhere = await http((response) => response.end("1;7001;OK"))
      const server = await http((response) =>
        response.writeHead(status, { Location: `${elsewhere.baseUrl}putInfo.asp?key=abc` }).end()
      )
      const failure = await submit(server)
      expect(failure).toMatchObject({ kind: "unknown", httpStatus: status })
      expect(failure.message).toContain(`${elsewhere.baseUrl}putInfo.asp`)
      expect(failure.message).not.toContain("abc")
      expect(elsewhere.received).toEqual([])
    }
  )

  it.each([
    ["nothing", ""],
    ["an HTML page", "<!DOCTYPE html><html><title>Fel</title></html>"],
    ["cut XML", "<root><APIresponse><result>1</result><id>7"],
    [
      "entities",
      '<!DOCTYPE r [<!ENTITY a "1"><!ENTITY b "&a;&a;">]><r><APIresponse><result>&b;</result></APIresponse></r>',
    ],
    ["words", "OK"],
  ])("is one answered with %s", async (_, body) => {
    const server = await http((response) => response.end(body))
    expect((await submit(server)).kind).toBe("unknown")
  })

  it("is one answered with more than 20 MB", async () => {
    const server = await http((response) => response.end(Buffer.alloc(20 * MB + 1, "1")))
    expect(await submit(server, 15_000)).toMatchObject({ kind: "unknown", code: "TOO_LARGE" })
  })

  it("is one answered with little that unpacks to more than 20 MB", async () => {
    const packed = gzipSync(Buffer.alloc(50 * MB, "1"))
    const server = await http((response) =>
      response.writeHead(200, { "Content-Encoding": "gzip" }).end(packed)
    )
    expect(await submit(server, 15_000)).toMatchObject({ kind: "unknown", code: "TOO_LARGE" })
  })
})

describe("the connection", () => {
  it("unpacks an answer", async () => {
    const packed = gzipSync(Buffer.from("1;7001;Sparad på svenska å", "latin1"))
    const server = await http((response) =>
      response.writeHead(200, { "Content-Encoding": "gzip" }).end(packed)
    )
    await expect(clientOf(server.baseUrl).submitOrder(order)).resolves.toMatchObject({
      message: "Sparad på svenska å",
    })
  })

  it("tells no length of a document that comes packed", async () => {
    const packed = gzipSync(Buffer.alloc(10_000, "%PDF"))
    const server = await http((response) =>
      response
        .writeHead(200, {
          "Content-Type": "application/pdf",
          "Content-Encoding": "gzip",
          "Content-Length": packed.length,
        })
        .end(packed)
    )
    const { stream, length } = await clientOf(server.baseUrl).openDocument(`${server.baseUrl}pdf.asp`)
    const pieces: Buffer[] = []
    for await (const piece of stream) {
      pieces.push(piece as Buffer)
    }
    expect([length, Buffer.concat(pieces).length]).toEqual([undefined, 10_000])
  })

  it("is used again for the next call", async () => {
    const server = await http((response) => response.end("1;7001;OK"))
    const client = clientOf(server.baseUrl)
    await client.submitOrder(order)
    await client.submitCustomer(person)
    await client.submitOrder(order)
    expect(server.connections()).toBe(1)
  })

  it("makes one attempt, also when the connection it used again is closed under it", async () => {
    let requests = 0
    const server = await tcp((socket) =>
      socket.on("data", () => {
        requests += 1
        if (requests === 1) {
          socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1;7001;OK")
        } else {
          socket.destroy()
        }
      })
    )
    const client = clientOf(server.baseUrl)
    await client.submitOrder(order)
    expect((await failureOf(client.submitOrder(order))).kind).toBe("unknown")
    expect([requests, server.connections()]).toEqual([2, 1])
  })

  it("is not cut for being quiet longer than an idle one may be", async () => {
    const server = await http((response) => setTimeout(() => response.end("1;7001;OK"), 5_000).unref())
    await expect(clientOf(server.baseUrl, 10_000).submitOrder(order)).resolves.toMatchObject({
      orderId: "7001",
    })
  })

  it("is closed when it has been idle for a few seconds", async () => {
    let closed = false
    const server = await tcp((socket) => {
      socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1;7001;OK"))
      socket.on("end", () => {
        closed = true
      })
    })
    await clientOf(server.baseUrl).submitOrder(order)
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    expect(closed).toBe(false)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(closed).toBe(true)
  })

  it("goes past the environment's proxy", async () => {
    const server = await http((response) => response.end("1;7001;OK"))
    const before = process.env.HTTP_PROXY
    process.env.HTTP_PROXY = `http://127.0.0.1:${await closedPort()}`
    try {
      await expect(clientOf(server.baseUrl).submitOrder(order)).resolves.toMatchObject({ orderId: "7001" })
    } finally {
      if (before === undefined) {
        delete process.env.HTTP_PROXY
      } else {
        process.env.HTTP_PROXY = before
      }
    }
  })
})

describe("a document", () => {
  const readAll = async (stream: Readable): Promise<Buffer> => {
    const chunks: Buffer[] = []
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer)
    }
    return Buffer.concat(chunks)
  }
  const observed = async () => {
    for (let waited = 0; exchanges.length === 0 && waited < 100; waited++) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return exchanges
  }

  it("is streamed with its type and length, and its access token is not recorded", async () => {
    const pdf = Buffer.from("%PDF-1.4 faktura")
    const server = await http((response) =>
      response.writeHead(200, { "Content-Type": "application/pdf", "Content-Length": pdf.length }).end(pdf)
    )
    const document = await clientOf(server.baseUrl).openDocument(`${server.baseUrl}pdf.asp?id=9&token=x1y2`, {
      correlationId: "c1",
    })
    expect(document).toMatchObject({ contentType: "application/pdf", length: pdf.length })
    expect(await readAll(document.stream)).toEqual(pdf)
    expect(await observed()).toMatchObject([
      {
        action: "openDocument",
        outcome: "ok",
        status: 200,
        request: `${server.baseUrl}pdf.asp?***`,
        correlationId: "c1",
      },
    ])
    expect(server.received[0].url).toBe("/pdf.asp?id=9&token=x1y2")
  })

  it.each([
    "http://evil.example/pdf.asp",
    "https://api.specter.se.evil.example/x",
    "file:///etc/passwd",
    "http://user:pass@api.specter.se/",
    "https://user:pass@api.specter.se/",
    "http://api.specter.se/pdf.asp",
    "https://api.specter.se:8443/pdf.asp",
    "pdf.asp",
  ])("at %s is not opened", async (address) => {
    const client = clientOf("https://api.specter.se/")
    expect(await failureOf(client.openDocument(address))).toMatchObject({
      kind: "invalid",
      problems: [{ field: "url" }],
    })
    expect(exchanges).toEqual([])
  })

  it("that redirects or is missing is a failure", async () => {
    const server = await http((response, { url }) =>
      response.writeHead(url === "/gone" ? 404 : 302, { Location: "http://127.0.0.1:1/" }).end("borta")
    )
    const client = clientOf(server.baseUrl)
    expect(await failureOf(client.openDocument(`${server.baseUrl}moved`))).toMatchObject({ httpStatus: 302 })
    expect(await failureOf(client.openDocument(`${server.baseUrl}gone`))).toMatchObject({ httpStatus: 404 })
  })

  it("that says it is larger than 20 MB is not opened", async () => {
    const server = await http((response) =>
      response.writeHead(200, { "Content-Length": 21 * MB }).write("%PDF")
    )
    const failure = await failureOf(clientOf(server.baseUrl).openDocument(`${server.baseUrl}big`))
    expect(failure).toMatchObject({ code: "TOO_LARGE" })
  })

  it("that turns out larger than 20 MB ends in a Specter error", async () => {
    const endless = await http((response) => {
      const piece = Buffer.alloc(MB)
      const more = () => {
        while (response.write(piece));
      }
      response.on("drain", more)
      more()
    })
    const { stream } = await clientOf(endless.baseUrl, 15_000).openDocument(`${endless.baseUrl}endless`)
    expect(await failureOf(readAll(stream))).toMatchObject({ code: "TOO_LARGE" })
    expect(await observed()).toMatchObject([{ outcome: "unknown" }])
  })

  it("that breaks off, or takes too long, ends in a Specter error", async () => {
    const server = await http((response, { url }) => {
      response.writeHead(200, { "Content-Length": 1000 }).write("%PDF")
      if (url === "/broken") {
        setTimeout(() => response.destroy(), 50)
      }
    })
    const client = clientOf(server.baseUrl, 400)
    const broken = await client.openDocument(`${server.baseUrl}broken`)
    expect(await failureOf(readAll(broken.stream))).toMatchObject({ kind: "unknown", code: "ECONNRESET" })
    const slow = await client.openDocument(`${server.baseUrl}slow`)
    expect(await failureOf(readAll(slow.stream))).toMatchObject({ kind: "unknown", code: "TIMEOUT" })
  })

  it("that nobody reads is closed at the limit and harms nothing", async () => {
    const server = await http((response) => response.writeHead(200, { "Content-Length": 1000 }).write("%PDF"))
    const { stream } = await clientOf(server.baseUrl, 200).openDocument(`${server.baseUrl}unread`)
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(await failureOf(readAll(stream))).toMatchObject({ code: "TIMEOUT" })
  })
})
