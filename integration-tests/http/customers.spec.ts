import { Modules } from "@medusajs/framework/utils"
import { actions, forms } from "../calls"
import { registerShopper, type Shopper } from "../customers-of-store"
import { eventually } from "../eventually"
import { transferIn, transfers } from "../ledger"
import { placeOrder } from "../place-order"
import { answered } from "../products"
import { quiet } from "../quiet"
import { runEnded, startExport } from "../runs"
import { choose } from "../settings"
import { describeStore } from "../store"

const GUEST_EMAIL = "gast.oberg@example.se"

const HOME = {
  first_name: "Åsa",
  last_name: "Öberg",
  address_1: "Ängsvägen 3",
  address_2: "lgh 1102",
  postal_code: "413 21",
  city: "Göteborg",
  country_code: "se",
  phone: "070-174 06 35",
}

describeStore((store) => {
  const forget = () => (store.sandbox.calls.length = 0)
  const customers = () => [...store.sandbox.customers.values()]
  const byEmail = (email: string) => customers().find(({ emailAddress }) => emailAddress === email)
  const inSpecter = (email: string) => eventually(() => byEmail(email))

  async function asa(fields: object = {}): Promise<Shopper> {
    const shopper = await registerShopper(store, {
      email: "asa@example.se",
      first_name: "Åsa",
      last_name: "Öberg",
      phone: "070-174 06 35",
      ...fields,
    })
    await transferIn(store, "sent", shopper.id)
    await quiet(store)
    forget()
    return shopper
  }

  const addAddress = async (
    shopper: Shopper,
    address: typeof HOME & { [field: string]: unknown }
  ): Promise<string> => {
    const { customer } = await shopper.post("/store/customers/me/addresses", address)
    return customer.addresses.find(({ address_1 }: { address_1: string }) => address_1 === address.address_1)
      .id
  }

  describe("a customer who registers an account", () => {
    it("is in Specter, once", async () => {
      const shopper = await registerShopper(store, {
        email: "asa@example.se",
        first_name: "Åsa",
        last_name: "Öberg",
        phone: "070-174 06 35",
        metadata: { org_number: "19811218-9876" },
      })
      expect(await inSpecter("asa@example.se")).toMatchObject({
        customerOrganizationalForm: "P",
        firstName: "Åsa",
        surName: "Öberg",
        contactPerson: "Åsa Öberg",
        orgNo: "19811218-9876",
        phoneNo: "070-174 06 35",
        mobileNo: "070-174 06 35",
        currency: "SEK",
        language: "SE",
      })
      await quiet(store)
      expect(actions(store)).toEqual(["newCustomerSubmit"])
      expect(store.sandbox.calls.every(({ keyOk, unknownNames }) => keyOk && !unknownNames.length)).toBe(true)
      expect(await transfers(store, `subject_id=${shopper.id}`)).toMatchObject([
        {
          kind: "customer",
          state: "sent",
          label: "Åsa Öberg asa@example.se",
          specter_number: customers()[0].customerId,
        },
      ])
    })

    it("is rejected with its reason while nobody knows its name, and sent when somebody does", async () => {
      const shopper = await registerShopper(store, { email: "namnlos@example.se" })
      expect(await transferIn(store, "rejected", shopper.id)).toMatchObject({
        label: "namnlos@example.se",
        words: null,
        reason: { code: "customer_without_name", todo: expect.stringContaining("Add a first or last name") },
      })
      await quiet(store)
      expect(actions(store)).toEqual([])
      await shopper.post("/store/customers/me", { last_name: "Ek" })
      expect(await inSpecter("namnlos@example.se")).toMatchObject({ surName: "Ek" })
    })

    it("is rejected with Specter's words when Specter refuses it", async () => {
      store.sandbox.fault("newCustomerSubmit", { kind: "refuse", code: "10", message: "Kunden är spärrad" })
      const shopper = await registerShopper(store, { email: "stopp@example.se", first_name: "Bo" })
      expect(await transferIn(store, "rejected", shopper.id)).toMatchObject({
        words: "Kunden är spärrad",
        reason: { code: "specter_refused" },
      })
    })

    it("joins the merchant's customer group", async () => {
      await choose(store, { customer_group_id: "WEBB" })
      await asa()
      expect(byEmail("asa@example.se")).toMatchObject({ customerGroupId: "WEBB" })
    })
  })

  describe("a customer who is deleted", () => {
    const remove = async (id: string) => {
      const { status, data } = await store.admin.delete(`/admin/customers/${id}`)
      answered(status, data)
    }

    it("needs nobody any more when Specter did not take it", async () => {
      const { id } = await registerShopper(store, { email: "namnlos@example.se" })
      await transferIn(store, "rejected", id)
      await remove(id)
      expect(await transferIn(store, "skipped", id)).toMatchObject({
        label: "namnlos@example.se",
        reason: { code: "subject_missing", todo: "Nothing needs to be done." },
      })
    })

    it("stays in Specter", async () => {
      const shopper = await asa()
      await remove(shopper.id)
      await transferIn(store, "skipped", shopper.id)
      await quiet(store)
      expect(actions(store)).toEqual([])
      expect(byEmail(shopper.email)).toBeDefined()
    })
  })

  describe("a customer who changes", () => {
    it("is changed in Specter, under the same number", async () => {
      const shopper = await asa()
      const number = byEmail(shopper.email)?.customerId
      await shopper.post("/store/customers/me", { last_name: "Öberg-Ek", phone: "031-711 22 33" })
      await eventually(() => byEmail(shopper.email)?.surName === "Öberg-Ek")
      expect(byEmail(shopper.email)).toMatchObject({ customerId: number, phoneNo: "031-711 22 33" })
      const { status, data } = await store.admin.post(`/admin/customers/${shopper.id}`, {
        first_name: "Åsa-Lisa",
      })
      answered(status, data)
      await eventually(() => byEmail(shopper.email)?.firstName === "Åsa-Lisa")
      expect(customers()).toHaveLength(1)
    })

    it("makes no call when the same data is saved again", async () => {
      const shopper = await asa()
      const [before] = await transfers(store, `subject_id=${shopper.id}`)
      await shopper.post("/store/customers/me", { first_name: "Åsa", last_name: "Öberg" })
      const bus = store.container.resolve(Modules.EVENT_BUS)
      await bus.emit({ name: "customer.updated", data: { id: shopper.id } })
      await eventually(async () => {
        const [now] = await transfers(store, `subject_id=${shopper.id}`)
        return now.updated_at !== before.updated_at && now.state === "sent"
      })
      await quiet(store)
      expect(actions(store)).toEqual([])
    })

    it("has the address it adds, and what it changes in it", async () => {
      const shopper = await asa()
      const addressId = await addAddress(shopper, HOME)
      await eventually(() => byEmail(shopper.email)?.address === "Ängsvägen 3")
      expect(byEmail(shopper.email)).toMatchObject({
        addressRow2: "lgh 1102",
        zipCodeEng: "413 21",
        city: "Göteborg",
        countryCode: "SE",
        deliveryCompanyName: "Åsa Öberg",
        deliveryAddress: "Ängsvägen 3",
        deliveryCity: "Göteborg",
      })
      await shopper.post(`/store/customers/me/addresses/${addressId}`, { address_1: "Björkvägen 4" })
      await eventually(() => byEmail(shopper.email)?.address === "Björkvägen 4")
    })

    it("has its new default addresses", async () => {
      const shopper = await asa()
      await addAddress(shopper, { ...HOME, is_default_billing: true, is_default_shipping: true })
      const cottage = await addAddress(shopper, { ...HOME, address_1: "Strandstigen 1", city: "Åhus" })
      await eventually(() => byEmail(shopper.email)?.city === "Göteborg")
      await shopper.post(`/store/customers/me/addresses/${cottage}`, { is_default_shipping: true })
      await eventually(() => byEmail(shopper.email)?.deliveryCity === "Åhus")
      expect(byEmail(shopper.email)).toMatchObject({ city: "Göteborg" })
      await shopper.post(`/store/customers/me/addresses/${cottage}`, { is_default_billing: true })
      await eventually(() => byEmail(shopper.email)?.city === "Åhus")
    })

    it("has no longer the address that it deletes", async () => {
      const shopper = await asa()
      const home = await addAddress(shopper, { ...HOME, is_default_billing: true, is_default_shipping: true })
      await addAddress(shopper, { ...HOME, address_1: "Strandstigen 1", city: "Åhus" })
      await eventually(() => byEmail(shopper.email)?.city === "Göteborg")
      await quiet(store)
      await shopper.delete(`/store/customers/me/addresses/${home}`)
      await eventually(() => byEmail(shopper.email)?.city === "Åhus")
      expect(byEmail(shopper.email)).toMatchObject({ deliveryCity: "Åhus", address: "Strandstigen 1" })
      const cottage = await addAddress(shopper, { ...HOME, address_1: "Torget 1", city: "Ystad" })
      await shopper.post(`/store/customers/me/addresses/${cottage}`, { is_default_billing: true })
      await eventually(() => byEmail(shopper.email)?.city === "Ystad")
      await quiet(store)
      const { status, data } = await store.admin.delete(`/admin/customers/${shopper.id}/addresses/${cottage}`)
      answered(status, data)
      await eventually(() => byEmail(shopper.email)?.city === "Åhus")
    })
  })

  describe("a company", () => {
    const numbers = { metadata: { org_number: "556677-8899", vat_number: "SE556677889901" } }

    it("is one by its company name, with its numbers", async () => {
      await asa({ company_name: "Öbergs Möbler & Söner AB", ...numbers })
      expect(byEmail("asa@example.se")).toMatchObject({
        customerOrganizationalForm: "C",
        name: "Öbergs Möbler & Söner AB",
        contactPerson: "Åsa Öberg",
        orgNo: "556677-8899",
        vatNo: "SE556677889901",
      })
    })

    it("is one by the company of its default billing address", async () => {
      const shopper = await asa(numbers)
      expect(byEmail(shopper.email)).toMatchObject({ customerOrganizationalForm: "P" })
      await addAddress(shopper, { ...HOME, company: "Öbergs Möbler AB", is_default_billing: true })
      await eventually(() => byEmail(shopper.email)?.customerOrganizationalForm === "C")
      expect(byEmail(shopper.email)).toMatchObject({
        name: "Öbergs Möbler AB",
        invoiceCompanyName: "Öbergs Möbler AB",
        orgNo: "556677-8899",
        vatNo: "SE556677889901",
      })
    })
  })

  describe("a customer whom Specter looks for", () => {
    const ORG_NUMBER = { metadata: { org_number: "556677-8899" } }

    async function numberOf(email: string, fields: object = {}): Promise<string> {
      const { id } = await registerShopper(store, { email, first_name: "Bo", last_name: "Ek", ...fields })
      return (await transferIn(store, "sent", id)).specter_number
    }

    it("is found by number, unless the merchant says not to look", async () => {
      const first = await numberOf("bo@example.se", ORG_NUMBER)
      expect(await numberOf("inkop@example.se", ORG_NUMBER)).toBe(first)
      await choose(store, { ignore_org_number_check: true })
      expect(await numberOf("lager@example.se", ORG_NUMBER)).not.toBe(first)
      const flags = forms(store, "newCustomerSubmit").map(({ ignoreControlOrgNo, ignoreControlEmail }) => [
        ignoreControlOrgNo,
        ignoreControlEmail,
      ])
      expect(flags).toEqual([
        [undefined, undefined],
        [undefined, undefined],
        ["1", undefined],
      ])
    })

    it("is found by e-mail, unless the merchant says not to look", async () => {
      const shopper = await asa()
      await shopper.post("/store/customers/me", { first_name: "Åsa-Lisa" })
      await eventually(() => byEmail(shopper.email)?.firstName === "Åsa-Lisa")
      expect(customers()).toHaveLength(1)
      await choose(store, { ignore_email_check: true })
      await shopper.post("/store/customers/me", { first_name: "Lisa" })
      await eventually(() => customers().length === 2)
      expect(forms(store, "newCustomerSubmit").at(-1)).toMatchObject({ ignoreControlEmail: "1" })
      expect(forms(store, "newCustomerSubmit").at(-1)).not.toHaveProperty("ignoreControlOrgNo")
    })

    it("is not sent anew when the merchant says not to look any more: nothing of it has changed", async () => {
      const shopper = await asa()
      await choose(store, { ignore_email_check: true, ignore_org_number_check: true })
      const ended = await runEnded(store, await startExport(store, { type: "customers" }))
      expect(ended).toMatchObject({ total: 1, outcome: { sent: 1 } })
      expect(actions(store)).toEqual([])
      expect(customers()).toMatchObject([{ emailAddress: shopper.email }])
    })
  })

  describe("a guest", () => {
    it("is not sent by itself but with its order, and has an account's own transfer later", async () => {
      await placeOrder(store.api, store.shop, { items: [{ sku: "BOK-1", quantity: 1 }], email: GUEST_EMAIL })
      await eventually(() => store.sandbox.orders.size === 1)
      await quiet(store)
      expect(actions(store).filter((action) => action === "newCustomerSubmit")).toHaveLength(1)
      const [guest] = await transfers(store, "kind=customer")
      expect(guest).toMatchObject({
        state: "skipped",
        label: GUEST_EMAIL,
        reason: {
          code: "customer_without_account",
          text: expect.stringContaining("together with their orders"),
        },
      })
      const { status, data } = await store.admin.post("/admin/specter/exports", { type: "customers" })
      const ended = await runEnded(store, answered(status, data).run.id)
      expect(ended).toMatchObject({ total: 0, done: 0 })

      forget()
      const shopper = await registerShopper(store, {
        email: GUEST_EMAIL,
        first_name: "Åsa",
        last_name: "Öberg",
      })
      const account = await transferIn(store, "sent", shopper.id)
      expect(account.specter_number).toBe([...store.sandbox.orders.values()][0].customerId)
      expect(customers()).toHaveLength(1)
    })

    it("is sent when it is given an account", async () => {
      const module = store.container.resolve(Modules.CUSTOMER)
      const guest = await module.createCustomers({
        email: "gast@example.se",
        first_name: "Åke",
        has_account: false,
      })
      await transferIn(store, "skipped", guest.id)
      expect(actions(store)).toEqual([])
      await module.updateCustomers(guest.id, { has_account: true } as object)
      expect(await inSpecter("gast@example.se")).toMatchObject({ firstName: "Åke" })
    })
  })

  describe("an export of customers", () => {
    it("sends those with an account that Specter has not heard of, and everyone when all is asked for", async () => {
      const shopper = await asa()
      const other = await registerShopper(store, { email: "bo@example.se", first_name: "Bo" })
      await transferIn(store, "sent", other.id)
      await store.container
        .resolve(Modules.CUSTOMER)
        .createCustomers({ email: "gast@example.se", first_name: "Gäst" })
      await quiet(store)
      forget()
      const unchanged = await runEnded(store, await startExport(store, { type: "customers" }))
      expect(unchanged).toMatchObject({ total: 2, done: 2, outcome: { sent: 2 }, problems: [] })
      expect(actions(store)).toEqual([])
      await runEnded(store, await startExport(store, { type: "customers", all: true }))
      const emails = forms(store, "newCustomerSubmit").map(({ emailAddress }) => emailAddress)
      expect(emails.sort()).toEqual([shopper.email, "bo@example.se"].sort())
    })
  })

  describe("what Specter changes in a customer", () => {
    it("never comes back to the store", async () => {
      const shopper = await asa()
      const before = await customerInStore(shopper.id)
      const inBooks = byEmail(shopper.email)!
      Object.assign(inBooks, {
        firstName: "Ändrad",
        surName: "I Specter",
        address: "Specters väg 1",
        phoneNo: "1",
      })
      await runEnded(store, await startExport(store, { type: "customers" }))
      await shopper.post("/store/customers/me", { phone: "031-711 22 33" })
      await eventually(() => byEmail(shopper.email)?.firstName === "Åsa")
      await quiet(store)
      const { updated_at: _1, phone: _2, ...after } = await customerInStore(shopper.id)
      const { updated_at: _3, phone: _4, ...was } = before
      expect(after).toEqual(was)
    })

    async function customerInStore(id: string): Promise<any> {
      const { status, data } = await store.admin.get(`/admin/customers/${id}?fields=*addresses`)
      return answered(status, data).customer
    }
  })
})
