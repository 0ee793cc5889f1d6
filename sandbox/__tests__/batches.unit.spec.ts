import { Sandbox, startSandbox } from "../index"
import { batch, batchNumber, emptyQueues, get, getReply, stockedShop, submitOrder } from "./shop"

const a = batchNumber("a")
const b = batchNumber("b")

const kinds = [
  ["getArticleExternalNeedUpdate", "updateArticlesFromBatch"],
  ["getArticleInfoExternalNeedUpdate", "updateArticleInfosFromBatch"],
  ["getOrdersExternalNeedUpdate", "updateOrdersFromBatch"],
] as const

describe("batches", () => {
  let sandbox: Sandbox

  beforeEach(async () => {
    sandbox = await startSandbox({ responseMaxLimit: 3, orderLimit: 2 })
    await stockedShop(sandbox)
    await submitOrder(sandbox, "5001", [{ articleNo: "KAFFE" }], { externalOrderNo: "WEB-Å" })
    await emptyQueues(sandbox)
  })

  afterEach(() => sandbox.close())

  function changeEverything() {
    sandbox.setStock("KAFFE", 5)
    sandbox.upsertArticle({ articleNo: "KAFFE", name: "Kaffe, mörkrost" })
    sandbox.setOrderStatus("7001", { statusId: "2" })
  }

  describe.each(kinds)("%s", (ask, acknowledge) => {
    it("gives the same content once more while the batch is open, whatever happens meanwhile", async () => {
      changeEverything()
      const first = await batch(sandbox, ask, a)
      sandbox.setStock("KAFFE", 99)
      sandbox.upsertArticle({ articleNo: "KAFFE", name: "Te" })
      sandbox.setOrderStatus("7001", { statusName: "Annan" })
      expect(await batch(sandbox, ask, a)).toBe(first)
    })

    it("names the open batch when another is asked for, in XML and in text", async () => {
      changeEverything()
      await batch(sandbox, ask, a)
      const inXml = await batch(sandbox, ask, b)
      expect(inXml).toContain("<root><APIresponse><result>0</result><code>99</code><message><![CDATA[")
      expect(inXml.match(/'[^']*'/g)).toEqual([`'${a}'`, `'${b}'`])
      const inText = await batch(sandbox, acknowledge, b, { useXML: 1 })
      expect(inText).toMatch(/^0;99;/)
      expect(inText.match(/'[^']*'/g)).toEqual([`'${b}'`, `'${a}'`])
    })

    it("is empty once it is acknowledged, and can be acknowledged again", async () => {
      changeEverything()
      await batch(sandbox, ask, a)
      expect(await batch(sandbox, acknowledge, a, {})).toMatch(/^1;/)
      expect(await batch(sandbox, acknowledge, a)).toContain("<result>1</result>")
      expect(await batch(sandbox, ask, b)).not.toContain("KAFFE")
    })

    it("keeps what changed again after the batch was opened", async () => {
      changeEverything()
      await batch(sandbox, ask, a)
      changeEverything()
      await batch(sandbox, acknowledge, a)
      expect(await batch(sandbox, ask, b)).toMatch(/KAFFE|orderNo="7001"/)
    })

    it("opens nothing when nothing has changed", async () => {
      const empty = await batch(sandbox, ask, a)
      expect(empty).not.toContain("APIresponse")
      changeEverything()
      expect(await batch(sandbox, acknowledge, a, {})).toMatch(/^1;/)
      expect(await batch(sandbox, ask, b)).toMatch(/KAFFE|orderNo="7001"/)
    })

    it("refuses a batch number that is none or that nobody asked for", async () => {
      expect(await batch(sandbox, ask, "abc")).toContain("<code>10</code>")
      expect(await batch(sandbox, acknowledge, b, {})).toBe(`0;16;Batch '${b}' finns inte`)
    })
  })

  it("names the open batch first when stock is asked for as text", async () => {
    changeEverything()
    await batch(sandbox, "getArticleExternalNeedUpdate", a, {})
    expect(await batch(sandbox, "getArticleExternalNeedUpdate", b, {})).toBe(
      `0;99;Batch '${a}' är inte kvitterad, '${b}' kan inte skapas`
    )
    expect(await batch(sandbox, "updateArticlesFromBatch", b)).toContain(
      `<code>99</code><message><![CDATA[Batch '${b}' är inte öppen, öppen batch är '${a}']]></message>`
    )
  })

  it("tells stock as text: rows parted by CR under their names, with decimal commas", async () => {
    sandbox.setStock("TRÖJA-S", "0.5")
    sandbox.setStock("KAFFE", 5)
    const { bytes } = await getReply(sandbox, "getArticleExternalNeedUpdate", a, { batchNo: a })
    expect(bytes.toString("latin1")).toBe(
      `specterId;articleNo;noItemsAvailable;batchNo\r3001;TRÖJA-S;0,5;${a}\r3002;KAFFE;4;${a}`
    )
  })

  it("tells stock as XML in one sum, or by site with the word in place of a figure that is not there", async () => {
    sandbox.setStock("KAFFE", "2.5", "2")
    sandbox.setStock("TRÖJA-S", 9)
    const article = (articleNo: string, figure: string) =>
      `<article><articleNo>${articleNo}</articleNo><noItemsAv>${figure}</noItemsAv></article>`
    const shirt = "<![CDATA[TRÖJA-S]]>"
    expect(await batch(sandbox, "getArticleExternalNeedUpdate", a)).toBe(
      '<?xml version="1.0" encoding="ISO-8859-1"?>\r\n<root><stockChanges><stock><articles>' +
        `${article("KAFFE", "11,5")}${article(shirt, "9")}</articles></stock></stockChanges></root>`
    )
    const bySite = await batch(sandbox, "getArticleExternalNeedUpdate", a, {
      useXML: 2,
      getMultipleStocksites: 1,
    })
    expect(bySite).toContain(
      `<stockChanges><stock stockId="1" stockName="Huvudlager"><articles>${article("KAFFE", "9")}${article(shirt, "9")}`
    )
    expect(bySite).toContain(
      `<stockChanges><stock stockId="2" stockName="Lager 2"><articles>${article("KAFFE", "2,5")}${article(shirt, "noItemsAvailable")}`
    )
  })

  it("marks the stock of all articles that have one when asked to", async () => {
    sandbox.upsertArticle({ articleNo: "FRAKT", name: "Frakt", stockKept: false })
    expect(await get(sandbox, "clearArticleBatch", b, { batchNo: b, clearSelf: 1 })).toMatch(/^1;/)
    const answer = await batch(sandbox, "getArticleExternalNeedUpdate", a, {})
    expect(
      answer
        .split("\r")
        .slice(1)
        .map((row) => row.split(";")[1])
    ).toEqual(["TRÖJA-S", "KAFFE"])
  })

  it("tells articles with their figures, escaped", async () => {
    sandbox.upsertArticle({
      articleNo: "TRÖJA-S",
      name: 'Tröja <"röd"> & ]]> blå',
      buyPrice: "40",
      barCode: "7310865004703",
      productWeight: "0.25",
      articleGroup: "Tröjor & skjortor",
      webDescription: "<p>Mjuk €</p>",
    })
    expect(await batch(sandbox, "getArticleInfoExternalNeedUpdate", a)).toBe(
      '<?xml version="1.0" encoding="ISO-8859-1"?>\r\n<root><articles><article buyPrice="40,00" priceExclVat="79,20" ' +
        'barCode="7310865004703" productWeight="0,250" vatPercent="25" articleGroupId="101" ' +
        'articleGroupName="Tröjor &amp; skjortor"><articleNo><![CDATA[TRÖJA-S]]></articleNo>' +
        '<name><![CDATA[Tröja <"röd"> & ]]]]><![CDATA[> blå]]></name>' +
        "<webDescription>&lt;p&gt;Mjuk &#8364;&lt;/p&gt;</webDescription></article></articles>" +
        "<responseMaxLimit>3</responseMaxLimit></root>"
    )
  })

  it("gives as many articles as its limit says, and the rest after the acknowledgement", async () => {
    "ABCDE".split("").forEach((articleNo) => sandbox.upsertArticle({ articleNo, name: articleNo }))
    const numbers = (answer: string) =>
      [...answer.matchAll(/<articleNo>(\w)/g)].map((match) => match[1]).join("")
    expect(numbers(await batch(sandbox, "getArticleInfoExternalNeedUpdate", a))).toBe("ABC")
    await batch(sandbox, "updateArticleInfosFromBatch", a)
    expect(numbers(await batch(sandbox, "getArticleInfoExternalNeedUpdate", b))).toBe("DE")
  })

  it("tells orders with status, deliveries and rows, and how many are left", async () => {
    for (const externalOrderNo of ["WEB-2", "WEB-3"]) {
      await submitOrder(sandbox, "5001", [{ articleNo: "TRÖJA-S" }], { externalOrderNo })
    }
    sandbox.deliver("7001", { trackingNo: "SE 1&2" })
    sandbox.setOrderStatus("7002", { statusId: "5" })
    sandbox.setOrderStatus("7003", { trackingNo: "X" })
    const row = (articleNo: string, vat: string, name: string) =>
      `<rows><row articleNo="${articleNo}" noOfItems="1" priceExclVAT="79,20" vatPercent="${vat}"><name><![CDATA[${name}]]></name></row></rows>`
    expect(await batch(sandbox, "getOrdersExternalNeedUpdate", a)).toBe(
      '<?xml version="1.0" encoding="ISO-8859-1"?>\r\n<root><orders><order orderNo="7001" externalOrderNo="WEB-Å">' +
        '<orderstatus statusId="4" statusName="Levererad" deliveryStatus="D"/>' +
        `<deliveries updated="1"><delivery trackingNo="SE 1&amp;2"/></deliveries>${row("KAFFE", "25", "Kaffe & kanna")}</order>` +
        '<order orderNo="7002" externalOrderNo="WEB-2"><orderstatus statusId="5" statusName="Makulerad" deliveryStatus="N"/>' +
        `<deliveries updated="0"></deliveries>${row("TRÖJA-S", "25", "Tröja röd S")}</order></orders>` +
        "<moreInfoToFetch>1</moreInfoToFetch></root>"
    )
    await batch(sandbox, "updateOrdersFromBatch", a)
    const rest = await batch(sandbox, "getOrdersExternalNeedUpdate", b)
    expect(rest).toMatch(/orderNo="7003".*<delivery trackingNo="X"\/>.*<moreInfoToFetch>0</)
  })

  it("tells an order that was removed as cancelled", async () => {
    sandbox.removeOrder("7001")
    expect(sandbox.orders.has("7001")).toBe(false)
    expect(await batch(sandbox, "getOrdersExternalNeedUpdate", a)).toContain(
      '<order orderNo="7001" externalOrderNo="WEB-Å"><orderstatus statusId="5"'
    )
  })

  it("passes over an article that was removed while it waited", async () => {
    sandbox.setStock("KAFFE", 1)
    sandbox.upsertArticle({ articleNo: "KAFFE", name: "Te" })
    sandbox.removeArticle("KAFFE")
    expect(await batch(sandbox, "getArticleExternalNeedUpdate", a)).not.toContain("KAFFE")
    expect(await batch(sandbox, "getArticleInfoExternalNeedUpdate", a)).not.toContain("KAFFE")
  })

  it("can leave out what nobody has confirmed", async () => {
    const plain = await startSandbox({ plainOrders: true, plainArticles: true })
    await stockedShop(plain)
    await submitOrder(plain, "5001", [{ articleNo: "KAFFE" }], { externalOrderNo: "WEB-1" })
    plain.setOrderStatus("7001", { statusId: "2" })
    expect(await batch(plain, "getOrdersExternalNeedUpdate", a)).toContain(
      '<order orderNo="7001"><orderstatus statusId="2" deliveryStatus="N"/><deliveries updated="0"></deliveries></order>'
    )
    expect(await batch(plain, "getArticleInfoExternalNeedUpdate", a)).not.toMatch(
      /vatPercent|articleGroup|webDescription/
    )
    await plain.close()
  })

  it("refuses to tell articles and orders as text", async () => {
    expect(await batch(sandbox, "getArticleInfoExternalNeedUpdate", a, {})).toBe("0;11;useXML ska vara 2")
    expect(await batch(sandbox, "getOrdersExternalNeedUpdate", a, { useXML: 1 })).toBe(
      "0;11;useXML ska vara 2"
    )
  })

  it("stays quick with ten thousand articles", async () => {
    for (let n = 0; n < 10_000; n++) {
      sandbox.upsertArticle({ articleNo: `A${n}`, name: "Ål", onHand: n })
    }
    const started = Date.now()
    const answer = await batch(sandbox, "getArticleExternalNeedUpdate", a)
    expect(answer.match(/<articleNo>/g)).toHaveLength(10_000)
    await batch(sandbox, "updateArticlesFromBatch", a)
    expect(Date.now() - started).toBeLessThan(3000)
  })
})
