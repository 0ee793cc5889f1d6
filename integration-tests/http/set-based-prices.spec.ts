import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { upsertVariantPricesWorkflow } from "@medusajs/medusa/core-flows"
import { changePrices } from "../../src/medusa-tables/prices"
import { eventsOf } from "../events-of"
import { describeStore } from "../store"

describeStore((store) => {
  const sql = async (statement: string, bindings: Record<string, any> = {}): Promise<any[]> =>
    (await store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(statement, bindings)).rows

  const pricesOf = (sku: string) =>
    sql(
      `SELECT p.*, l.variant_id FROM price p JOIN product_variant_price_set l ON l.price_set_id = p.price_set_id
       JOIN product_variant v ON v.id = l.variant_id WHERE v.sku = :sku ORDER BY p.currency_code, p.id`,
      { sku }
    )

  /** What two rows may differ in: who they are. */
  const comparable = ({
    id: _id,
    price_set_id: _set,
    variant_id: _variant,
    created_at: _at,
    updated_at,
    ...row
  }: any) => ({
    ...row,
    isFresh: Date.now() - new Date(updated_at).getTime() < 10_000,
  })

  it("leaves the same rows and gives the same events as Medusa's workflow", async () => {
    const [[byWorkflow], [bySql]] = [await pricesOf("TRÖJA-S"), await pricesOf("TRÖJA-M")]
    await sql(`UPDATE price SET updated_at = '2020-01-01' WHERE id = ANY(:ids)`, {
      ids: [byWorkflow.id, bySql.id],
    })
    for (const amount of ["123.45", "0", "99", "0.01"]) {
      const { id, variant_id, currency_code } = byWorkflow
      const variantPrices = [{ variant_id, product_id: "", prices: [{ id, currency_code, amount }] }]
      const medusas = await eventsOf(store, () =>
        upsertVariantPricesWorkflow(store.container).run({
          input: { variantPrices, previousVariantIds: [variant_id] } as never,
        })
      )
      const ours = await eventsOf(store, () => changePrices(store.container, [{ id: bySql.id, amount }]))
      expect(ours).toEqual(JSON.parse(JSON.stringify(medusas).replaceAll(byWorkflow.id, bySql.id)))
      const [[workflows], [plugins]] = [await pricesOf("TRÖJA-S"), await pricesOf("TRÖJA-M")]
      expect(comparable(plugins)).toEqual(comparable(workflows))
      expect(plugins).toMatchObject({ amount, raw_amount: { value: amount, precision: 20 } })
      expect(plugins.created_at).toEqual(bySql.created_at)
    }
  })

  it("touches no price of a price list, none with a rule and no deleted one", async () => {
    const prices = (await Promise.all(["TRÖJA-S", "TRÖJA-M", "BOK-1"].map(pricesOf))).map(([price]) => price)
    const [listed, ruled, deleted] = prices
    await sql(
      `INSERT INTO price_list (id, title, description, status, type) VALUES ('plist_prov', 'Rea', 'Rea', 'active', 'sale')`
    )
    await sql("UPDATE price SET price_list_id = 'plist_prov' WHERE id = :id", { id: listed.id })
    await sql("UPDATE price SET rules_count = 1 WHERE id = :id", { id: ruled.id })
    await sql("UPDATE price SET deleted_at = now() WHERE id = :id", { id: deleted.id })
    const rows = () =>
      sql("SELECT * FROM price WHERE id = ANY(:ids) ORDER BY id", { ids: prices.map(({ id }) => id) })
    const before = await rows()
    const events = await eventsOf(store, () =>
      changePrices(
        store.container,
        prices.map(({ id }) => ({ id, amount: "1" }))
      )
    )
    expect(await rows()).toEqual(before)
    expect(events).toEqual([])
  })
})
