import { Sandbox, startSandbox } from "../index"
import {
  batch,
  batchNumber,
  emptyQueues,
  get,
  http,
  put,
  stockedShop,
  submitOrder,
  submitPerson,
} from "./shop"

describe("orders from the shop", () => {
  let sandbox: Sandbox

  beforeEach(async () => {
    sandbox = await startSandbox()
    await stockedShop(sandbox)
    await emptyQueues(sandbox)
  })

  afterEach(() => sandbox.close())

  const shirts = (noOfItems: string) => [{ articleNo: "TRÖJA-S", noOfItems }]

  it("keeps the order under a number of its own, with its rows and its total", async () => {
    const rows = [
      { articleNo: "TRÖJA-S", noOfItems: "3", priceExclVAT: "33,333", articleName: "Tröja, röd" },
      { articleNo: "KAFFE", noOfItems: "0.5", priceExclVAT: "-0.01", vatPercent: "12", discount: "10" },
    ]
    expect(await submitOrder(sandbox, "5001", rows, { externalOrderNo: "WEB-1" })).toBe(
      "1;7001;Ordern är skapad"
    )
    expect(sandbox.orders.get("7001")).toMatchObject({
      customerId: "5001",
      externalOrderNo: "WEB-1",
      // 3 x 33.333 x 1.25 = 124.99875, less 0.5 x 0.01 x 0.9 x 1.12 = 0.00504
      total: "124.99",
      rows: [
        { articleName: "Tröja, röd", priceExclVAT: "33.333" },
        { articleName: "Kaffe & kanna", noOfItems: "0.5", discount: "10" },
      ],
    })
  })

  it("adds up exactly where floating point would not", async () => {
    await submitOrder(sandbox, "5001", [
      { articleNo: "KAFFE", noOfItems: "1", priceExclVAT: "1.004", vatPercent: "25" },
    ])
    expect(sandbox.orders.get("7001")?.total).toBe("1.26")
    await submitOrder(sandbox, "5001", [{ articleNo: "KAFFE", priceExclVAT: "-1.004" }])
    expect(sandbox.orders.get("7002")?.total).toBe("-1.26")
  })

  it("refuses a number it already has, unless told not to look", async () => {
    await submitOrder(sandbox, "5001", shirts("1"), { externalOrderNo: "WEB-1042" })
    expect(await submitOrder(sandbox, "5001", shirts("1"), { externalOrderNo: "WEB-1042" })).toBe(
      "0;12;Det finns redan en order med externalOrderNo WEB-1042"
    )
    const ignored = { externalOrderNo: "WEB-1042", ignoreExternalOrderNoControl: 1 }
    expect(await submitOrder(sandbox, "5001", shirts("1"), ignored)).toMatch(/^1;7002;/)
  })

  it("refuses an unknown article and changes nothing", async () => {
    expect(await submitOrder(sandbox, "5001", [...shirts("1"), { articleNo: "BYXA-Ö" }])).toBe(
      "0;13;Artikeln BYXA-Ö finns inte"
    )
    expect(sandbox.orders.size).toBe(0)
    expect(sandbox.stock("TRÖJA-S").reserved).toBe("0")
  })

  it("refuses an unknown customer, no rows, and fields that are no numbers", async () => {
    expect(await submitOrder(sandbox, "9999", shirts("1"))).toBe("0;14;Kunden 9999 finns inte")
    expect(await submitOrder(sandbox, "", shirts("1"))).toBe("0;10;Fältet customerId saknas")
    expect(await submitOrder(sandbox, "5001", [])).toBe("0;10;Fältet articleNo_1 saknas")
    expect(await submitOrder(sandbox, "5001", [{ articleNo: "KAFFE", vatPercent: "12.5" }])).toBe(
      "0;10;Fältet vatPercent_1 ska vara ett heltal"
    )
    expect(await submitOrder(sandbox, "5001", shirts("två"))).toMatch(/^0;10;/)
    expect(await submitOrder(sandbox, "5001", shirts("1"), { payTypeIdentifier: "XX" })).toMatch(/^0;10;/)
    expect(
      await submitOrder(sandbox, "5001", shirts("1"), { externalDeliveryMethod: "x".repeat(101) })
    ).toMatch(/^0;18;/)
  })

  it("delivers to the address that the customer had at that moment", async () => {
    await submitPerson(sandbox, {
      deliveryAddress: "Lagervägen 9",
      deliveryCity: "Mölndal",
      forceCustomerUpdate: 1,
    })
    await submitOrder(sandbox, "5001", shirts("1"))
    await submitPerson(sandbox, {
      deliveryAddress: "Hemvägen 2",
      deliveryCity: "Malmö",
      forceCustomerUpdate: 1,
    })
    await submitOrder(sandbox, "5001", shirts("1"))
    expect([...sandbox.orders.values()].map((order) => order.deliveryAddress.city)).toEqual([
      "Mölndal",
      "Malmö",
    ])
  })

  it("delivers to the invoice address of a customer without another", async () => {
    await submitOrder(sandbox, "5001", shirts("1"))
    expect(sandbox.orders.get("7001")?.deliveryAddress).toMatchObject({
      companyName: "Åsa Öberg",
      address: "Storgatan 1",
      city: "Örebro",
    })
  })

  it("reserves stock at the order's site and tells the shop of it", async () => {
    sandbox.setStock("KAFFE", 4, "2")
    await submitOrder(sandbox, "5001", [...shirts("3"), { articleNo: "KAFFE", noOfItems: "1.5" }], {
      stocksiteid: "2",
    })
    expect(sandbox.stock("KAFFE", "2")).toEqual({ onHand: "4", reserved: "1.5", available: "2.5" })
    expect(sandbox.stock("TRÖJA-S")).toEqual({ onHand: "10", reserved: "3", available: "7" })
    const answer = await batch(sandbox, "getArticleExternalNeedUpdate", batchNumber("a"), {})
    expect(answer).toContain(";TRÖJA-S;7;")
    expect(answer).toContain(";KAFFE;12,5;")
  })

  it("does not put the shop's own orders, deliveries and invoices in the orders batch", async () => {
    await submitOrder(sandbox, "5001", shirts("1"))
    await put(sandbox, "newDeliverySubmit", "7001", { orderId: "7001" })
    await put(sandbox, "newInvoiceSubmit", "7001", { orderId: "7001", typeInvoice: "S" })
    expect(await batch(sandbox, "getOrdersExternalNeedUpdate", batchNumber("a"))).toContain(
      "<orders></orders>"
    )
  })

  it("gives the stock back when the order is cancelled, and takes it again when it is opened anew", async () => {
    await submitOrder(sandbox, "5001", shirts("3"))
    sandbox.setOrderStatus("7001", { statusId: "5" })
    expect(sandbox.stock("TRÖJA-S").available).toBe("10")
    sandbox.setOrderStatus("7001", { statusId: "1" })
    expect(sandbox.stock("TRÖJA-S").available).toBe("7")
  })

  it("delivers what was reserved: on hand falls, what can be sold does not", async () => {
    await submitOrder(sandbox, "5001", shirts("3"))
    await emptyQueues(sandbox)
    const rows = { useArticleNoRowMapping: 1, articleNo_1: "TRÖJA-S", noOfItems_1: "2" }
    expect(
      await put(sandbox, "newDeliverySubmit", "7001", {
        orderId: "7001",
        deliveryDate: "2030-01-02",
        ...rows,
      })
    ).toBe("1;8001;Leveransen är skapad")
    expect(sandbox.orders.get("7001")).toMatchObject({ deliveryStatus: "P", rows: [{ delivered: "2" }] })
    expect(sandbox.stock("TRÖJA-S")).toEqual({ onHand: "8", reserved: "1", available: "7" })
    expect(await batch(sandbox, "getArticleExternalNeedUpdate", batchNumber("a"), {})).not.toContain(
      "TRÖJA-S"
    )
    await put(sandbox, "newDeliverySubmit", "7001", { orderId: "7001" })
    expect(sandbox.orders.get("7001")).toMatchObject({ deliveryStatus: "D", statusName: "Levererad" })
    expect(sandbox.stock("TRÖJA-S")).toEqual({ onHand: "7", reserved: "0", available: "7" })
    expect(sandbox.deliveries.get("8001")).toMatchObject({
      deliveryDate: "2030-01-02",
      rows: [{ articleNo: "TRÖJA-S", noOfItems: "2" }],
    })
  })

  it("refuses a delivery of more than was ordered, of another article, and of what is delivered", async () => {
    await submitOrder(sandbox, "5001", shirts("3"))
    const deliver = (articleNo_1: string, noOfItems_1: string) =>
      put(sandbox, "newDeliverySubmit", "7001", {
        orderId: "7001",
        useArticleNoRowMapping: 1,
        articleNo_1,
        noOfItems_1,
      })
    expect(await deliver("TRÖJA-S", "4")).toMatch(/^0;19;/)
    expect(await deliver("KAFFE", "1")).toMatch(/^0;19;/)
    expect(await deliver("TRÖJA-S", "3")).toMatch(/^1;/)
    expect(await deliver("TRÖJA-S", "1")).toBe("0;19;Ordern 7001 är redan levererad")
    expect(await put(sandbox, "newDeliverySubmit", "7009", { orderId: "7009" })).toBe(
      "0;17;Ordern 7009 finns inte"
    )
  })

  it("invoices an order once", async () => {
    await submitOrder(sandbox, "5001", shirts("1"))
    const invoice = () => put(sandbox, "newInvoiceSubmit", "7001", { orderId: "7001", typeInvoice: "S" })
    expect(await invoice()).toBe("1;9001;Fakturan är skapad")
    expect(await invoice()).toMatch(/^0;19;Ordern 7001 är redan fakturerad/)
    expect(sandbox.invoices.get("9001")).toMatchObject({ orderNo: "7001", total: "99.00" })
  })

  it("links to a PDF of the invoice that can be opened", async () => {
    await submitOrder(sandbox, "5001", shirts("1"), { currency: "SEK" })
    sandbox.makeInvoice("7001")
    const link = await get(sandbox, "getPDFLink", "getPDFLink9001", {
      typeDocument: "invoice",
      documentId: "9001",
      useXML: 1,
    })
    expect(link).toBe(`1;${sandbox.url}pdf/invoice-9001.pdf;`)
    const { text, type } = await http(`${sandbox.url}pdf/invoice-9001.pdf`)
    expect(type).toBe("application/pdf")
    expect(text).toMatch(/^%PDF-1\.4[^]*Tröja röd S[^]*%%EOF\n$/)
    const table = Number(/startxref\n(\d+)/.exec(text)?.[1])
    expect(text.slice(table, table + 4)).toBe("xref")
    for (const [index, entry] of [...text.matchAll(/(\d{10}) 00000 n/g)].entries()) {
      expect(text.slice(Number(entry[1]))).toMatch(new RegExp(`^${index + 1} 0 obj`))
    }
    expect(
      await get(sandbox, "getPDFLink", "getPDFLink9009", { typeDocument: "invoice", documentId: "9009" })
    ).toMatch(/^0;19;/)
    expect((await http(`${sandbox.url}pdf/invoice-9009.pdf`)).status).toBe(404)
  })

  it("removes an order on the shop's word: its stock and its number are free again", async () => {
    await submitOrder(sandbox, "5001", shirts("3"), { externalOrderNo: "WEB-1" })
    expect(await put(sandbox, "removeOrderSubmit", "7001", { orderId: "7001" })).toMatch(/^1;7001;/)
    expect(sandbox.orders.size).toBe(0)
    expect(sandbox.stock("TRÖJA-S").available).toBe("10")
    expect(await submitOrder(sandbox, "5001", shirts("3"), { externalOrderNo: "WEB-1" })).toMatch(/^1;7002;/)
    sandbox.deliver("7002")
    expect(await put(sandbox, "removeOrderSubmit", "7002", { orderId: "7002" })).toMatch(/^0;19;/)
  })

  it("lets a person change, add and take away rows", async () => {
    await submitOrder(sandbox, "5001", shirts("3"))
    sandbox.changeOrderRow("7001", "TRÖJA-S", { noOfItems: 1 })
    sandbox.changeOrderRow("7001", "KAFFE", { noOfItems: "2", priceExclVAT: "10" })
    expect(sandbox.orders.get("7001")).toMatchObject({ total: "121.40" })
    expect(sandbox.stock("TRÖJA-S").reserved).toBe("1")
    expect(sandbox.stock("KAFFE").reserved).toBe("2")
    sandbox.changeOrderRow("7001", "TRÖJA-S", { noOfItems: 0 })
    expect(sandbox.orders.get("7001")?.rows.map((row) => row.articleNo)).toEqual(["KAFFE"])
    expect(sandbox.stock("TRÖJA-S").reserved).toBe("0")
    sandbox.setOrderStatus("7001", { rows: [{ articleNo: "TRÖJA-S", noOfItems: 2 }] })
    expect(sandbox.orders.get("7001")).toMatchObject({ total: "198.00", rows: [{ noOfItems: "2" }] })
  })

  it("says why a person's change cannot be made", () => {
    expect(() => sandbox.setStock("INGEN", 1)).toThrow("There is no article INGEN")
    expect(() => sandbox.deliver("7999")).toThrow("There is no order 7999")
  })
})
