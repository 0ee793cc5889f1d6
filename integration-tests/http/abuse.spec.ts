import { once } from "node:events"
import { readdirSync } from "node:fs"
import { createServer } from "node:http"
import { type AddressInfo, connect } from "node:net"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { eventually } from "../eventually"
import { placeOrder } from "../place-order"
import { pull } from "../pull"
import { stockOf } from "../specter-changes"
import { inSpecter, shownIn } from "../specter-orders"
import { countStock } from "../specter-stock"
import { CALLBACK_SECRET, describeStore } from "../store"

const WRONG_CALLS = 3_000
const AT_ONCE = 20
const ROUTES = path.join(__dirname, "../../src/api/admin/specter")
const SCRIPT = "<script>alert('å')</script><img src=x onerror=alert(1)>"

describeStore((store) => {
  beforeEach(() => countStock(store))

  const callback = (event: string, secret = CALLBACK_SECRET) => `/specter/callbacks/${secret}/${event}`
  const notices = async () => {
    const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    return await knex("specter_notice").select("kind", "subject")
  }
  const sells = async () => {
    const order = await placeOrder(store.api, store.shop, { items: [{ sku: "BOK-1", quantity: 1 }] })
    await shownIn(store, "sent", order.id)
    expect(inSpecter(store, order)).toHaveLength(1)
  }

  it(`${WRONG_CALLS} callbacks with wrong secrets get nothing, ask Specter for nothing, and the shop sells`, async () => {
    const statuses = new Map<number, number>()
    let left = WRONG_CALLS
    const guess = async () => {
      while (left > 0) {
        left -= 1
        const { status } = await store.api.get(callback("stock", `gissning-${left}-0123456789`))
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }
    const before = store.sandbox.calls.length
    await Promise.all([...Array.from({ length: AT_ONCE }, guess), sells()])
    expect([...statuses]).toEqual([[404, WRONG_CALLS]])
    const asked = store.sandbox.calls.slice(before).map(({ action }) => action)
    // The polling's own, once since the store has started.
    expect(asked.filter((action) => action === "getArticleExternalNeedUpdate").length).toBeLessThanOrEqual(1)
    const { data } = await store.admin.get("/admin/specter/status")
    expect(data.connection.callbacks_refused).toBeGreaterThanOrEqual(WRONG_CALLS)
  })

  it.each([
    ["an array", "invoice?orderId[]=1&invoiceId[]=2"],
    ["a prototype", "invoice?__proto__[orderId]=1&constructor[prototype][invoiceId]=2"],
    ["an object", "invoice?orderId[a]=1&invoiceId[b]=2"],
    ["SQL", "invoice?orderId=1'%20OR%20'1'='1&invoiceId=1;DROP%20TABLE%20specter_transfer"],
    ["nothing", "invoice?orderId=&invoiceId="],
    ["placeholders", "invoice?orderId=$orderId&invoiceId=$invoiceId"],
    ["a very long number", `invoice?orderId=${"7".repeat(4_000)}&invoiceId=1`],
    ["half a percent sign", "invoice?orderId=%&invoiceId=%C5"],
    ["NUL", "invoice?orderId=1%00&invoiceId=2%00"],
    ["many names", `order-removed?${Array.from({ length: 500 }, (_, index) => `a${index}=1`).join("&")}`],
  ])("a callback that names %s is answered and believed in nothing", async (_, event) => {
    const { status } = await store.api.get(callback(event))
    expect([200, 400]).toContain(status)
    expect(await notices()).toEqual([])
    expect(({} as any).orderId).toBeUndefined()
  })

  it("of a number that a callback names twice one is taken", async () => {
    expect((await store.api.get(callback("invoice?orderId=1&orderId=2&invoiceId=9"))).status).toBe(200)
    expect(await notices()).toHaveLength(1)
  })

  it.each([
    ["a name of every object", "__proto__"],
    ["a constructor", "constructor"],
    ["a way upwards", "stock%2F..%2F..%2Fadmin"],
    ["another way upwards", "..%2fstock"],
    ["NUL", "STOCK%00"],
    ["5,000 letters", "a".repeat(5_000)],
  ])("the event that is %s is none", async (_, event) => {
    expect((await store.api.get(callback(event))).status).toBe(404)
  })

  it("a body is not read: neither a huge nor a malformed nor a strange one harms", async () => {
    const bodies: [string, string | Buffer][] = [
      ["application/json", "{".repeat(10_000)],
      ["application/json", `{"__proto__":{"orderId":"1"}}`],
      ["application/x-www-form-urlencoded", "a[b]".repeat(10_000)],
      ["text/xml", `<!DOCTYPE r [<!ENTITY a "aaaa">]><r>&a;</r>`],
      ["multipart/form-data; boundary=x", "--x\r\n"],
      ["application/octet-stream", Buffer.alloc(2 * 1024 * 1024)],
    ]
    for (const [type, body] of bodies) {
      const config = { headers: { "content-type": type } }
      const { status } = await store.api.post(callback("order-removed"), body as unknown as object, config)
      expect([type, status]).toEqual([type, 200])
    }
    expect(await notices()).toEqual([])
  })

  it("senders who never end their request hold up nobody", async () => {
    const { port } = new URL((await baseUrl()) ?? "")
    const slow = Array.from({ length: 50 }, () => {
      const socket = connect(Number(port), "127.0.0.1")
      socket.on("error", () => undefined)
      socket.write(`POST ${callback("stock")} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n`)
      return socket
    })
    await sleep(200)
    await sells()
    slow.forEach((socket) => socket.destroy())
  })

  /** Of the store, as a stranger reaches it. */
  async function baseUrl(): Promise<string | undefined> {
    const answer: any = await store.api.get("/health")
    return answer.config?.baseURL
  }

  it("every admin route answers 401 without a user, whatever the method", async () => {
    const routes = (readdirSync(ROUTES, { recursive: true }) as string[])
      .filter((file) => path.basename(file) === "route.ts")
      .map((file) => path.dirname(file).replace(/\[[^\]]+\]/g, "x"))
    expect(routes.length).toBeGreaterThan(12)
    for (const route of routes) {
      for (const answer of [
        await store.api.get(`/admin/specter/${route}`),
        await store.api.post(`/admin/specter/${route}`),
        await store.api.get(`/admin/specter/${route}`, { headers: { authorization: "Bearer a.b.c" } }),
        await store.api.get(`/admin/specter/${route}`, { headers: { authorization: "Basic Og==" } }),
      ]) {
        expect([route, answer.status]).toEqual([route, 401])
      }
    }
  })

  it.each<[string, Record<string, string>, number[]]>([
    ["another method", { "x-http-method-override": "DELETE", "x-method-override": "DELETE" }, []],
    [
      "another sender and address",
      {
        "x-forwarded-for": "127.0.0.1, ::1",
        "x-forwarded-host": "127.0.0.1",
        "x-forwarded-proto": "javascript",
        "x-original-url": "/health",
        "x-rewrite-url": "/health",
      },
      [],
    ],
    ["another host", { host: "%C3%A5/../@elsewhere.example:99999" }, []],
    ["a packed body that is none", { "content-encoding": "gzip", "content-type": "application/json" }, []],
    ["20 kB", { "x-long": "a".repeat(20_000) }, [431]],
  ])("headers that tell of %s let nobody in and break nothing", async (_, headers, refusals) => {
    const answers = [
      [callback("order-removed"), [200, 400]],
      [callback("order-removed", "gissning-0123456789"), [404]],
      ["/admin/specter/settings", [400, 401]],
    ] as const
    for (const [address, usual] of answers) {
      const statuses = [
        await store.api.get(address, { headers }),
        await store.api.post(address, "ingen gzip" as unknown as object, { headers }),
      ].map(({ status }) => status)
      const allowed = refusals.length > 0 ? refusals : usual
      expect([address, statuses.filter((status) => !allowed.includes(status as never))]).toEqual([
        address,
        [],
      ])
    }
    expect(await notices()).toEqual([])
    await sells()
  })

  describe("a hostile Specter", () => {
    /** But for what is hostile it is a stock batch's answer. */
    const stockAnswer = (doctype: string, figure: string) =>
      `<?xml version="1.0"?>${doctype}<root><stockChanges><stock><articles><article><articleNo>BOK-1</articleNo>` +
      `<noItemsAv>${figure}</noItemsAv></article></articles></stock></stockChanges></root>`

    it.each([
      [
        "an entity bomb",
        stockAnswer(`<!DOCTYPE root [<!ENTITY a "77777"><!ENTITY b "&a;&a;&a;&a;">]>`, "&b;"),
      ],
      ["a foreign file", stockAnswer(`<!DOCTYPE root [<!ENTITY x SYSTEM "file:///etc/passwd">]>`, "&x;")],
      ["a depth without end", stockAnswer("", `${"<a>".repeat(5_000)}7${"</a>".repeat(5_000)}`)],
    ])("that sends %s changes nothing, and the next answer is read", async (_, bomb) => {
      await pull(store, "stock")
      const { stocked } = await stockOf(store, "BOK-1")
      store.sandbox.setStock("BOK-1", 31)
      store.sandbox.fault("getArticleExternalNeedUpdate", { kind: "malformed-xml", text: bomb })
      await pull(store, "stock")
      expect(stocked).not.toBe(31)
      expect((await stockOf(store, "BOK-1")).stocked).toBe(stocked)
      await pull(store, "stock")
      expect((await stockOf(store, "BOK-1")).stocked).toBe(31)
      await sells()
    })

    const isSentInTheEnd = async () => {
      const order = await placeOrder(store.api, store.shop, { items: [{ sku: "BOK-1", quantity: 1 }] })
      await eventually(async () => {
        await store.admin.post(`/admin/specter/orders/${order.id}/transfer`)
        return (await store.admin.get(`/admin/specter/orders/${order.id}`)).data.order.state === "sent"
      }, 30)
      expect(inSpecter(store, order)).toHaveLength(1)
    }

    it("that redirects gets no key elsewhere, and the order is sent once", async () => {
      const asked: (string | undefined)[] = []
      const elsewhere = createServer(({ url }, response) => {
        asked.push(url)
        response.end("1;0;")
      })
      await once(elsewhere.listen(0, "127.0.0.1"), "listening")
      const { port } = elsewhere.address() as AddressInfo
      store.sandbox.fault("newOrderSubmit", { kind: "redirect", to: `http://127.0.0.1:${port}/stulen` })
      await isSentInTheEnd()
      expect(store.sandbox.calls.map(({ fault }) => fault)).toContain("redirect")
      expect(asked).toEqual([])
      elsewhere.close()
    })

    it("that answers without end is cut off, and the order is sent once", async () => {
      store.sandbox.fault("newOrderSubmit", { kind: "endless-body" })
      await isSentInTheEnd()
    })

    it("whose words are a script is shown as plain text", async () => {
      store.sandbox.fault("newOrderSubmit", { kind: "refuse", message: SCRIPT })
      const order = await placeOrder(store.api, store.shop, { items: [{ sku: "BOK-1", quantity: 1 }] })
      const { words } = await shownIn(store, "rejected", order.id)
      expect(words).not.toMatch(/<\w/)
      const answer: any = await store.admin.get(`/admin/specter/transfers?state=rejected`)
      expect(answer.headers["content-type"]).toContain("application/json")
    })
  })
})
