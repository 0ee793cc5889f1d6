import { actions } from "../calls"
import { eventually } from "../eventually"
import { transferIn } from "../ledger"
import { placeOrder } from "../place-order"
import { answered } from "../products"
import { choose } from "../settings"
import { describeStore } from "../store"

/** The ten of Specter's manual for web shops: label in Swedish and English, and what they are when nobody has chosen. */
const OF_THE_MANUAL: [key: string, sv: string, en: string, standard: boolean][] = [
  [
    "send_order_confirmation",
    "Skicka orderbekräftelse från SBM",
    "Send order confirmation from Specter",
    false,
  ],
  ["import_products", "Importera produkter från Specter", "Import products from Specter", false],
  [
    "article_group_creates_category",
    "Ska artikelgrupp skapa kategori",
    "Article group creates category",
    false,
  ],
  [
    "article_group_category_active",
    "Om artikelgruppskategori ska sättas som aktiv eller inaktiv",
    "New article-group categories are active",
    true,
  ],
  [
    "move_product_to_article_group_category",
    "Flytta produkten till artikelgruppskategorin vid uppdatering",
    "Move product to its article-group category on update",
    false,
  ],
  ["import_price_only", "Importera endast pris", "Import price only", false],
  ["delete_from_specter", "Radera från Specter", "Delete from Specter", true],
  [
    "ignore_org_number_check",
    "Ignorera kontroll av person-/orgnr",
    "Skip person/organisation number check",
    false,
  ],
  ["ignore_email_check", "Ignorera kontroll av e-postadress", "Skip e-mail check", false],
  ["delete_order", "Radera order", "Delete order", false],
]

const BEYOND_THE_MANUAL = {
  notification_email: "",
  order_number_prefix: "",
  transfer_orders_from_date: null,
  send_order_mail_to_user: false,
  freight_article_no: "FRAKT",
  discount_article_no: "RABATT",
  credit_article_no: "PRESENTKORT",
  article_no_for_rows_without_sku: "",
  discount_rows: "per_promotion",
  external_order_no_control: true,
  send_deliveries: false,
  send_invoices: false,
  capture_when_invoiced: false,
  payment_codes: {},
  default_payment_code: "PP",
  carrier_codes: {},
  webshop_ids: {},
  customer_group_id: "",
  currency_code: "sek",
  country_code: "se",
  new_article_type: "",
  weight_unit: "g",
  dimension_unit: "cm",
  stock_sites: {},
  stock_figure_means: "available",
  new_product_status: "draft",
  new_product_category_id: null,
  new_product_sales_channel_id: null,
  new_product_shipping_profile_id: null,
  unpublish_removed_articles: true,
  poll_minutes: 10,
}

describeStore((store) => {
  const path = "/admin/specter/settings"
  const shown = async () => {
    const { status, data } = await store.admin.get(path)
    return answered(status, data)
  }

  it("the settings are all there, with their defaults, before the merchant has chosen anything", async () => {
    const { settings } = await shown()
    const { installed_at, ...chosen } = settings
    expect(chosen).toEqual({
      ...Object.fromEntries(OF_THE_MANUAL.map(([key, , , standard]) => [key, standard])),
      ...BEYOND_THE_MANUAL,
    })
    const age = Date.now() - Date.parse(installed_at)
    expect(age).toBeGreaterThan(0)
    expect(age).toBeLessThan(3_600_000)
  })

  it("the manual's ten have the manual's words", async () => {
    const { fields } = await shown()
    const words = fields.map(({ key, label, default: standard }: any) => [key, label.sv, label.en, standard])
    expect(words.slice(0, OF_THE_MANUAL.length)).toEqual(OF_THE_MANUAL)
    expect(words).toHaveLength(OF_THE_MANUAL.length + Object.keys(BEYOND_THE_MANUAL).length)
    for (const { label, help } of fields) {
      expect([label.sv, label.en, help.sv, help.en].every((text) => text.length > 0)).toBe(true)
    }
  })

  it("any subset can be changed, and the others stay", async () => {
    const { status, data } = await store.admin.post(path, {
      delete_order: true,
      order_number_prefix: "  WEB- ",
    })
    expect(status).toBe(200)
    expect(data.settings).toMatchObject({
      delete_order: true,
      order_number_prefix: "WEB-",
      delete_from_specter: true,
    })
    await choose(store, { delete_from_specter: false })
    expect((await shown()).settings).toMatchObject({
      delete_order: true,
      order_number_prefix: "WEB-",
      delete_from_specter: false,
    })
  })

  it("the mapping tables are kept as they are given", async () => {
    const [boras, gothenburg] = Object.values(store.shop.stockLocationIds)
    const tables = {
      payment_codes: {
        pp_klarna: { code: "KG", prepaid: true, merchant_id: "K123" },
        pp_swish: { code: "SW" },
      },
      carrier_codes: { so_1: "PNL-MYPACK" },
      webshop_ids: { [store.shop.salesChannelId]: "2" },
      stock_sites: { [boras]: "1", [gothenburg]: "2" },
    }
    await choose(store, tables)
    expect((await shown()).settings).toMatchObject(tables)
    await choose(store, { stock_sites: { [boras]: "7" } })
    expect((await shown()).settings.stock_sites).toEqual({ [boras]: "7" })
  })

  it("an unknown setting or an odd value is refused with words that name it, and nothing is changed", async () => {
    const { settings: before } = await shown()
    const odd: [body: object, named: string][] = [
      [{ delete_ordr: true }, "delete_ordr"],
      [{ delete_order: "yes" }, "delete_order"],
      [{ poll_minutes: 0 }, "poll_minutes"],
      [{ poll_minutes: "10" }, "poll_minutes"],
      [{ currency_code: "kronor" }, "currency_code"],
      [{ currency_code: "SEK" }, "currency_code"],
      [{ weight_unit: "lb" }, "weight_unit"],
      [{ transfer_orders_from_date: "31/12 2025" }, "transfer_orders_from_date"],
      [{ transfer_orders_from_date: "2025-02-31" }, "transfer_orders_from_date"],
      [{ order_number_prefix: "x".repeat(21) }, "order_number_prefix"],
      [{ freight_article_no: null }, "freight_article_no"],
      [{ payment_codes: { pp_klarna: "KG" } }, "payment_codes"],
      [{ payment_codes: { pp_klarna: { code: "KG", colour: "blue" } } }, "colour"],
      [{ stock_sites: { sloc_1: "" } }, "stock_sites"],
      [{ carrier_codes: ["PNL"] }, "carrier_codes"],
      [{ delete_order: true, discount_rows: "all" }, "discount_rows"],
    ]
    for (const [body, named] of odd) {
      const { status, data } = await store.admin.post(path, body)
      expect([body, status, data.message]).toEqual([body, 400, expect.stringContaining(named)])
    }
    expect((await shown()).settings).toEqual(before)
  })

  it("the order confirmation and its copy are Specter's to send when the merchant has chosen that", async () => {
    const mails = async () => {
      const { id } = await placeOrder(store.api, store.shop, { items: [{ sku: "BOK-1", quantity: 1 }] })
      const { specter_number } = await transferIn(store, "sent", id, "order")
      const order = store.sandbox.orders.get(specter_number)
      return [order?.sendOrderMail, order?.sendOrderMailToUser]
    }
    expect(await mails()).toEqual(["0", "0"])
    await choose(store, { send_order_confirmation: true })
    expect(await mails()).toEqual(["1", "0"])
    await choose(store, { send_order_confirmation: false, send_order_mail_to_user: true })
    expect(await mails()).toEqual(["0", "1"])
  })

  it("freight and discount have the article numbers that the merchant has chosen", async () => {
    await choose(store, {
      freight_article_no: "PORTO",
      discount_article_no: "AVDRAG",
      default_payment_code: "I",
    })
    await placeOrder(store.api, store.shop, {
      items: [{ sku: "BOK-1", quantity: 1 }],
      promoCodes: ["SOMMAR10"],
    })
    const order = await eventually(() => [...store.sandbox.orders.values()][0])
    expect(order.rows.map(({ articleNo }) => articleNo)).toEqual(["BOK-1", "PORTO", "AVDRAG"])
    expect(order.payTypeIdentifier).toBe("I")
    expect(actions(store).at(-1)).toBe("newOrderSubmit")
  })
})
