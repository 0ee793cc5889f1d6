import { Sandbox, startSandbox } from "../index"
import { put, submitPerson } from "./shop"

describe("customers", () => {
  let sandbox: Sandbox

  beforeEach(async () => {
    sandbox = await startSandbox()
    await submitPerson(sandbox)
  })

  afterEach(() => sandbox.close())

  const idOf = (answer: string) => answer.split(";")[1]

  it("makes a customer that nobody matches, numbered on", async () => {
    const answer = await submitPerson(sandbox, { emailAddress: "bo@example.se", orgNo: "1" })
    expect(answer).toBe("1;5002;Kunden är skapad")
  })

  it("finds one by e-mail, whatever its case, and leaves it as it is", async () => {
    expect(
      idOf(await submitPerson(sandbox, { emailAddress: "ASA@example.se", orgNo: "", city: "Luleå" }))
    ).toBe("5001")
    expect(sandbox.customers.get("5001")?.city).toBe("Örebro")
  })

  it("finds one by number when the e-mail is another, comparing digits only", async () => {
    expect(idOf(await submitPerson(sandbox, { emailAddress: "ny@example.se", orgNo: "19800101 1234" }))).toBe(
      "5001"
    )
  })

  it("looks by e-mail before it looks by number", async () => {
    await submitPerson(sandbox, { emailAddress: "bo@example.se", orgNo: "2" })
    expect(idOf(await submitPerson(sandbox, { emailAddress: "bo@example.se" }))).toBe("5002")
  })

  it("updates the one that it finds when told to, and then finds it by its new e-mail only", async () => {
    const change = {
      orgNo: "19800101-1234",
      emailAddress: "ny@example.se",
      city: "Luleå",
      forceCustomerUpdate: 1,
    }
    expect(await submitPerson(sandbox, change)).toBe("1;5001;Kunden är ändrad")
    expect(sandbox.customers.get("5001")).toMatchObject({ city: "Luleå", address: "Storgatan 1" })
    expect(idOf(await submitPerson(sandbox, { emailAddress: "ny@example.se", orgNo: "" }))).toBe("5001")
    expect(idOf(await submitPerson(sandbox, { emailAddress: "asa@example.se", orgNo: "" }))).toBe("5002")
  })

  it("does not look by e-mail when that is turned off", async () => {
    expect(idOf(await submitPerson(sandbox, { orgNo: "", ignoreControlEmail: 1 }))).toBe("5002")
    expect(idOf(await submitPerson(sandbox, { ignoreControlEmail: 1 }))).toBe("5001")
  })

  it("does not look by number when that is turned off", async () => {
    expect(idOf(await submitPerson(sandbox, { emailAddress: "ny@example.se", ignoreControlOrgNo: 1 }))).toBe(
      "5002"
    )
    expect(idOf(await submitPerson(sandbox, { ignoreControlOrgNo: 1 }))).toBe("5001")
  })

  it("makes a new one every time when both are turned off", async () => {
    const both = { ignoreControlEmail: 1, ignoreControlOrgNo: 1, forceCustomerUpdate: 1 }
    expect(idOf(await submitPerson(sandbox, both))).toBe("5002")
    expect(idOf(await submitPerson(sandbox, both))).toBe("5003")
  })

  it("does not take two customers without e-mail and number for one", async () => {
    const nothing = { emailAddress: "", orgNo: "" }
    expect(idOf(await submitPerson(sandbox, nothing))).toBe("5002")
    expect(idOf(await submitPerson(sandbox, nothing))).toBe("5003")
  })

  it("refuses a company without a name, an unknown form and a text that is too long", async () => {
    const company = { customerOrganizationalForm: "C" }
    expect(await put(sandbox, "newCustomerSubmit", "", company)).toBe("0;10;Fältet name saknas")
    expect(await submitPerson(sandbox, { customerOrganizationalForm: "X" })).toMatch(/^0;10;/)
    expect(await submitPerson(sandbox, { phoneNo: "0".repeat(51) })).toBe(
      "0;18;Fältet phoneNo är för långt (högst 50 tecken)"
    )
    expect(sandbox.customers.size).toBe(1)
  })
})
