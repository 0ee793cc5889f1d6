import { Sandbox, startSandbox } from "../index"
import { http, submitArticles, submitPerson } from "./shop"
import recorded from "./vectors.json"

const { credentials, vectors } = recorded

describe("requests made by a production connector's own builders", () => {
  let sandbox: Sandbox

  beforeEach(async () => {
    sandbox = await startSandbox({ credentials })
  })

  afterEach(() => sandbox.close())

  const articles = ["TRÖJA-S", "KAFFE 500", "FRAKT", "discount_7", "discount_8"]

  async function prepare(action: string) {
    if (action === "newOrderSubmit") {
      await submitPerson(sandbox)
      await submitArticles(
        sandbox,
        articles.map((articleNo) => ({ articleNo, name: articleNo }))
      )
    }
  }

  const send = (vector: (typeof vectors)[number], change = (text: string) => text) => {
    const query =
      vector.query ?? `putInfo.asp?action=${vector.action}&sbmId=4711&apiUserId=42&webshopId=1&useXML=1`
    return http(sandbox.url + change(query), "POST", change(vector.body))
  }

  it.each(vectors.map((vector) => [vector.name, vector] as const))(
    "accepts %s byte for byte",
    async (_, vector) => {
      await prepare(vector.action)
      const { text } = await send(vector)
      expect(text).toMatch(/^1;\d+;/)
      expect(sandbox.calls.at(-1)).toMatchObject({
        action: vector.action,
        keyOk: true,
        outcome: "done",
        unknownNames: [],
      })
    }
  )

  it.each(vectors.map((vector) => [vector.name, vector] as const))(
    "refuses %s with one digit of the key changed",
    async (_, vector) => {
      await prepare(vector.action)
      const { text } = await send(vector, (part) =>
        part.replace(/key=(.)/, (_match, digit: string) => `key=${digit === "0" ? "1" : "0"}`)
      )
      expect(text).toBe("0;1;Felaktig nyckel (key)")
    }
  )

  it("reads the texts as ISO-8859-1", async () => {
    await send(vectors[0]!)
    await send(vectors[1]!)
    expect([...sandbox.customers.values()]).toMatchObject([
      {
        customerId: "5001",
        firstName: "Åsa",
        surName: "Öberg-Ärlig",
        city: "Örebro",
        phoneNo: "+46 70-123 45 67",
      },
      {
        customerId: "5002",
        name: "Lind & Söner AB",
        addressRow2: "Uppgång B",
        deliveryCity: "Mölndal",
        orgNo: "556677-8899",
      },
    ])
  })

  it("adds up the order with two VAT rates and freight to the öre", async () => {
    await prepare("newOrderSubmit")
    await send(vectors[2]!)
    expect(sandbox.orders.get("7001")).toMatchObject({
      total: "359.00",
      externalOrderNo: "WEB-1042",
      stockSite: "2",
      webshopId: "1",
    })
  })

  it("adds up the order with discount rows to the öre", async () => {
    await prepare("newOrderSubmit")
    await send(vectors[3]!)
    expect(sandbox.orders.get("7001")).toMatchObject({ total: "285.00" })
  })

  it("keeps the articles' texts as they were received and puts the figures in stock", async () => {
    await send(vectors[4]!)
    expect(sandbox.articles.get("TRÖJA-S")).toMatchObject({
      name: "Tröja  röd S",
      productWeight: "0.250",
      onHand: { "1": "7" },
    })
    expect(sandbox.stock("KAFFE 500")).toEqual({ onHand: "7", reserved: "0", available: "7" })
  })
})
