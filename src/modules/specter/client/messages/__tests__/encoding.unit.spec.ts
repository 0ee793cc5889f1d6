import { articles, company, order, person } from "../../__tests__/examples"
import { isSpecterError, type SpecterFailure } from "../../errors"
import { defaultWireNames as names } from "../../wire-names"
import { encodeAccount, maskAddress } from "../account"
import { encodeArticles, type ArticleMessage } from "../article"
import { encodeBatch, openBatchNo } from "../batch"
import { encodeCustomer, type CustomerMessage } from "../customer"
import { encodeDelivery } from "../delivery"
import type { Encoded } from "../form"
import { encodeInvoice, encodeInvoiceLink } from "../invoice"
import { encodeOrder, type OrderMessage } from "../order"
import { encodeArticleRemoval, encodeOrderRemoval } from "../removal"

const valueIn = ({ body }: Pick<Encoded, "body">, name: string) =>
  body.find(([candidate]) => candidate === name)?.[1]

function failureOf(encode: () => unknown): SpecterFailure {
  try {
    encode()
  } catch (error) {
    if (isSpecterError(error)) {
      return error
    }
    throw error
  }
  throw new Error("nothing was refused")
}

const fieldsRefused = (encode: () => unknown) => {
  const { kind, problems } = failureOf(encode)
  expect(kind).toBe("invalid")
  return problems?.map(({ field }) => field)
}

describe("a customer", () => {
  it("updates an existing one unless told otherwise", () => {
    expect(valueIn(encodeCustomer(person, names), "forceCustomerUpdate")).toBe("1")
    expect(valueIn(encodeCustomer({ ...person, forceUpdate: false }, names), "forceCustomerUpdate")).toBe("0")
  })

  it("turns off Specter's look-ups only when asked to", () => {
    expect(valueIn(encodeCustomer(person, names), "ignoreControlOrgNo")).toBeUndefined()
    const ignoring = encodeCustomer({ ...person, ignoreOrgNoControl: true, ignoreEmailControl: true }, names)
    expect(valueIn(ignoring, "ignoreControlOrgNo")).toBe("1")
    expect(valueIn(ignoring, "ignoreControlEmail")).toBe("1")
  })

  it("has the key of its name as it is sent, after spaces and characters are made fit", () => {
    const untidy: CustomerMessage = { ...person, firstName: "  Åsa\u00a0 Maria ", lastName: "Ł–Ö " }
    expect(encodeCustomer(untidy, names).keyValue).toBe("Åsa Maria L-Ö")
    expect(encodeCustomer({ ...company, companyName: " Lind  “&” Söner " }, names).keyValue).toBe(
      'Lind "&" Söner'
    )
    expect(encodeCustomer({ ...person, firstName: undefined }, names).keyValue).toBe("Öberg-Ärlig")
  })

  it("cuts what is too long after replacing characters, and notes both", () => {
    const email = `${"a".repeat(95)}@example.se`
    const { body, notes } = encodeCustomer({ ...person, email, phone: `${"1".repeat(48)} …9` }, names)
    expect(valueIn({ body }, "emailAddress")).toBe(email.slice(0, 100))
    expect(valueIn({ body }, "phoneNo")).toBe(`${"1".repeat(48)} .`)
    expect(notes).toEqual([
      { code: "text_cut", field: "email", value: email.slice(0, 100), original: email },
      {
        code: "characters_replaced",
        field: "phone",
        value: `${"1".repeat(48)} .`,
        original: `${"1".repeat(48)} …9`,
      },
      { code: "text_cut", field: "phone", value: `${"1".repeat(48)} .`, original: `${"1".repeat(48)} …9` },
    ])
  })

  it("leaves no space at a cut, which would break the key", () => {
    const { keyValue } = encodeCustomer({ ...company, companyName: `${"x".repeat(99)} AB` }, names)
    expect(keyValue).toBe("x".repeat(99))
  })

  it.each<[string, keyof CustomerMessage, number]>([
    ["orgNo", "orgNo", 20],
    ["vatNo", "vatNo", 30],
    ["mobileNo", "mobile", 50],
    ["surName", "lastName", 100],
  ])("cuts %s to fit", (wireName, field, max) => {
    const encoded = encodeCustomer({ ...person, [field]: "ö".repeat(max + 1) }, names)
    expect(valueIn(encoded, wireName)).toBe("ö".repeat(max))
    expect(encoded.notes.map(({ code, field: noted }) => [code, noted])).toEqual([["text_cut", field]])
  })

  it("is refused without a name, and with odd codes", () => {
    expect(fieldsRefused(() => encodeCustomer({ ...person, firstName: " ", lastName: "" }, names))).toEqual([
      "lastName",
    ])
    expect(fieldsRefused(() => encodeCustomer({ ...company, companyName: undefined }, names))).toEqual([
      "companyName",
    ])
    const odd = { ...person, currency: "kronor", language: "SV", invoiceAddress: { countryCode: "Sverige" } }
    expect(fieldsRefused(() => encodeCustomer(odd as CustomerMessage, names))).toEqual([
      "currency",
      "language",
      "invoiceAddress.countryCode",
    ])
  })

  it("writes codes in capitals", () => {
    const lower = { ...person, currency: "sek", deliveryAddress: { countryCode: "se" } }
    expect(valueIn(encodeCustomer(lower, names), "currency")).toBe("SEK")
    expect(valueIn(encodeCustomer(lower, names), "deliveryCountryCode")).toBe("SE")
  })

  it("takes the merchant's own parameters, but none that is sent already", () => {
    const encoded = encodeCustomer({ ...person, extra: { customerNote: "Ny – kund" } }, names)
    expect(valueIn(encoded, "customerNote")).toBe("Ny - kund")
    expect(encoded.notes[0].field).toBe("extra.customerNote")
    expect(fieldsRefused(() => encodeCustomer({ ...person, extra: { SURNAME: "x" } }, names))).toEqual([
      "extra.SURNAME",
    ])
    expect(fieldsRefused(() => encodeCustomer({ ...person, extra: { Key: "x" } }, names))).toEqual([
      "extra.Key",
    ])
    expect(fieldsRefused(() => encodeCustomer({ ...person, extra: { "a&b": "x" } }, names))).toEqual([
      "extra.a&b",
    ])
  })
})

describe("articles", () => {
  const article: ArticleMessage = { articleNo: "A1", name: "Tröja" }

  it("are sent without what is not given, the stock above all", () => {
    const { body, keyValue } = encodeArticles([article], {}, names)
    expect(body).toEqual([
      ["forceArticleUpdate", "1"],
      ["addSupplier", "0"],
      ["articleNo_1", "A1"],
      ["name_1", "Tröja"],
    ])
    expect(keyValue).toBe("A1")
  })

  it("have weights of three decimals", () => {
    const { body } = encodeArticles([{ ...article, weightKg: "0.3335" }], {}, names)
    expect(valueIn({ body }, "productWeight_1")).toBe("0.334")
  })

  it("have one list of notes each", () => {
    const { notes } = encodeArticles(
      [article, { ...article, name: "Kaffe – mörk" }, { ...article, articleNo: "10€" }],
      {},
      names
    )
    expect(notes).toEqual([
      [],
      [
        {
          code: "characters_replaced",
          field: "articles.1.name",
          value: "Kaffe - mörk",
          original: "Kaffe – mörk",
        },
      ],
      [{ code: "characters_replaced", field: "articles.2.articleNo", value: "10EUR", original: "10€" }],
    ])
  })

  it("are 1 to 100 in a call", () => {
    const many = Array.from({ length: 101 }, () => article)
    expect(() => encodeArticles(many, {}, names)).toThrow(RangeError)
    expect(() => encodeArticles([], {}, names)).toThrow(RangeError)
    expect(valueIn(encodeArticles(many.slice(1), {}, names), "articleNo_100")).toBe("A1")
  })

  it("are refused by index, and for a number that Specter cannot hold", () => {
    const wrong = [articles[0], { ...article, priceExclVat: "12,50", weightKg: "NaN" }]
    expect(fieldsRefused(() => encodeArticles(wrong, {}, names))).toEqual([
      "articles.1.priceExclVat",
      "articles.1.weightKg",
    ])
    expect(
      fieldsRefused(() => encodeArticles([article, { ...article, articleNo: "日本" }], {}, names))
    ).toEqual(["articles.1.articleNo"])
    expect(fieldsRefused(() => encodeArticles([{ ...article, articleNo: " " }], {}, names))).toEqual([
      "articles.0.articleNo",
    ])
  })

  it("take the merchant's own parameters with the row's number", () => {
    const { body } = encodeArticles([article, { ...article, extra: { shelf: "B2" } }], {}, names)
    expect(body[body.length - 1]).toEqual(["shelf_2", "B2"])
    expect(fieldsRefused(() => encodeArticles([{ ...article, extra: { name: "x" } }], {}, names))).toEqual([
      "articles.0.extra.name",
    ])
  })
})

describe("an order", () => {
  it("has a row's fields with the row's number, a webshop in the query and its customer's key", () => {
    const { body, query, keyValue } = encodeOrder(
      {
        ...order,
        webshopId: "3",
        notifyMobile: "0701234567",
        payment: { code: "PP", merchantId: "m1", prepaid: true },
        rows: [{ ...order.rows[0], comment: "Rött", discountPercent: "10" }],
      },
      names
    )
    expect(query).toEqual([["webshopId", "3"]])
    expect(keyValue).toBe("5001")
    expect(body).toEqual(
      expect.arrayContaining([
        ["payTypeIdentifierPaySystemUser", "m1"],
        ["isPrepayment", "1"],
        ["notifyDeliveryByMobile", "1"],
        ["notifyDeliveryMobileNo", "0701234567"],
        ["articleComment_1", "Rött"],
        ["discount_1", "10"],
        ["userSource", "webuser"],
      ])
    )
  })

  it("cuts references, but never the number that tells two orders apart", () => {
    const { body, notes } = encodeOrder(
      { ...order, customerReference: "å".repeat(71), deliveryMethod: "x".repeat(101) },
      names
    )
    expect(valueIn({ body }, "customerOrderReference")).toHaveLength(70)
    expect(valueIn({ body }, "externalDeliveryMethod")).toHaveLength(100)
    expect(notes.map(({ field }) => field)).toEqual(["customerReference", "deliveryMethod"])
    expect(fieldsRefused(() => encodeOrder({ ...order, externalOrderNo: "9".repeat(51) }, names))).toEqual([
      "externalOrderNo",
    ])
  })

  it("is refused with what is wrong in its rows", () => {
    const row = order.rows[0]
    const rows = [row, { ...row, articleNo: "", vatPercent: 12.5, quantity: "två" }]
    expect(fieldsRefused(() => encodeOrder({ ...order, rows }, names))).toEqual([
      "rows.1.quantity",
      "rows.1.vatPercent",
    ])
    expect(fieldsRefused(() => encodeOrder({ ...order, rows: [{ ...row, articleNo: "" }] }, names))).toEqual([
      "rows.0.articleNo",
    ])
    expect(fieldsRefused(() => encodeOrder({ ...order, rows: [] } as OrderMessage, names))).toEqual(["rows"])
  })
})

describe("the smaller messages", () => {
  it("deliver by article number", () => {
    const delivery = {
      orderId: "7001",
      deliveryDate: "2026-01-31",
      rows: [{ articleNo: "A1", quantity: "1.5" }],
    }
    expect(encodeDelivery(delivery, names)).toEqual({
      query: [],
      keyValue: "7001",
      notes: [],
      body: [
        ["orderId", "7001"],
        ["deliveryDate", "2026-01-31"],
        ["useArticleNoRowMapping", "1"],
        ["articleNo_1", "A1"],
        ["noOfItems_1", "1.5"],
      ],
    })
    expect(fieldsRefused(() => encodeDelivery({ ...delivery, deliveryDate: "31/1" }, names))).toEqual([
      "deliveryDate",
    ])
  })

  it("invoice an order and ask for the PDF", () => {
    expect(encodeInvoice("7001", names)).toMatchObject({
      keyValue: "7001",
      body: [
        ["orderId", "7001"],
        ["typeInvoice", "S"],
      ],
    })
    expect(encodeInvoiceLink("9", names)).toMatchObject({
      keyValue: "getPDFLink9",
      query: [
        ["typeDocument", "invoice"],
        ["documentId", "9"],
      ],
    })
  })

  it("remove an article and an order", () => {
    expect(encodeArticleRemoval("A 1", names)).toMatchObject({
      keyValue: "A 1",
      body: [["articleNo", "A 1"]],
    })
    expect(encodeOrderRemoval("7001", names)).toMatchObject({ keyValue: "7001", body: [["orderId", "7001"]] })
    expect(fieldsRefused(() => encodeOrderRemoval("", names))).toEqual(["orderId"])
  })

  it("register, leave and remove addresses", () => {
    const callbacks = { stock: "https://butik.se/specter/callbacks/s3cret/stock", orders: "" }
    expect(encodeAccount({ date: "2026-01-31", callbacks }, names)).toMatchObject({
      keyValue: "2026-01-31",
      query: [
        ["date", "2026-01-31"],
        ["actionStockChange", callbacks.stock],
        ["actionOrderChange", ""],
      ],
    })
    expect(
      fieldsRefused(() => encodeAccount({ date: "idag", callbacks: { stock: "https://b.se/a  b" } }, names))
    ).toEqual(["date", "callbacks.stock"])
  })

  it("name a batch", () => {
    expect(encodeBatch("actions.fetchStock", "ab", names)).toMatchObject({
      keyValue: "ab",
      query: [["batchNo", "ab"]],
    })
    expect(fieldsRefused(() => encodeBatch("actions.fetchStock", "", names))).toEqual(["batchNo"])
  })

  it.each([
    [
      "https://b.se/specter/callbacks/s3cret/orders?orderNo=$orderNo",
      "https://b.se/specter/callbacks/***/orders?orderNo=$orderNo",
    ],
    ["https://b.se/hook/s3cret?token=s3cret&i=$invoiceId", "https://b.se/***?token=***&i=$invoiceId"],
    ["", ""],
  ])("show %p as %p", (address, shown) => {
    expect(maskAddress(address)).toBe(shown)
  })
})

describe("the batch that is open", () => {
  const other = "f".repeat(32)
  const given = "a".repeat(32)

  it("is the first quoted in the answer to a get", () => {
    expect(openBatchNo(`Batch '${other}' är öppen, inte '${given}'`, given)).toBe(other)
  })

  it("is the second quoted in the answer to an acknowledgement, after the one given", () => {
    expect(openBatchNo(`'${given}' is not the open batch '${other}'`, given)).toBe(other)
    expect(openBatchNo(`'${given.toUpperCase()}' is not '${other}'`, given)).toBe(other)
  })

  it("is not known when none is quoted", () => {
    expect(openBatchNo("En annan batch är öppen", given)).toBeUndefined()
    expect(openBatchNo(`'${given}' är okänd`, given)).toBeUndefined()
  })
})
