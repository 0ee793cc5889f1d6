import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Script } from "node:vm"
import { Sandbox, startSandbox } from "../index"
import { remoteSandbox } from "../remote"
import { script } from "../web/script"
import {
  batch,
  batchNumber,
  checkAccount,
  http,
  keyFor,
  person,
  stockedShop,
  submitOrder,
  submitPerson,
} from "./shop"

const secret = "callback-secret-0123456789"

describe("control from outside", () => {
  let sandbox: Sandbox

  beforeEach(async () => {
    sandbox = await startSandbox({ callbackDelayMs: 0 })
    await stockedShop(sandbox)
    await submitOrder(sandbox, "5001", [{ articleNo: "TRÖJA-S", noOfItems: "2" }], {
      externalOrderNo: "WEB-1",
      payTypeIdentifier: "KG",
      publishedComment: "<script>alert('hej')</script>",
    })
  })

  afterEach(() => sandbox.close())

  describe("by another process", () => {
    it("does everything that can be done in the same process", async () => {
      const remote = remoteSandbox(sandbox.url)
      await remote.setStock("TRÖJA-S", 20, "2")
      expect(await remote.stock("TRÖJA-S", "2")).toEqual({ onHand: "20", reserved: "0", available: "20" })
      expect(
        await remote.upsertArticle({ articleNo: "NY", name: "Ny & fin", onHand: { "1": 3, "2": 4 } })
      ).toMatchObject({ onHand: { "2": "4" } })
      await remote.removeArticle("NY")
      await remote.setOrderStatus("7001", { statusId: "2", rows: [{ articleNo: "TRÖJA-S", noOfItems: 3 }] })
      await remote.changeOrderRow("7001", "KAFFE", { noOfItems: 1, priceExclVAT: "10" })
      expect(
        await remote.deliver("7001", { trackingNo: "SE1", rows: [{ articleNo: "KAFFE", noOfItems: 1 }] })
      ).toMatchObject({ trackingNo: "SE1" })
      expect(await remote.makeInvoice("7001")).toBe("9001")
      const state = await remote.state()
      expect(state.orders).toMatchObject([
        { orderNo: "7001", statusId: "3", deliveryStatus: "P", invoiceId: "9001", total: "308.20" },
      ])
      await remote.removeOrder("7001")
      expect(sandbox.orders.size).toBe(0)
      await remote.idle()
      await remote.reset()
      expect(await remote.state()).toMatchObject({ orders: [], calls: [], customers: [] })
    })

    it("sets faults, for once or for ever, and delay", async () => {
      const remote = remoteSandbox(sandbox.url)
      await remote.fault("checkAccountSettings", { kind: "refuse", code: "60", message: "Nej" }, Infinity)
      expect(await checkAccount(sandbox)).toBe("0;60;Nej")
      expect(await checkAccount(sandbox)).toBe("0;60;Nej")
      await remote.clearFaults()
      await remote.randomFaults(1, 3, ["empty"])
      expect(await checkAccount(sandbox)).toBe("")
      await remote.randomFaults(0, 3)
      await remote.acceptDelay(0)
      await remote.callBack("stock")
      expect(await checkAccount(sandbox)).toMatch(/^1;/)
    })

    it("says why something cannot be done", async () => {
      const remote = remoteSandbox(sandbox.url)
      await expect(remote.setStock("INGEN", 1)).rejects.toThrow("There is no article INGEN")
      await expect(remote.setStock("TRÖJA-S", "sju")).rejects.toThrow('"sju" is not a decimal number')
      await expect(remote.makeInvoice("7009")).rejects.toThrow("There is no order 7009")
      await expect(remote.fault("*", { kind: "nonsense" as "drop" })).rejects.toThrow(
        '"nonsense" is no fault'
      )
      expect(await http(`${sandbox.url}_sandbox/nothing`, "POST", "{}", "application/json")).toMatchObject({
        status: 404,
      })
      expect(await http(`${sandbox.url}_sandbox/stock`, "POST", "[", "application/json")).toMatchObject({
        status: 400,
      })
    })

    it("shows neither keys nor the callbacks' secret", async () => {
      await checkAccount(sandbox, {
        actionStockChange: `http://127.0.0.1:9/specter/callbacks/${secret}/stock?o=$orderId`,
      })
      await sandbox.callBack("stock")
      const state = (await http(`${sandbox.url}_sandbox/state`)).text
      const page = (await http(sandbox.url)).text
      for (const shown of [state, page]) {
        expect(shown).toContain("/specter/callbacks/***/stock?o=$orderId")
        expect(shown).not.toContain(secret)
        expect(shown).not.toContain(keyFor(sandbox, "Åsa Öberg"))
        expect(shown).not.toContain("demo-user-key")
      }
    })

    it("turns away pages of other web sites", async () => {
      const response = await fetch(`${sandbox.url}_sandbox/reset`, {
        method: "POST",
        headers: { origin: "https://elsewhere.example" },
      })
      expect(response.status).toBe(403)
      expect(sandbox.orders.size).toBe(1)
    })
  })

  describe("by its page", () => {
    const page = async (query = "") => (await http(`${sandbox.url}${query}`)).bytes.toString("utf8")

    it("shows the newest first", async () => {
      await submitOrder(sandbox, "5001", [{ articleNo: "KAFFE" }], { externalOrderNo: "WEB-2" })
      const text = await page()
      expect(text.indexOf('id="order-7002"')).toBeGreaterThan(0)
      expect(text.indexOf('id="order-7002"')).toBeLessThan(text.indexOf('id="order-7001"'))
      expect(text).toContain("198.00 SEK")
      expect(text).toContain("Payment KG")
      expect(text).toContain("Örebro")
      expect(text).toContain("− 2 reserved = <b>8</b> available")
    })

    it("escapes what it shows", async () => {
      const text = await page()
      expect(text).not.toContain("<script>alert")
      expect(text).toContain("&lt;script&gt;alert(&#39;hej&#39;)&lt;/script&gt;")
    })

    it("finds by any text", async () => {
      expect(await page("?q=web-1")).toContain('id="order-7001"')
      const none = await page("?q=%22%3E%3Cb%3E")
      expect(none).not.toContain('id="order-7001"')
      expect(none).toContain('value="&quot;&gt;&lt;b&gt;"')
    })

    it("has forms for what exists only, and a script that a browser can read", async () => {
      const actions = [...(await page()).matchAll(/method="post"\s+action="([^"]+)"/g)].map(
        (match) => match[1] ?? ""
      )
      expect(new Set(actions).size).toBeGreaterThan(9)
      for (const action of new Set(actions)) {
        const { status } = await http(new URL(action, sandbox.url).href, "POST", "")
        expect([action, status]).not.toEqual([action, 404])
      }
      expect(() => new Script(script)).not.toThrow()
    })

    it("takes a browser's plain form and leads back to the page", async () => {
      const post = (path: string, body: string) =>
        fetch(`${sandbox.url}_sandbox/${path}`, {
          method: "POST",
          redirect: "manual",
          headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
          body,
        })
      const article = encodeURIComponent("TRÖJA-S")
      expect((await post("stock", `articleNo=${article}&stockSite=1&onHand=4%2C5`)).status).toBe(303)
      expect(sandbox.stock("TRÖJA-S").onHand).toBe("4.5")
      await post("articles", `articleNo=${article}&name=Tr%C3%B6ja+bl%C3%A5&priceExclVAT=&articleGroup=`)
      expect(sandbox.articles.get("TRÖJA-S")).toMatchObject({ name: "Tröja blå", priceExclVAT: "79.2" })
      await post("faults", "action=*&kind=refuse&times=&code=&message=&ms=&bytes=&to=")
      expect(await checkAccount(sandbox)).toMatch(/^0;50;/)
      await post("orders/7001", "statusId=5")
      expect(sandbox.orders.get("7001")?.statusName).toBe("Makulerad")
      expect((await post("orders/7001/invoice", "")).status).toBe(400)
    })
  })
})

describe("a sandbox that starts again", () => {
  const folder = mkdtempSync(join(tmpdir(), "specter-sandbox-"))
  const dataFile = join(folder, "deeper", "specter.json")

  afterAll(() => rmSync(folder, { recursive: true }))

  it("remembers what it held, what was waiting and which batch was open", async () => {
    const first = await startSandbox({ dataFile })
    await stockedShop(first)
    await submitOrder(first, "5001", [{ articleNo: "KAFFE" }], { externalOrderNo: "WEB-1" })
    await checkAccount(first, { actionOrderChange: "http://127.0.0.1:9/orders" })
    const opened = await batch(first, "getArticleExternalNeedUpdate", batchNumber("a"))
    await first.close()

    const second = await startSandbox({ dataFile })
    expect(second.orders.get("7001")).toMatchObject({ externalOrderNo: "WEB-1" })
    expect(second.registered.actionOrderChange).toBe("http://127.0.0.1:9/orders")
    expect(await batch(second, "getArticleExternalNeedUpdate", batchNumber("b"))).toContain("<code>99</code>")
    expect(await batch(second, "getArticleExternalNeedUpdate", batchNumber("a"))).toBe(opened)
    expect(await submitPerson(second)).toMatch(/^1;5001;/)
    expect(await submitPerson(second, { ...person, emailAddress: "ny@example.se", orgNo: "" })).toMatch(
      /^1;5002;/
    )
    expect(await submitOrder(second, "5001", [{ articleNo: "KAFFE" }], { externalOrderNo: "WEB-1" })).toMatch(
      /^0;12;/
    )
    await second.close()
  })

  it("saves a moment after a change, without waiting for the end", async () => {
    const sandbox = await startSandbox({ dataFile })
    sandbox.setStock("KAFFE", 77)
    const deadline = Date.now() + 5000
    while (!readFileSync(dataFile, "utf8").includes('"77"') && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(readFileSync(dataFile, "utf8")).toContain('"77"')
    await sandbox.close()
  })

  it("says which file it cannot read", async () => {
    const broken = join(folder, "broken.json")
    writeFileSync(broken, "{")
    await expect(startSandbox({ dataFile: broken })).rejects.toThrow(`cannot read its data file ${broken}`)
  })

  it("rejects with the system's own code when the port is taken", async () => {
    const sandbox = await startSandbox()
    const port = Number(new URL(sandbox.url).port)
    await expect(startSandbox({ port })).rejects.toMatchObject({ code: "EADDRINUSE" })
    await sandbox.close()
  })
})
