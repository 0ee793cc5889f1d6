import { Sandbox, startSandbox } from "../index"
import {
  checkAccount,
  encode,
  form,
  get,
  getReply,
  http,
  keyFor,
  person,
  put,
  submitArticles,
  submitPerson,
  today,
} from "./shop"

describe("who may call, and how", () => {
  let sandbox: Sandbox

  beforeEach(async () => {
    sandbox = await startSandbox()
  })

  afterEach(() => sandbox.close())

  const query = (fields: Record<string, string>) =>
    form({
      action: "checkAccountSettings",
      sbmId: "4711",
      apiUserId: "42",
      date: today(),
      key: keyFor(sandbox, today()),
      ...fields,
    })

  const ask = async (fields: Record<string, string>) =>
    (await http(`${sandbox.url}getInfo.asp?${query(fields)}`)).text

  it("accepts the right account and key", async () => {
    expect(await ask({})).toMatch(/^1;/)
  })

  it("refuses an unknown sbmId, an unknown apiUserId and a wrong key with code 1 and words that name them", async () => {
    expect(await ask({ sbmId: "4712" })).toBe("0;1;Felaktigt konto (sbmId)")
    expect(await ask({ apiUserId: "43" })).toBe("0;1;Felaktig API-användare (apiUserId)")
    expect(await ask({ key: keyFor(sandbox, "2001-01-01") })).toBe("0;1;Felaktig nyckel (key)")
    expect(await ask({ key: keyFor(sandbox, today()).toUpperCase() })).toBe("0;1;Felaktig nyckel (key)")
  })

  it("answers a refusal in XML when asked for XML, in the encoding that it declares", async () => {
    const { bytes, type } = await http(`${sandbox.url}getInfo.asp?${query({ apiUserId: "43", useXML: "2" })}`)
    expect(type).toBe("text/xml")
    expect(bytes.toString("latin1")).toBe(
      '<?xml version="1.0" encoding="ISO-8859-1"?>\r\n<root><APIresponse><result>0</result><code>1</code>' +
        "<message><![CDATA[Felaktig API-användare (apiUserId)]]></message></APIresponse></root>"
    )
  })

  it("can declare and write UTF-8 in XML", async () => {
    const other = await startSandbox({ xmlEncoding: "UTF-8" })
    const { bytes } = await getReply(other, "getPDFLink", "nothing", { useXML: 2 })
    expect(bytes.toString("utf8")).toContain('encoding="UTF-8"')
    const refused = await http(`${other.url}getInfo.asp?action=getPDFLink&sbmId=4711&useXML=2`)
    expect(refused.bytes.toString("utf8")).toContain("API-användare")
    await other.close()
  })

  it("minds no case in names and actions", async () => {
    const fields = form({
      ACTION: "CHECKACCOUNTSETTINGS",
      SBMID: "4711",
      apiuserid: "42",
      DATE: today(),
      Key: keyFor(sandbox, today()),
    })
    expect((await http(`${sandbox.url}getInfo.asp?${fields}`)).text).toMatch(/^1;/)
    expect(sandbox.calls[0]?.action).toBe("checkAccountSettings")
  })

  it("refuses the wrong endpoint, the wrong method and an unknown action", async () => {
    expect((await http(`${sandbox.url}putInfo.asp?${query({})}`, "POST", "")).text).toMatch(/^0;11;/)
    expect((await http(`${sandbox.url}getInfo.asp?${query({})}`, "POST", "")).text).toMatch(/^0;11;/)
    expect(await get(sandbox, "newCustomerSubmit", "Åsa Öberg", person)).toMatch(/^0;11;/)
    expect(await ask({ action: "makeCoffee" })).toBe("0;11;Okänd action makeCoffee")
  })

  it("refuses a key in the query where it belongs in the body, and the other way round", async () => {
    const key = keyFor(sandbox, "Åsa Öberg")
    const inQuery = form({ action: "newCustomerSubmit", sbmId: "4711", apiUserId: "42", useXML: 1, key })
    expect((await http(`${sandbox.url}putInfo.asp?${inQuery}`, "POST", form(person))).text).toMatch(/^0;1;/)
    const articles = form({ action: "newArticleSubmit", sbmId: "4711", apiUserId: "42", useXML: 1 })
    const body = form({ articleNo_1: "A", name_1: "A", key: keyFor(sandbox, "A") })
    expect((await http(`${sandbox.url}putInfo.asp?${articles}`, "POST", body)).text).toMatch(/^0;1;/)
  })

  it("refuses a body that is not a form, and text encoded as UTF-8", async () => {
    const address = `${sandbox.url}putInfo.asp?${form({ action: "newCustomerSubmit", sbmId: "4711", apiUserId: "42" })}`
    const body = form({ ...person, key: keyFor(sandbox, "Åsa Öberg") })
    expect((await http(address, "POST", body)).text).toMatch(/^1;/)
    expect((await http(address, "POST", body, "application/json")).text).toMatch(/^0;1;/)
    const utf8 = body.replace(encode("Åsa"), encodeURIComponent("Åsa"))
    expect((await http(address, "POST", utf8)).text).toMatch(/^0;1;/)
  })

  it.each(["Åsa  Maria", " Åsa", "Åsa "])("refuses every key over the name %j", async (firstName) => {
    const normalised = `${firstName.trim().replace(/ +/g, " ")} Öberg`
    for (const value of [`${firstName} Öberg`, normalised]) {
      expect(await put(sandbox, "newCustomerSubmit", value, { ...person, firstName })).toMatch(/^0;1;/)
    }
  })

  it("makes a person's key of first and last name and a company's of its name", async () => {
    expect(await submitPerson(sandbox)).toMatch(/^1;/)
    const company = { customerOrganizationalForm: "C", name: "Lind & Söner AB", firstName: "Eva" }
    expect(await put(sandbox, "newCustomerSubmit", "Lind & Söner AB", company)).toMatch(/^1;/)
    expect(await put(sandbox, "newCustomerSubmit", "Eva", company)).toMatch(/^0;1;/)
  })

  it("checks version 1 of the key, which knows no apiUserId", async () => {
    const old = await startSandbox({
      credentials: { version: 1, sbmId: "4711", md5Key1: "första", md5Key2: "andra" },
    })
    expect(await checkAccount(old)).toMatch(/^1;/)
    expect(await get(old, "checkAccountSettings", "2001-01-01", { date: today() })).toMatch(/^0;1;/)
    await old.close()
  })

  it("refuses a date that is not today's", async () => {
    expect(await get(sandbox, "checkAccountSettings", "2001-01-01", { date: "2001-01-01" })).toMatch(/^0;10;/)
    expect(await get(sandbox, "checkAccountSettings", "2001-02-30", { date: "2001-02-30" })).toMatch(/^0;10;/)
  })

  it("registers the addresses that are named, and removes one that is empty", async () => {
    await checkAccount(sandbox, {
      actionStockChange: "http://shop/stock",
      actionNewInvoice: "http://shop/i?o=$orderId",
    })
    await checkAccount(sandbox, { actionStockChange: "" })
    expect(sandbox.registered).toMatchObject({
      actionStockChange: undefined,
      actionNewInvoice: "http://shop/i?o=$orderId",
    })
    expect(await checkAccount(sandbox, { actionOrderChange: "not an address" })).toMatch(/^0;10;/)
  })

  it("names the parameters that an action does not know", async () => {
    await submitPerson(sandbox, { emailAdress: "x" })
    await submitArticles(sandbox, [{ articleNo: "A", name: "A", weight: "1" }])
    expect(sandbox.calls.map((call) => call.unknownNames)).toEqual([["emailAdress"], ["weight_1"]])
  })

  it("records what was asked and answered", async () => {
    await submitPerson(sandbox)
    expect(sandbox.calls).toMatchObject([
      {
        action: "newCustomerSubmit",
        method: "POST",
        keyOk: true,
        outcome: "done",
        answer: "1;5001;Kunden är skapad",
        query: { sbmId: "4711", useXML: "1" },
        body: { firstName: "Åsa", city: "Örebro" },
      },
    ])
    expect(sandbox.calls[0]?.rawBody).toContain("firstName=%C5sa&")
  })

  it("reads a name that comes twice as classic ASP does", async () => {
    const address = `${sandbox.url}putInfo.asp?${form({ action: "newCustomerSubmit", sbmId: "4711", apiUserId: "42" })}`
    const body = form({ ...person, attention: "Bo Ek", key: keyFor(sandbox, "Åsa Öberg") })
    await http(address, "POST", `${body}&attention=Eva`)
    expect(sandbox.customers.get("5001")?.attention).toBe("Bo Ek, Eva")
  })
})
