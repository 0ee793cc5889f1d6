import { setTimeout as sleep } from "node:timers/promises"
import { createCartCreditLinesWorkflow } from "@medusajs/medusa/core-flows"
import { FIXED_CODE, FREE_SHIPPING_CODE, PERCENTAGE_CODE } from "../../demo/shop/promotions"
import { createAccount } from "../accounts"
import { actions, articleCalls, forms } from "../calls"
import { convertDraft, createDraft } from "../draft-orders"
import { eventually } from "../eventually"
import { placeOrder, type PlacedOrder, type OrderRequest } from "../place-order"
import { quiet } from "../quiet"
import { choose } from "../settings"
import { inSpecter, press, shownIn } from "../specter-orders"
import { countStock } from "../specter-stock"
import { describeStore } from "../store"

const ÖRE = 2

describeStore((store) => {
  beforeEach(() => countStock(store))

  const SHIRT: OrderRequest = { items: [{ sku: "TRÖJA-S", quantity: 1 }] }
  const place = (request: OrderRequest = SHIRT) => placeOrder(store.api, store.shop, request)
  const sent = async (order: Pick<PlacedOrder, "id" | "display_id">) => {
    const answer = await shownIn(store, "sent", order.id)
    const found = inSpecter(store, order)
    expect(found).toHaveLength(1)
    return { ...answer, specter: found[0] }
  }
  const totalOf = async ({ id }: { id: string }): Promise<number> => {
    const { data } = await store.admin.get(`/admin/orders/${id}?fields=total`)
    return data.order.total
  }
  // Medusa makes the items of an order in the same millisecond: nothing tells the first from the second.
  const byArticle = <Row extends { articleNo: string }>(rows: Row[]): Row[] =>
    [...rows].sort((a, b) => a.articleNo.localeCompare(b.articleNo, "sv"))
  const customerOf = ({ customerId }: { customerId: string }) => store.sandbox.customers.get(customerId)

  afterEach(() => {
    const odd = store.sandbox.calls.filter(({ keyOk, unknownNames }) => !keyOk || unknownNames.length > 0)
    expect(odd).toEqual([])
  })

  describe("a guest's order", () => {
    it("is in Specter within a second of being placed, with rows, payment and delivery", async () => {
      const order = await place({
        items: [
          { sku: "TRÖJA-S", quantity: 2 },
          { sku: "KAFFE 500", quantity: 1 },
        ],
        metadata: {
          comment: "Ställ på bron, tack",
          internal_comment: "Stamkund",
          customer_reference: "Åsas inköp 7",
        },
      })
      const placedAt = Date.now()
      const specter = await eventually(() => inSpecter(store, order)[0])
      expect(Date.now() - placedAt).toBeLessThan(1000)
      expect(specter).toMatchObject({
        externalOrderNo: String(order.display_id),
        currency: "SEK",
        language: "SE",
        publishedComment: "Ställ på bron, tack",
        internalComment: "Stamkund",
        customerOrderReference: "Åsas inköp 7",
        externalDeliveryMethod: "PostNord Ombud",
        userSource: "webuser",
        deliveryAddress: {
          companyName: "Åsa Öberg",
          address: "Ängsvägen 3",
          zipCodeEng: "413 21",
          city: "Göteborg",
        },
      })
      expect(byArticle(specter.rows.slice(0, 2))).toMatchObject([
        { articleNo: "KAFFE 500", noOfItems: "1", priceExclVAT: "100.00", vatPercent: "12" },
        {
          articleNo: "TRÖJA-S",
          articleName: "T-tröja Åre, S",
          noOfItems: "2",
          priceExclVAT: "79.20",
          vatPercent: "25",
        },
      ])
      expect(specter.rows.slice(2)).toMatchObject([
        { articleNo: "FRAKT", articleName: "PostNord Ombud", noOfItems: "1", vatPercent: "25" },
      ])
      expect(Number(specter.total)).toBeCloseTo(order.total, ÖRE)
      expect(customerOf(specter)).toMatchObject({
        firstName: "Åsa",
        surName: "Öberg",
        customerOrganizationalForm: "P",
        emailAddress: "asa.oberg@example.se",
        mobileNo: "070-174 06 35",
        address: "Ängsvägen 3",
        countryCode: "SE",
      })
      const shown = await shownIn(store, "sent", order.id)
      expect(shown).toMatchObject({
        transferred: true,
        can_transfer: false,
        reason: null,
        words: null,
        outdated: false,
        external_order_no: String(order.display_id),
        specter_order_number: specter.orderNo,
        transfer: { kind: "order", label: `#${order.display_id}`, failure_kind: null },
      })
    })

    it("goes out with its customer right before it, and nothing else but the articles that Specter lacks", async () => {
      const first = await place()
      await sent(first)
      await quiet(store)
      expect(actions(store)).toEqual(["newArticleSubmit", "newCustomerSubmit", "newOrderSubmit"])
      store.sandbox.calls.length = 0
      await sent(await place({ ...SHIRT, email: "bo@example.se" }))
      await quiet(store)
      expect(actions(store)).toEqual(["newCustomerSubmit", "newOrderSubmit"])
      const [form] = forms(store, "newCustomerSubmit")
      expect(form).toMatchObject({ emailAddress: "bo@example.se", forceCustomerUpdate: "1" })
    })

    it("is delivered to its own address when the same guest sends things elsewhere", async () => {
      await sent(await place())
      const elsewhere = {
        first_name: "Åke",
        last_name: "Öberg",
        address_1: "Sjövägen 9",
        postal_code: "981 30",
        city: "Kiruna",
      }
      const { specter } = await sent(await place({ ...SHIRT, shippingAddress: elsewhere }))
      expect(store.sandbox.customers.size).toBe(1)
      expect(specter.deliveryAddress).toMatchObject({
        companyName: "Åke Öberg",
        address: "Sjövägen 9",
        city: "Kiruna",
      })
    })
  })

  it("goes out as it is in the store, though it was read before it changed", async () => {
    await sent(await place())
    store.sandbox.fault("newCustomerSubmit", { kind: "slow", ms: 4_000 })
    store.sandbox.fault("newOrderSubmit", { kind: "slow", ms: 1_500 })
    store.sandbox.calls.length = 0
    const first = await place()
    const second = await place()
    await eventually(() => actions(store).at(-1) === "newOrderSubmit")
    // While Specter takes in the first order, the second is read.
    await sleep(500)
    await store.admin.post(`/admin/orders/${second.id}`, { metadata: { comment: "Ställ på bron, tack" } })
    await sent(first)
    const { specter } = await sent(second)
    expect(specter.publishedComment).toBe("Ställ på bron, tack")
    await quiet(store)
    expect(await shownIn(store, "sent", second.id)).toMatchObject({ outdated: false })
  })

  describe("a customer with an account", () => {
    it("has the order under its one customer in Specter", async () => {
      const login = await createAccount(store, {
        email: "bjorn@example.se",
        first_name: "Björn",
        last_name: "Åström",
        metadata: { org_number: "800101-9809" },
      })
      await quiet(store)
      const { specter } = await sent(await place({ ...SHIRT, login }))
      expect(store.sandbox.customers.size).toBe(1)
      expect(customerOf(specter)).toMatchObject({
        emailAddress: "bjorn@example.se",
        customerOrganizationalForm: "P",
        orgNo: "800101-9809",
      })
    })

    it("that is a company goes with its name, organisation number and VAT number", async () => {
      const login = await createAccount(store, {
        email: "inkop@fisk.example.se",
        first_name: "Agneta",
        last_name: "Ström",
        company_name: "Fiskhallen i Bohuslän AB",
        metadata: { org_number: "559999-9819", vat_number: "SE559999981901" },
      })
      const billingAddress = {
        first_name: "Agneta",
        last_name: "Ström",
        company: "Fiskhallen i Bohuslän AB",
        address_1: "Rosenlundsgatan 2",
        postal_code: "411 20",
        city: "Göteborg",
      }
      const { specter } = await sent(await place({ ...SHIRT, login, billingAddress }))
      expect(customerOf(specter)).toMatchObject({
        name: "Fiskhallen i Bohuslän AB",
        invoiceCompanyName: "Fiskhallen i Bohuslän AB",
        contactPerson: "Agneta Ström",
        customerOrganizationalForm: "C",
        orgNo: "559999-9819",
        vatNo: "SE559999981901",
        address: "Rosenlundsgatan 2",
        deliveryAddress: "Ängsvägen 3",
      })
    })
  })

  describe("the merchant's settings", () => {
    it("say the prefix of the order number, the carrier code, the webshop and the stock site", async () => {
      const { shippingOptionIds, salesChannelId, stockLocationIds } = store.shop
      await choose(store, {
        order_number_prefix: "WEB-",
        carrier_codes: { [shippingOptionIds["Hemleverans"]]: "DHLHOME" },
        webshop_ids: { [salesChannelId]: "3" },
        stock_sites: {
          [stockLocationIds["Lagret i Borås"]]: "2",
          [stockLocationIds["Butiken i Göteborg"]]: "4",
        },
      })
      // So many are in one place only.
      const items = [{ sku: "TRÖJA-S", quantity: 100 }]
      const order = await place({ items, shippingOption: "Hemleverans" })
      const answer = await shownIn(store, "sent", order.id)
      expect(answer.external_order_no).toBe(`WEB-${order.display_id}`)
      expect([...store.sandbox.orders.values()]).toMatchObject([
        {
          externalOrderNo: `WEB-${order.display_id}`,
          externalDeliveryMethod: "DHLHOME",
          webshopId: "3",
          stockSite: "2",
        },
      ])
    })

    it("say none of these when nothing is chosen", async () => {
      const { specter } = await sent(await place())
      expect([specter.webshopId, specter.stocksiteid]).toEqual([undefined, undefined])
    })

    it.each([true, false])("decide whether Specter mails the order confirmation: %s", async (chosen) => {
      await choose(store, { send_order_confirmation: chosen, send_order_mail_to_user: !chosen })
      const { specter } = await sent(await place())
      expect(specter).toMatchObject({
        sendOrderMail: chosen ? "1" : "0",
        sendOrderMailToUser: chosen ? "0" : "1",
      })
    })

    it("give a payment provider without a code the usual one, with a remark; with a code, that one", async () => {
      const first = await sent(await place())
      expect(first.specter).toMatchObject({ payTypeIdentifier: "PP", isPrepayment: "1" })
      expect(first.specter.payTypeReference).toMatch(/^\S+$/)
      expect(first.transfer.notes).toMatchObject([
        { code: "payment_code_defaulted", data: { provider: "pp_system_default", code: "PP" } },
      ])
      await choose(store, { payment_codes: { pp_system_default: { code: "SW", merchant_id: "1231181189" } } })
      const second = await sent(await place())
      expect(second.specter).toMatchObject({
        payTypeIdentifier: "SW",
        payTypeIdentifierPaySystemUser: "1231181189",
      })
      expect(second.specter.isPrepayment).toBeUndefined()
      expect(second.transfer.notes).toEqual([])
    })
  })

  describe("the sum in Specter is the store's", () => {
    const TWO_RATES = [
      { sku: "TRÖJA-S", quantity: 3 },
      { sku: "KAFFE 1000", quantity: 7 },
      { sku: "BOK-1", quantity: 1 },
    ]

    it.each([
      [[]],
      [[PERCENTAGE_CODE]],
      [[FIXED_CODE]],
      [[FREE_SHIPPING_CODE]],
      [[PERCENTAGE_CODE, FREE_SHIPPING_CODE]],
    ])("with the promotions %j and three VAT rates", async (promoCodes) => {
      const order = await place({ items: TWO_RATES, promoCodes })
      const { specter } = await sent(order)
      expect(order.discount_total > 0).toBe(promoCodes.length > 0)
      expect(Number(specter.total)).toBeCloseTo(order.total, ÖRE)
      const discounts = specter.rows.filter(({ articleNo }: { articleNo: string }) => articleNo === "RABATT")
      expect(discounts.length > 0).toBe(promoCodes.length > 0)
      for (const row of discounts) {
        expect(Number(row.priceExclVAT)).toBeLessThan(0)
        expect(promoCodes.some((code) => row.articleName.includes(code))).toBe(true)
      }
    })

    it("with one discount row a VAT rate when the merchant wants one row", async () => {
      await choose(store, { discount_rows: "one_row" })
      const order = await place({ items: TWO_RATES, promoCodes: [PERCENTAGE_CODE, FREE_SHIPPING_CODE] })
      const { specter } = await sent(order)
      const discounts = specter.rows.filter(({ articleNo }: { articleNo: string }) => articleNo === "RABATT")
      expect(discounts.map(({ vatPercent }: { vatPercent: string }) => vatPercent).sort()).toEqual([
        "12",
        "25",
        "6",
      ])
      expect(Number(specter.total)).toBeCloseTo(order.total, ÖRE)
    })

    it("with a gift card and store credit, each a row without VAT", async () => {
      const order = await place({
        items: TWO_RATES,
        prepareCart: (cart_id) =>
          createCartCreditLinesWorkflow(store.container).run({
            input: [
              { cart_id, amount: 150, reference: "gift-card", reference_id: "gc_1", metadata: null },
              { cart_id, amount: 49.5, reference: "customer", reference_id: "cus_1", metadata: null },
            ],
          }),
      })
      const { specter } = await sent(order)
      // Both are made in the same moment: which comes first is the store's.
      const byName = [...specter.rows.slice(-2)].sort((a, b) => a.articleName.localeCompare(b.articleName))
      expect(byName).toMatchObject([
        { articleNo: "PRESENTKORT", articleName: "Presentkort", priceExclVAT: "-150.00", vatPercent: "0" },
        { articleNo: "PRESENTKORT", articleName: "Tillgodohavande", priceExclVAT: "-49.50", vatPercent: "0" },
      ])
      expect(Number(specter.total)).toBeCloseTo(order.total, ÖRE)
      const before = order.item_total + order.shipping_total
      expect(order.total).toBeCloseTo(before - 199.5, ÖRE)
    })
  })

  describe("a draft", () => {
    it("is not sent before it is converted, and then at once", async () => {
      const draft = await createDraft(store, [{ variant_id: store.shop.variants["TRÖJA-S"].id, quantity: 2 }])
      await quiet(store)
      expect(actions(store)).toEqual([])
      await convertDraft(store, draft.id)
      const { specter } = await sent(draft)
      expect(specter.externalDeliveryMethod).toBe("Hemleverans")
      expect(specter.payTypeIdentifier).toBeUndefined()
      expect(Number(specter.total)).toBeCloseTo(await totalOf(draft), ÖRE)
    })

    it("with an item that is no variant stops with an explanation until the merchant has chosen an article number", async () => {
      const draft = await createDraft(store, [{ title: "Broderi: ”Åsa”", unit_price: 200, quantity: 1 }])
      await convertDraft(store, draft.id)
      const rejected = await shownIn(store, "rejected", draft.id)
      expect(rejected).toMatchObject({
        transferred: false,
        can_transfer: true,
        words: null,
        reason: { code: "order_row_without_article", data: { row: "Broderi: ”Åsa”" } },
      })
      expect(actions(store)).toEqual([])
      await choose(store, { article_no_for_rows_without_sku: "ÖVRIGT" })
      expect(await press(store, draft.id)).toMatchObject({ state: "sent", reason: null })
      const [specter] = inSpecter(store, draft)
      expect(specter.rows[0]).toMatchObject({
        articleNo: "ÖVRIGT",
        articleName: 'Broderi: "Åsa"',
        noOfItems: "1",
      })
      expect(Number(specter.total)).toBeCloseTo(await totalOf(draft), ÖRE)
      expect(store.sandbox.articles.get("ÖVRIGT")).toMatchObject({ name: "Övrigt", stockKept: false })
    })
  })

  describe("freight and discount articles", () => {
    it("are created once, without stock", async () => {
      await sent(await place({ ...SHIRT, promoCodes: [PERCENTAGE_CODE] }))
      await sent(await place({ ...SHIRT, promoCodes: [PERCENTAGE_CODE] }))
      expect(
        articleCalls(store)
          .flat()
          .map(({ articleNo }) => articleNo)
          .sort()
      ).toEqual(["FRAKT", "RABATT"])
      expect(store.sandbox.articles.get("FRAKT")).toMatchObject({
        name: "Frakt",
        stockKept: false,
        vatPercent: "25",
      })
      expect(store.sandbox.articles.get("RABATT")).toMatchObject({ name: "Rabatt", stockKept: false })
    })

    it("that the merchant keeps in Specter stay as they are", async () => {
      store.sandbox.upsertArticle({ articleNo: "FRAKT", name: "Frakt och porto", priceExclVAT: "47.20" })
      await sent(await place())
      await sent(await place())
      expect(store.sandbox.articles.get("FRAKT")).toMatchObject({
        name: "Frakt och porto",
        priceExclVAT: "47.20",
      })
      expect(actions(store).filter((action) => action === "newArticleSubmit")).toHaveLength(1)
    })
  })
})
