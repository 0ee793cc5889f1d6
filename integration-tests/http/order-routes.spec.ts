import { PERCENTAGE_CODE } from "../../demo/shop/promotions"
import type { RecordedCall } from "../../sandbox"
import { createAccount } from "../accounts"
import { actions, forms } from "../calls"
import { createDraft } from "../draft-orders"
import { placeOrder } from "../place-order"
import { answered } from "../products"
import { choose } from "../settings"
import { inSilence } from "../silence"
import { press, shown, shownIn } from "../specter-orders"
import { countStock } from "../specter-stock"
import { describeStore } from "../store"

const NO_ORDER = "order_01HXXXXXXXXXXXXXXXXXXXXXXX"

describeStore((store) => {
  beforeEach(() => countStock(store))

  const place = () => placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
  const preview = async (orderId: string) => {
    const { status, data } = await store.admin.get(`/admin/specter/orders/${orderId}/preview`)
    return answered(status, data).preview
  }

  describe("GET /admin/specter/orders/:id", () => {
    it("tells of an order that was never transferred that it can be", async () => {
      const order = await inSilence(store, place)
      expect(await shown(store, order.id)).toMatchObject({
        order_id: order.id,
        state: null,
        transferred: false,
        can_transfer: true,
        external_order_no: String(order.display_id),
        specter_order_number: null,
        invoice: null,
        is_klarna: false,
        outdated: false,
        reason: null,
        words: null,
        transfer: null,
        related: [],
      })
    })

    it("tells of a transfer nothing of leases, lanes and hashes", async () => {
      const order = await place()
      const { transfer } = await shownIn(store, "sent", order.id)
      expect(Object.keys(transfer).sort()).toEqual(
        [
          ...["id", "kind", "subject_id", "parent_id", "label", "state", "specter_number", "reason", "words"],
          ...[
            "failure_kind",
            "notes",
            "outdated",
            "attempts",
            "due_at",
            "sent_at",
            "created_at",
            "updated_at",
          ],
        ].sort()
      )
    })

    it("tells why an order was rejected, in words and what to do about it", async () => {
      store.sandbox.fault("newOrderSubmit", { kind: "refuse", message: "Kunden är spärrad för fakturering" })
      const order = await place()
      const { reason, words } = await shownIn(store, "rejected", order.id)
      expect(words).toBe("Kunden är spärrad för fakturering")
      expect(reason).toMatchObject({
        code: "specter_refused",
        text: expect.any(String),
        todo: expect.any(String),
      })
    })
  })

  describe("GET /admin/specter/orders/:id/preview", () => {
    /** The rows of an order call, one object a row, without the number at the end of each name. */
    const rowsOf = (form: Record<string, string>) => {
      const rows: Record<string, string>[] = []
      for (const [name, value] of Object.entries(form)) {
        const [, field, number] = /^(\w+)_(\d+)$/.exec(name) ?? []
        if (field) {
          rows[Number(number) - 1] = { ...rows[Number(number) - 1], [field]: value }
        }
      }
      return rows
    }
    const callOf = (action: string): RecordedCall =>
      store.sandbox.calls.find((call) => call.action === action)!

    it("shows what is then sent, and sends nothing", async () => {
      const { salesChannelId, shippingOptionIds } = store.shop
      await choose(store, {
        order_number_prefix: "Å-",
        send_order_confirmation: true,
        carrier_codes: { [shippingOptionIds["PostNord Ombud"]]: "P19" },
        webshop_ids: { [salesChannelId]: "7" },
        customer_group_id: "12",
      })
      const login = await createAccount(store, {
        email: "kok@example.se",
        first_name: "Görel",
        last_name: "Ås",
        metadata: { org_number: "559999-9819", vat_number: "SE559999981901" },
        company_name: "Köket i Ås AB",
      })
      const order = await inSilence(store, () =>
        placeOrder(store.api, store.shop, {
          items: [
            { sku: "TRÖJA-S", quantity: 2 },
            { sku: "KAFFE 500", quantity: 3 },
          ],
          promoCodes: [PERCENTAGE_CODE],
          login,
          metadata: {
            comment: "Ring på dörren",
            internal_comment: "Först i kön",
            delivery_date: "2027-01-15",
          },
        })
      )
      const { customer, order: previewed, problems, notes } = await preview(order.id)
      expect(problems).toEqual([])
      expect(actions(store).filter((action) => action === "newOrderSubmit")).toEqual([])
      await press(store, order.id)

      const [form] = forms(store, "newOrderSubmit")
      expect(rowsOf(form)).toMatchObject(
        previewed.rows.map((row: any) => ({
          articleNo: row.articleNo,
          articleName: row.name,
          priceExclVAT: row.priceExclVat,
          noOfItems: row.quantity,
          vatPercent: String(row.vatPercent),
        }))
      )
      expect(rowsOf(form)).toHaveLength(previewed.rows.length)
      expect(form).toMatchObject({
        externalOrderNo: previewed.externalOrderNo,
        currency: previewed.currency,
        language: previewed.language,
        payTypeIdentifier: previewed.payment.code,
        payTypeReference: previewed.payment.reference,
        internalComment: previewed.internalComment,
        publishedComment: previewed.publishedComment,
        customerOrderReference: previewed.customerReference,
        deliveryDate: previewed.deliveryDate,
        externalDeliveryMethod: previewed.deliveryMethod,
        sendOrderMail: previewed.sendOrderMail ? "1" : "0",
        sendOrderMailToUser: previewed.sendOrderMailToUser ? "1" : "0",
      })
      expect(callOf("newOrderSubmit").query.webshopId).toBe(previewed.webshopId)
      expect(forms(store, "newCustomerSubmit").at(-1)).toMatchObject({
        name: customer.companyName,
        contactPerson: customer.contactPerson,
        emailAddress: customer.email,
        orgNo: customer.orgNo,
        vatNo: customer.vatNo,
        customerGroupId: customer.customerGroupId,
        address: customer.invoiceAddress.line1,
        deliveryCity: customer.deliveryAddress.city,
      })
      const sent = await shownIn(store, "sent", order.id)
      expect(sent.transfer.notes).toEqual(notes)
    })

    it("shows the problems that keep an order from being sent", async () => {
      const draft = await createDraft(store, [{ title: "Gåvoinslagning", unit_price: 40, quantity: 1 }])
      const { order, problems } = await preview(draft.id)
      expect(order).toBeNull()
      expect(problems).toMatchObject([
        {
          code: "order_row_without_article",
          data: { row: "Gåvoinslagning" },
          text: expect.stringContaining("Gåvo"),
        },
      ])
    })
  })

  it("an order that the store does not have is answered with 404", async () => {
    const answers = [
      await store.admin.get(`/admin/specter/orders/${NO_ORDER}`),
      await store.admin.get(`/admin/specter/orders/${NO_ORDER}/preview`),
      await store.admin.post(`/admin/specter/orders/${NO_ORDER}/transfer`),
    ]
    for (const { status, data } of answers) {
      expect([status, data.message]).toEqual([404, expect.stringContaining(NO_ORDER)])
    }
    expect(actions(store)).toEqual([])
  })

  it("nobody but a logged-in user gets an answer", async () => {
    const { api } = store
    const [gets, posts] = [
      [`orders/${NO_ORDER}`, `orders/${NO_ORDER}/preview`, "transfers", "status", "settings"],
      [`orders/${NO_ORDER}/transfer`, "transfers/retry", "connection", "settings", "exports"],
    ]
    for (const path of gets) {
      expect([path, (await api.get(`/admin/specter/${path}`)).status]).toEqual([path, 401])
    }
    for (const path of posts) {
      expect([path, (await api.post(`/admin/specter/${path}`)).status]).toEqual([path, 401])
    }
    expect(actions(store)).toEqual([])
  })

  it("a body that is wrong is answered with 400, which names the field", async () => {
    const { id } = await inSilence(store, place)
    const wrong: [string, object, string][] = [
      [`orders/${id}/transfer`, { resolution: "kanske" }, "resolution"],
      [
        `orders/${id}/transfer`,
        { resolution: "in_specter", specter_order_number: 7 },
        "specter_order_number",
      ],
      [`orders/${id}/transfer`, { specter_order_number: "x".repeat(51) }, "specter_order_number"],
      [`orders/${id}/transfer`, { upplösning: "in_specter" }, "upplösning"],
      ["transfers/retry", { ids: [] }, "ids"],
      ["transfers/retry", { ids: "strf_1" }, "ids"],
      ["transfers/retry", { kind: "beställning" }, "kind"],
      ["transfers/retry", { state: ["sent", "okänd"] }, "state"],
      ["transfers/retry", { id: "strf_1" }, "id"],
      ["transfers/retry", {}, "ids"],
    ]
    for (const [path, body, field] of wrong) {
      const { status, data } = await store.admin.post(`/admin/specter/${path}`, body)
      expect([body, status, data.message]).toEqual([body, 400, expect.stringContaining(field)])
    }
    expect(actions(store)).toEqual([])
    expect(await shown(store, id)).toMatchObject({ state: null })
  })
})
