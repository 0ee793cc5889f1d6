import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createOrderWorkflow,
  beginClaimOrderWorkflow,
  beginExchangeOrderWorkflow,
  deleteProductVariantsWorkflow,
} from "@medusajs/medusa/core-flows"
import { loadOrder, loadOrderOfMedusa } from "../../../src/workflows/push/load-order"
import { ADDRESS } from "../../draft-orders"
import { eventually } from "../../eventually"
import { fulfil, ship } from "../../fulfillments"
import { placeOrder } from "../../place-order"
import { answered } from "../../products"
import { quiet } from "../../quiet"
import { readable } from "../../readable-order"
import { inSpecter, press, shown, shownIn } from "../../specter-orders"
import { describeStore } from "../../store"

const ROWS = 300
const ÖRE = 2

/** Without `sku` it is a row that the merchant wrote by hand. */
type Item = { title: string; quantity: number; unit_price: number; sku?: string }

describeStore(
  (store) => {
    /** An order that no storefront would make. */
    async function make(items: Item[], given: object = {}): Promise<any> {
      const { result } = await createOrderWorkflow(store.container).run({
        input: {
          region_id: store.shop.regionId,
          sales_channel_id: store.shop.salesChannelId,
          currency_code: "sek",
          email: "orjan@example.se",
          shipping_address: ADDRESS,
          billing_address: ADDRESS,
          ...given,
          items: items.map(({ sku, ...item }) => ({
            ...item,
            is_tax_inclusive: false,
            ...(sku ? { variant_id: store.shop.variants[sku].id, variant_sku: sku } : {}),
          })),
        } as any,
      })
      return await totals((result as any).id)
    }
    const totals = async (id: string) => {
      const query = store.container.resolve(ContainerRegistrationKeys.QUERY)
      const { data } = await query.graph({
        entity: "order",
        fields: ["id", "display_id", "total"],
        filters: { id },
      })
      return data[0] as any
    }
    const sql = async (statement: string, bindings: object = {}): Promise<any[]> => {
      const connection = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      return (await connection.raw(statement, bindings as any)).rows
    }
    /** The order as its transfer reads it, which is as Medusa's services give it. */
    async function read(id: string) {
      const ours = readable(await loadOrder(store.container, id))
      expect(ours).toEqual(readable(await loadOrderOfMedusa(store.container, id)))
      return ours!
    }
    afterEach(async () => {
      const orders = await sql(`SELECT id FROM "order"`)
      expect(orders.length).toBeGreaterThan(0)
      for (const { id } of orders) {
        await read(id)
      }
    })

    async function sentAs(order: any): Promise<any> {
      expect(await press(store, order.id)).toMatchObject({ state: "sent" })
      const made = inSpecter(store, order)
      expect(made).toHaveLength(1)
      expect(Number(made[0].total)).toBeCloseTo(Number(order.total), ÖRE)
      return made[0]
    }

    it("an order that costs nothing is sent", async () => {
      const order = await make([{ title: "Gåva", sku: "BOK-1", quantity: 1, unit_price: 0 }])
      expect(Number((await sentAs(order)).total)).toBe(0)
    })

    it(`an order of ${ROWS} rows is one order with as many rows`, async () => {
      const rows = Array.from({ length: ROWS }, (_, index) => ({
        title: `Rad ${index + 1}`,
        sku: `ART-${index + 1}`,
        quantity: 1 + (index % 3),
        unit_price: 9.9,
      }))
      const specter = await sentAs(await make(rows))
      // All were made in the same moment: which comes first is the store's.
      const articleNos = specter.rows.map(({ articleNo }: any) => articleNo)
      expect(articleNos.sort()).toEqual(rows.map(({ sku }) => sku).sort())
    }, 240_000)

    const MIXED = [
      { title: "Kaffe", sku: "KAFFE 500", quantity: 7, unit_price: 99.99 },
      { title: "Tröja", sku: "TRÖJA-S", quantity: 1, unit_price: 0.01 },
      { title: "Bok", sku: "BOK-1", quantity: 2, unit_price: 13.37 },
    ]
    const ratesOf = ({ rows }: any) => rows.map(({ vatPercent }: any) => vatPercent).sort()

    it("three rates of VAT, and rows in öre, have the store's sum", async () => {
      expect(ratesOf(await sentAs(await make(MIXED)))).toEqual(["12", "25", "6"])
    })

    it("an order abroad, without VAT, has none", async () => {
      const address = { ...ADDRESS, country_code: "us" }
      const order = await make(MIXED, { shipping_address: address, billing_address: address })
      expect(ratesOf(await sentAs(order))).toEqual(["0", "0", "0"])
    })

    it.each(["eur", "nok", "usd"])("an order in %s says so", async (currency_code) => {
      const order = await make([{ title: "Bok", sku: "BOK-1", quantity: 2, unit_price: 9.95 }], {
        currency_code,
      })
      expect((await sentAs(order)).currency).toBe(currency_code.toUpperCase())
    })

    it("an order without any address says that its customer has no name, and is sent when it has one", async () => {
      const order = await make([{ title: "Bok", sku: "BOK-1", quantity: 1, unit_price: 10 }], {
        shipping_address: undefined,
        billing_address: undefined,
      })
      expect(await press(store, order.id)).toMatchObject({
        state: "rejected",
        reason: { code: "order_without_customer_name" },
      })
      expect(inSpecter(store, order)).toEqual([])
      // Medusa lets an order's country not be changed, and none is a country too.
      const { country_code: _, ...address } = ADDRESS
      const { status } = await store.admin.post(`/admin/orders/${order.id}`, { shipping_address: address })
      expect(status).toBe(200)
      await shownIn(store, "sent", order.id)
      expect(inSpecter(store, order)).toHaveLength(1)
    })

    it("an order of a variant that is deleted meanwhile says which article Specter lacks, and is sent once it is there", async () => {
      const order = await make([{ title: "Bok", sku: "ART-7", quantity: 2, unit_price: 10 }])
      await deleteProductVariantsWorkflow(store.container).run({
        input: { ids: [store.shop.variants["ART-7"].id] },
      })
      await quiet(store)
      const { state, words } = await press(store, order.id)
      expect({ state, words }).toEqual({ state: "rejected", words: expect.stringContaining("ART-7") })
      store.sandbox.upsertArticle({ articleNo: "ART-7", name: "Åter i sortimentet" })
      const { rows } = await sentAs(order)
      expect(rows).toMatchObject([{ articleNo: "ART-7", noOfItems: "2" }])
    })

    it("a row that the merchant wrote by hand goes under the article number for such rows, or says that there is none", async () => {
      const items = [
        { title: "Gravyr: Åsa & Örjan", quantity: 1, unit_price: 149 },
        { title: "Bok", sku: "BOK-1", quantity: 1, unit_price: 10 },
      ]
      const order = await make(items)
      expect(await press(store, order.id)).toMatchObject({
        state: "rejected",
        reason: { code: "order_row_without_article", data: { row: "Gravyr: Åsa & Örjan" } },
      })
      store.sandbox.upsertArticle({ articleNo: "ÖVRIGT", name: "Övrigt" })
      await store.admin.post("/admin/specter/settings", { article_no_for_rows_without_sku: "ÖVRIGT" })
      const { rows } = await sentAs(order)
      expect(rows.map(({ articleNo }: any) => articleNo).sort()).toEqual(["BOK-1", "ÖVRIGT"])
    })

    describe("an order in Specter", () => {
      const sentOrder = async () => {
        const order = await placeOrder(store.api, store.shop, { items: [{ sku: "BOK-1", quantity: 2 }] })
        await shownIn(store, "sent", order.id)
        await quiet(store)
        return order
      }
      const isOnceInSpecter = async (order: any) => {
        await quiet(store)
        await press(store, order.id)
        expect(inSpecter(store, order)).toHaveLength(1)
        expect(await shown(store, order.id)).toMatchObject({ state: "sent" })
      }

      it("stays one order when it is paid and refunded", async () => {
        const order = await sentOrder()
        const query = store.container.resolve(ContainerRegistrationKeys.QUERY)
        const { data } = await query.graph({
          entity: "order",
          fields: ["payment_collections.payments.id", "payment_collections.payments.amount"],
          filters: { id: order.id },
        })
        const [{ id }] = (data[0] as any).payment_collections[0].payments
        await store.admin.post(`/admin/payments/${id}/capture`)
        expect((await store.admin.post(`/admin/payments/${id}/refund`, { amount: 50 })).status).toBe(200)
        await isOnceInSpecter(order)
      })

      it("stays one order while an exchange and a claim of it are open", async () => {
        for (const begin of [beginExchangeOrderWorkflow, beginClaimOrderWorkflow]) {
          const order = await sentOrder()
          await begin(store.container).run({ input: { order_id: order.id, type: "refund" } as any })
          await isOnceInSpecter(order)
        }
      })

      it.each([
        ["exchanges", {}, "inbound/items"],
        ["claims", { type: "replace" }, "claim-items"],
      ] as const)(
        "stays one order after %s that sends another article, and says that Specter has the older version",
        async (kind, what, returned) => {
          const order = await sentOrder()
          await ship(store, order.id, await fulfil(store, order.id, { "BOK-1": 2 }))
          const post = async (path: string, body: object) => {
            const { status, data } = await store.admin.post(`/admin/${path}`, body)
            return answered(status, data)
          }
          const { data } = await store.admin.get(`/admin/orders/${order.id}`)
          const [{ id: lineItemId }] = data.order.items
          const begun = await post(kind, { order_id: order.id, ...what })
          const address = `${kind}/${(begun.exchange ?? begun.claim).id}`
          await post(`${address}/${returned}`, { items: [{ id: lineItemId, quantity: 1 }] })
          const another = { variant_id: store.shop.variants["KAFFE 500"].id, quantity: 1 }
          await post(`${address}/outbound/items`, { items: [another] })
          await post(`${address}/request`, {})
          await eventually(async () => (await shown(store, order.id)).outdated, 20)
          await isOnceInSpecter(order)
        }
      )
    })

    describe("what is read of an order", () => {
      it("leaves out what is deleted, and has all payments of all collections", async () => {
        const order = await placeOrder(store.api, store.shop, {
          items: [
            { sku: "BOK-1", quantity: 2 },
            { sku: "TRÖJA-S", quantity: 1 },
          ],
        })
        await shownIn(store, "sent", order.id)
        await quiet(store)
        const whole = await read(order.id)
        expect(whole).toMatchObject({
          customer: { email: order.email },
          payments: [{ provider_id: "pp_system_default" }],
          reserved_location_ids: [expect.stringMatching(/^sloc_/)],
        })
        expect(whole.items.map(({ variant }: any) => variant.sku).sort()).toEqual(["BOK-1", "TRÖJA-S"])
        expect(await loadOrder(store.container, "order_none")).toBeUndefined()

        await sql(
          `WITH another AS (
             INSERT INTO payment_collection (id, currency_code, amount, raw_amount)
             SELECT 'pay_col_another', currency_code, amount, raw_amount FROM payment_collection LIMIT 1 RETURNING id),
           linked AS (
             INSERT INTO order_payment_collection (id, order_id, payment_collection_id)
             SELECT 'ordpay_another', :id, id FROM another)
           INSERT INTO payment (id, amount, raw_amount, currency_code, provider_id, data, payment_collection_id,
             payment_session_id, canceled_at, deleted_at)
           SELECT 'pay_' || n, amount, raw_amount, currency_code, 'pp_äldre', '{"id": "å-12345678901234567"}', 'pay_col_another',
             'payses_' || n, CASE n WHEN 2 THEN now() END, CASE n WHEN 3 THEN now() END
           FROM generate_series(1, 3) n, (SELECT * FROM payment LIMIT 1) p`,
          order
        )
        expect((await read(order.id)).payments).toHaveLength(3)

        await sql(
          `UPDATE reservation_item SET deleted_at = now()
           WHERE line_item_id IN (SELECT item_id FROM order_item WHERE order_id = :id)`,
          order
        )
        await sql(
          `UPDATE customer SET deleted_at = now() WHERE id = (SELECT customer_id FROM "order" WHERE id = :id)`,
          order
        )
        expect(await read(order.id)).toMatchObject({ customer: null, reserved_location_ids: [] })
      })
    })
  },
  { variants: ROWS }
)
