import fc from "fast-check"
import { isSpecterError } from "../../../../modules/specter/client"
import { encodeCustomer } from "../../../../modules/specter/client/messages/customer"
import { defaultWireNames } from "../../../../modules/specter/client/wire-names"
import { defaultSettings } from "../../../../modules/specter/settings"
import { toSpecterCustomer } from "../customer"
import type { MedusaOrder } from "../medusa-order"
import { toSpecterOrderCustomer } from "../order-customer"
import { isSwedishMobile } from "../phone"
import { GUEST_ORDER } from "./stored-order"

const settings = { ...defaultSettings(), customer_group_id: "3" }

const OFFICE = {
  company: "Lind & Söner AB",
  first_name: "Eva",
  last_name: "Lind",
  address_1: "Industrivägen 5",
  address_2: "Uppgång B",
  postal_code: "41105",
  city: "Göteborg",
  country_code: "se",
  phone: "031-10 20 30",
}
const STORE_ROOM = {
  company: "Lagret i Mölndal",
  first_name: "Bo",
  last_name: "Ek",
  address_1: "Lagervägen 9",
  postal_code: "43153",
  city: "Mölndal",
  country_code: "se",
  phone: "0701-23 45 67",
}

const COMPANY = {
  id: "cus_1",
  email: "eva@ab.se",
  first_name: "Eva",
  last_name: "Lind",
  company_name: "Lind & Söner AB",
  phone: null,
  has_account: true,
  metadata: { org_number: "556677-8899", vat_number: "SE556677889901" },
  addresses: [
    { ...STORE_ROOM, is_default_shipping: true, is_default_billing: false },
    { ...OFFICE, is_default_shipping: false, is_default_billing: true },
  ],
}

const ofOrder = (changes: Partial<MedusaOrder> = {}) =>
  toSpecterOrderCustomer({ ...(GUEST_ORDER as MedusaOrder), ...changes }, settings)

describe("the customer of an order", () => {
  it("is a guest with the order's addresses", () => {
    expect(ofOrder()).toMatchInlineSnapshot(`
{
  "message": {
    "contactPerson": "Åsa Öberg-Ärlig",
    "currency": "SEK",
    "customerGroupId": "3",
    "deliveryAddress": {
      "attention": "",
      "city": "Örebro",
      "company": "Åsa Öberg-Ärlig",
      "countryCode": "SE",
      "line1": "Storgatan 1 A",
      "line2": "lgh 1203",
      "postalCode": "111 22",
      "region": "",
    },
    "email": "asa.oberg@example.se",
    "firstName": "Åsa",
    "form": "person",
    "ignoreEmailControl": false,
    "ignoreOrgNoControl": false,
    "invoiceAddress": {
      "attention": "",
      "city": "Örebro",
      "company": "",
      "countryCode": "SE",
      "line1": "Storgatan 1 A",
      "line2": "lgh 1203",
      "postalCode": "111 22",
      "region": "",
    },
    "language": "SE",
    "lastName": "Öberg-Ärlig",
    "mobile": "+46 70-123 45 67",
    "orgNo": undefined,
    "phone": "+46 70-123 45 67",
    "vatNo": undefined,
  },
  "notes": [],
  "problems": [],
}
`)
  })

  it("is a company with an address for invoices and one for deliveries", () => {
    const { message } = ofOrder({ billing_address: OFFICE, shipping_address: STORE_ROOM, customer: COMPANY })
    expect(message).toMatchInlineSnapshot(`
{
  "companyName": "Lind & Söner AB",
  "contactPerson": "Eva Lind",
  "currency": "SEK",
  "customerGroupId": "3",
  "deliveryAddress": {
    "attention": "Bo Ek",
    "city": "Mölndal",
    "company": "Lagret i Mölndal",
    "countryCode": "SE",
    "line1": "Lagervägen 9",
    "line2": "",
    "postalCode": "43153",
    "region": "",
  },
  "email": "asa.oberg@example.se",
  "form": "company",
  "ignoreEmailControl": false,
  "ignoreOrgNoControl": false,
  "invoiceAddress": {
    "attention": "Eva Lind",
    "city": "Göteborg",
    "company": "Lind & Söner AB",
    "countryCode": "SE",
    "line1": "Industrivägen 5",
    "line2": "Uppgång B",
    "postalCode": "41105",
    "region": "",
  },
  "language": "SE",
  "mobile": "0701-23 45 67",
  "orgNo": "556677-8899",
  "phone": "0701-23 45 67",
  "vatNo": "SE556677889901",
}
`)
  })

  it("is a company when only the billing address says so, with the order's organisation number", () => {
    const { message } = ofOrder({ billing_address: OFFICE, metadata: { org_number: 5566778899 } })
    expect(message).toMatchObject({ form: "company", companyName: "Lind & Söner AB", orgNo: "5566778899" })
  })

  it("is a private person who has goods sent to a company", () => {
    const { message } = ofOrder({ shipping_address: STORE_ROOM })
    expect(message).toMatchObject({
      form: "person",
      lastName: "Öberg-Ärlig",
      deliveryAddress: { company: "Lagret i Mölndal", attention: "Bo Ek" },
    })
  })

  it("has goods sent in another person's name", () => {
    const grandma = { ...OFFICE, company: "", first_name: "Märta", last_name: "Åberg" }
    expect(ofOrder({ shipping_address: grandma }).message?.deliveryAddress?.company).toBe("Märta Åberg")
  })

  it("has one address for both when the order has one", () => {
    const billed = ofOrder({ shipping_address: null }).message
    const shipped = ofOrder({ billing_address: null }).message
    expect(billed?.deliveryAddress?.line1).toBe("Storgatan 1 A")
    expect(shipped?.invoiceAddress?.line1).toBe("Storgatan 1 A")
  })

  it("keeps what it has without any address, such as for a download", () => {
    const customer = { first_name: "Åke", email: "ake@example.se" }
    const { message } = ofOrder({ billing_address: null, shipping_address: null, customer, email: null })
    expect(message).toMatchObject({
      form: "person",
      firstName: "Åke",
      email: "ake@example.se",
      language: "SE",
    })
    expect(message?.invoiceAddress).toBeUndefined()
  })

  it("empties the lines that its new address lacks", () => {
    const moved = { first_name: "Åsa", last_name: "Öberg", address_1: "Åvägen 2", city: "Luleå" }
    expect(ofOrder({ billing_address: moved, shipping_address: moved }).message?.deliveryAddress).toEqual({
      company: "Åsa Öberg",
      attention: "",
      line1: "Åvägen 2",
      line2: "",
      postalCode: "",
      city: "Luleå",
      region: "",
      countryCode: "",
    })
  })

  it("must have a name", () => {
    const nameless = { address_1: "Storgatan 1", phone: "0701234567" }
    expect(ofOrder({ billing_address: nameless, shipping_address: nameless, customer: null })).toEqual({
      problems: [{ code: "order_without_customer_name" }],
      notes: [],
    })
  })
})

describe("a customer with an account", () => {
  it("goes with its default addresses", () => {
    expect(toSpecterCustomer(COMPANY, settings).message).toEqual({
      ...ofOrder({ billing_address: OFFICE, shipping_address: STORE_ROOM, customer: COMPANY }).message,
      email: "eva@ab.se",
      phone: "031-10 20 30",
    })
  })

  it("goes with its only address when none is the default", () => {
    const { message } = toSpecterCustomer({ ...COMPANY, company_name: "", addresses: [STORE_ROOM] }, settings)
    expect(message).toMatchObject({
      form: "company",
      companyName: "Lagret i Mölndal",
      invoiceAddress: { line1: "Lagervägen 9" },
      deliveryAddress: { line1: "Lagervägen 9" },
    })
  })

  it("goes without addresses, in the articles' currency and with the merchant's choices", () => {
    const chosen = { ...settings, ignore_email_check: true, currency_code: "eur", country_code: "fi" }
    expect(
      toSpecterCustomer({ ...COMPANY, addresses: null, company_name: null }, chosen).message
    ).toMatchObject({
      form: "person",
      firstName: "Eva",
      currency: "EUR",
      language: "FI",
      ignoreEmailControl: true,
      ignoreOrgNoControl: false,
      customerGroupId: "3",
    })
  })

  it("must have a name", () => {
    expect(toSpecterCustomer({ email: "x@example.se", first_name: " " }, settings).problems).toEqual([
      { code: "customer_without_name" },
    ])
  })
})

describe("any customer at all", () => {
  const text = fc.oneof(
    fc.constantFrom(undefined, null, "", "   ", "Åsa", "Ł–Ö €", "1\u00002", "x".repeat(300)),
    fc.string({ unit: "binary", maxLength: 120 })
  )
  const odd = fc.oneof({ weight: 5, arbitrary: text }, fc.constantFrom(0, 1.5, true, {}, []))
  const address = fc.record(
    {
      company: odd,
      first_name: odd,
      last_name: odd,
      address_1: odd,
      address_2: odd,
      postal_code: odd,
      city: odd,
      province: odd,
      country_code: fc.oneof(fc.constantFrom("se", "NO", "dk", null), odd),
      phone: odd,
      is_default_shipping: fc.boolean(),
      is_default_billing: fc.boolean(),
    },
    { requiredKeys: [] }
  )
  const customer = fc.record(
    {
      email: odd,
      first_name: odd,
      last_name: odd,
      company_name: odd,
      phone: odd,
      metadata: fc.oneof(
        fc.constant(null),
        fc.record({ org_number: odd, vat_number: odd }, { requiredKeys: [] })
      ),
      addresses: fc.oneof(
        fc.constant(null),
        fc.array(fc.oneof(fc.constant(null), address), { maxLength: 3 })
      ),
    },
    { requiredKeys: [] }
  )

  it("becomes a message in ISO-8859-1 that fits, or says which field is wrong", () => {
    let sent = 0
    const property = fc.property(customer, (given) => {
      const { message, problems } = toSpecterCustomer(given as never, settings)
      if (!message) {
        expect(problems).toEqual([{ code: "customer_without_name" }])
        return
      }
      try {
        const { body, keyValue } = encodeCustomer(message, defaultWireNames)
        expect(keyValue).not.toBe("")
        body.forEach(([, value]) => expect(value).toMatch(/^[\u0000-\u00ff]*$/))
        expect(body.find(([name]) => name === "emailAddress")?.[1].length ?? 0).toBeLessThanOrEqual(100)
        sent += 1
      } catch (error) {
        expect(isSpecterError(error) && error.kind === "invalid" && error.problems?.length).toBeTruthy()
      }
    })
    fc.assert(property, { numRuns: 500, seed: 4711 })
    expect(sent).toBeGreaterThan(200)
  })
})

describe("a phone number", () => {
  it.each(["0701234567", "070-123 45 67", "+46 70 123 45 67", "+46 (0)72-123 45 67", "0046761234567"])(
    "%s is a Swedish mobile",
    (phone) => expect(isSwedishMobile(phone)).toBe(true)
  )

  it.each(["08-123 456 78", "+47 412 34 567", "0771-100 100", "0701", "070-123 45 678"])(
    "%s is no Swedish mobile",
    (phone) => expect(isSwedishMobile(phone)).toBe(false)
  )
})
