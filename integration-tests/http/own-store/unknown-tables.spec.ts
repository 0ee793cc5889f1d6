import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { knowsOrderTables } from "../../../src/medusa-tables/around-order"
import { placeOrder } from "../../place-order"
import { pull } from "../../pull"
import { choose } from "../../settings"
import { inSpecter, shownIn } from "../../specter-orders"
import { describeStore } from "../../store"

describeStore((store) => {
  const sql = async (statement: string): Promise<any[]> =>
    (await store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(statement)).rows

  const { now } = Date

  it("leaves stock to Medusa's workflows where Medusa's tables are not as known, and says so once", async () => {
    const warn = jest.spyOn(store.container.resolve(ContainerRegistrationKeys.LOGGER), "warn")
    await sql(`ALTER TABLE inventory_level ADD COLUMN held_quantity numeric NOT NULL DEFAULT 0`)
    // The tables were looked at when the shop was opened, and are again after a minute.
    jest.spyOn(Date, "now").mockImplementation(() => now() + 61_000)
    const [boras] = Object.values(store.shop.stockLocationIds)
    for (const figure of [17, 18, 19]) {
      if (figure === 19) {
        await store.admin.delete(`/admin/stock-locations/${boras}`)
      }
      store.sandbox.setStock("TRÖJA-S", figure)
      await pull(store, "stock")
      const [{ stocked }] = await sql(
        `SELECT sum(l.stocked_quantity)::int AS stocked FROM inventory_level l
         JOIN inventory_item i ON i.id = l.inventory_item_id
         JOIN stock_location s ON s.id = l.location_id AND s.deleted_at IS NULL WHERE i.sku = 'TRÖJA-S'`
      )
      expect(stocked).toBe(figure)
    }
    const said = warn.mock.calls
      .map(([words]) => String(words))
      .filter((words) => words.includes("Medusa's tables"))
    expect(said).toEqual([expect.stringContaining("(inventory_level.held_quantity)")])
  })

  it("reads an order through Medusa's queries where they are not as known", async () => {
    await sql(`ALTER TABLE customer ALTER COLUMN phone TYPE varchar(50)`)
    jest.spyOn(Date, "now").mockImplementation(() => now() + 122_000)
    expect(await knowsOrderTables(store.container)).toBe(false)
    const order = await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
    await shownIn(store, "sent", order.id)
    expect(inSpecter(store, order)).toHaveLength(1)
  })

  it("leaves prices to Medusa's module where they are not as known, and says so", async () => {
    const warn = jest.spyOn(store.container.resolve(ContainerRegistrationKeys.LOGGER), "warn")
    await sql(`ALTER TABLE price ADD COLUMN held_amount numeric NOT NULL DEFAULT 0`)
    jest.spyOn(Date, "now").mockImplementation(() => now() + 183_000)
    await choose(store, { import_products: true, import_price_only: true })
    const medusas = jest.spyOn(store.container.resolve(Modules.PRICING) as any, "updatePrices")
    for (const [priceExclVAT, price] of [
      ["88.00", "110"],
      ["92.40", "115.5"],
    ]) {
      store.sandbox.upsertArticle({ articleNo: "TRÖJA-S", priceExclVAT })
      await pull(store, "articles")
      const [{ amount }] = await sql(
        `SELECT p.amount FROM price p JOIN product_variant_price_set l ON l.price_set_id = p.price_set_id
         JOIN product_variant v ON v.id = l.variant_id WHERE v.sku = 'TRÖJA-S' AND p.deleted_at IS NULL`
      )
      expect(amount).toBe(price)
    }
    expect(medusas).toHaveBeenCalledTimes(2)
    const said = warn.mock.calls.map(([words]) => String(words))
    expect(said).toContainEqual(expect.stringContaining("(price.held_amount)"))
  })
})
