import { Sandbox, startSandbox } from "../index"
import { batch, batchNumber, put, submitArticles, submitOrder, submitPerson } from "./shop"

describe("articles from the shop", () => {
  let sandbox: Sandbox

  beforeEach(async () => {
    sandbox = await startSandbox()
  })

  afterEach(() => sandbox.close())

  const shirt = { articleNo: "TRÖJA-S", name: "Tröja", createArticleStock: 1, noItemsInStock: "7,5" }

  it("keeps what came, with its stock", async () => {
    expect(await submitArticles(sandbox, [shirt])).toBe("1;3001;1 artiklar är sparade")
    expect(sandbox.articles.get("TRÖJA-S")).toMatchObject({
      name: "Tröja",
      stockKept: true,
      onHand: { "1": "7.5" },
    })
  })

  it("makes the stock of a new article zero when no figure comes, and tells the shop so", async () => {
    await submitArticles(sandbox, [{ articleNo: "A", name: "A", createArticleStock: 1 }])
    expect(sandbox.stock("A").onHand).toBe("0")
    expect(await batch(sandbox, "getArticleExternalNeedUpdate", batchNumber("a"), {})).toContain(";A;0;")
  })

  it("overwrites the stock of a known article only when a figure comes", async () => {
    await submitArticles(sandbox, [shirt])
    await submitArticles(sandbox, [{ articleNo: "TRÖJA-S", name: "Tröja ny" }])
    expect(sandbox.stock("TRÖJA-S").onHand).toBe("7.5")
    await submitArticles(sandbox, [{ articleNo: "TRÖJA-S", noItemsInStock: "3" }])
    expect(sandbox.stock("TRÖJA-S").onHand).toBe("3")
    expect(sandbox.articles.get("TRÖJA-S")?.name).toBe("Tröja ny")
  })

  it("does not echo the shop's own article changes in the article batch", async () => {
    await submitArticles(sandbox, [shirt])
    expect(await batch(sandbox, "getArticleInfoExternalNeedUpdate", batchNumber("a"))).toContain(
      "<articles></articles>"
    )
  })

  it.each([{ createArticleStock: 0 }, { createArticleStock: 1, articleType: "TJ" }])(
    "keeps no stock with %j",
    async (fields) => {
      await submitArticles(sandbox, [{ articleNo: "FRAKT", name: "Frakt", noItemsInStock: 5, ...fields }])
      expect(sandbox.articles.get("FRAKT")).toMatchObject({ stockKept: false, onHand: {} })
      expect(await batch(sandbox, "getArticleExternalNeedUpdate", batchNumber("a"), {})).not.toContain(
        "FRAKT"
      )
    }
  )

  it("refuses a known article without forceArticleUpdate, and saves none of that call", async () => {
    await submitArticles(sandbox, [shirt])
    const answer = await submitArticles(sandbox, [{ articleNo: "NY", name: "Ny" }, shirt], {
      forceArticleUpdate: 0,
    })
    expect(answer).toBe("0;15;Artikeln TRÖJA-S finns redan")
    expect(sandbox.articles.has("NY")).toBe(false)
  })

  it("takes a hundred articles in a call and refuses a hundred and one", async () => {
    const many = Array.from({ length: 101 }, (_, index) => ({ articleNo: `A${index}`, name: "Ål" }))
    expect(await submitArticles(sandbox, many)).toMatch(/^0;11;/)
    expect(await submitArticles(sandbox, many.slice(1))).toMatch(/^1;/)
    expect(sandbox.articles.size).toBe(100)
  })

  it("refuses a missing name, a gap in the numbering and a figure that is none", async () => {
    expect(await submitArticles(sandbox, [{ articleNo: "A" }])).toBe("0;10;Fältet name_1 saknas")
    expect(
      await put(sandbox, "newArticleSubmit", "A", {
        articleNo_1: "A",
        name_1: "A",
        articleNo_3: "C",
        name_3: "C",
      })
    ).toBe("0;10;Fältet articleNo_2 saknas")
    expect(await submitArticles(sandbox, [{ ...shirt, noItemsInStock: "sju" }])).toMatch(/^0;10;/)
    expect(sandbox.articles.size).toBe(0)
  })

  it("removes an article unless an open order holds it", async () => {
    await submitPerson(sandbox)
    await submitArticles(sandbox, [shirt, { articleNo: "B", name: "B", createArticleStock: 1 }])
    await submitOrder(sandbox, "5001", [{ articleNo: "TRÖJA-S" }])
    expect(await put(sandbox, "removeArticleSubmit", "TRÖJA-S", { articleNo: "TRÖJA-S" })).toMatch(/^0;19;/)
    expect(await put(sandbox, "removeArticleSubmit", "B", { articleNo: "B" })).toMatch(/^1;/)
    expect(await put(sandbox, "removeArticleSubmit", "B", { articleNo: "B" })).toBe(
      "0;13;Artikeln B finns inte"
    )
    expect([...sandbox.articles.keys()]).toEqual(["TRÖJA-S"])
  })
})
