import { Sandbox, startSandbox } from "../index"
import {
  CallbackReceiver,
  checkAccount,
  put,
  receiveCallbacks,
  stockedShop,
  submitArticles,
  submitOrder,
} from "./shop"

describe("callbacks", () => {
  let sandbox: Sandbox
  let shop: CallbackReceiver

  beforeEach(async () => {
    shop = await receiveCallbacks()
    sandbox = await startSandbox({ callbackDelayMs: 20 })
    await stockedShop(sandbox)
    await submitOrder(sandbox, "5001", [{ articleNo: "KAFFE" }])
    const invoice = `${shop.url}invoice?o=$orderId&i=$invoiceId&s=$invoiceSource&n=$orderNo`
    await checkAccount(sandbox, {
      actionStockChange: `${shop.url}stock`,
      actionArticleChange: `${shop.url}articles`,
      actionOrderChange: `${shop.url}orders`,
      actionNewInvoice: invoice,
      actionRemoveOrder: `${shop.url}removed?n=$orderNo&i=$invoiceId`,
    })
  })

  afterEach(async () => {
    await sandbox.close()
    await shop.close()
  })

  it("makes one of many changes of a kind, and says no more than that something changed", async () => {
    for (let n = 0; n < 20; n++) {
      sandbox.setStock("KAFFE", n)
    }
    sandbox.upsertArticle({ articleNo: "KAFFE", name: "Te" })
    sandbox.setOrderStatus("7001", { statusId: "2" })
    await sandbox.idle()
    expect(shop.seen.sort()).toEqual(["GET /articles", "GET /orders", "GET /stock"])
    expect(sandbox.callbacksMade).toMatchObject([{ status: 200, answer: "1;Done" }, {}, {}])
  })

  it("echoes the stock that the shop's own orders and articles changed, and nothing else of theirs", async () => {
    await submitOrder(sandbox, "5001", [{ articleNo: "KAFFE" }])
    await sandbox.idle()
    await submitArticles(sandbox, [{ articleNo: "NY", name: "Ny", createArticleStock: 1 }])
    await sandbox.idle()
    expect(shop.seen).toEqual(["GET /stock", "GET /stock"])
  })

  it("fills in an invoice's numbers, whoever made it", async () => {
    await submitOrder(sandbox, "5001", [{ articleNo: "TRÖJA-S" }])
    await sandbox.idle()
    shop.seen.length = 0
    sandbox.makeInvoice("7001")
    await put(sandbox, "newInvoiceSubmit", "7002", { orderId: "7002", typeInvoice: "S" })
    await sandbox.idle()
    expect(shop.seen.sort()).toEqual([
      "GET /invoice?o=7001&i=9001&s=S&n=7001",
      "GET /invoice?o=7002&i=9002&s=S&n=7002",
    ])
  })

  it("tells of an order that a person removed, leaving what it has no number for", async () => {
    sandbox.removeOrder("7001")
    await sandbox.idle()
    expect(shop.seen).toContain("GET /removed?n=7001&i=$invoiceId")
  })

  it("does not tell of an order that the shop removed itself", async () => {
    await put(sandbox, "removeOrderSubmit", "7001", { orderId: "7001" })
    await sandbox.idle()
    expect(shop.seen).toEqual(["GET /stock"])
  })

  it("records a callback that failed and does not repeat it", async () => {
    shop.answer.status = 500
    await sandbox.callBack("stock")
    await checkAccount(sandbox, { actionStockChange: "http://127.0.0.1:9/nobody" })
    sandbox.setStock("KAFFE", 1)
    await sandbox.idle()
    await sandbox.idle()
    expect(sandbox.callbacksMade).toMatchObject([
      { status: 500 },
      { address: "http://127.0.0.1:9/nobody", error: expect.any(String) },
    ])
  })

  it("makes one at once when asked to, repeated ones too", async () => {
    sandbox.makeInvoice("7001")
    await sandbox.idle()
    await sandbox.callBack("invoice")
    await sandbox.callBack("invoice", { invoiceId: "9001" })
    expect(shop.seen).toEqual(Array(3).fill("GET /invoice?o=7001&i=9001&s=S&n=7001"))
  })

  it("calls nobody when no address is registered, or when callbacks are off", async () => {
    await checkAccount(sandbox, { actionStockChange: "" })
    sandbox.setStock("KAFFE", 1)
    await sandbox.callBack("stock")
    const silent = await startSandbox({ callbacks: false, callbackDelayMs: 0 })
    await stockedShop(silent)
    await checkAccount(silent, { actionStockChange: `${shop.url}stock` })
    silent.setStock("KAFFE", 1)
    await silent.idle()
    expect(shop.seen).toEqual([])
    await silent.close()
  })

  it("breaks off what is under way when it closes", async () => {
    const deaf = await receiveCallbacks()
    const other = await startSandbox({ callbackDelayMs: 5000 })
    await stockedShop(other)
    await checkAccount(other, { actionStockChange: `${deaf.url}stock` })
    other.setStock("KAFFE", 1)
    await other.close()
    await other.idle()
    expect(deaf.seen).toEqual([])
    await deaf.close()
  })
})
