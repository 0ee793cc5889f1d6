import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createPriceListsWorkflow } from "@medusajs/medusa/core-flows"
import { knowsPricedVariantTables, readPricedVariants } from "../../src/medusa-tables/priced-variants"
import { readStockedVariants } from "../../src/medusa-tables/stock"
import { ARTICLE_FIELDS } from "../../src/workflows/push/mappers/article"
import { variantsOfRows } from "../../src/workflows/push/mappers/variants-of-rows"
import { createProduct } from "../products"
import { describeStore } from "../store"

describeStore((store) => {
  const sql = async (statement: string, bindings: Record<string, any> = {}): Promise<any[]> =>
    (await store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(statement, bindings)).rows

  const idOf = (sku: string) => store.shop.variants[sku].id
  const byId = (rows: any[], id: string) => [...rows].sort((a, b) => (a[id] < b[id] ? -1 : 1))

  /** Without what only one of the two gives: ids that nobody asked for, and the order of lists. */
  function comparable(variant: any) {
    const {
      id,
      sku,
      title,
      barcode,
      ean,
      upc,
      hs_code,
      origin_country,
      weight,
      length,
      width,
      height,
      manage_inventory,
    } = variant
    const { product, price_set, inventory_items } = variant
    return {
      ...{ id, sku, title, barcode, ean, upc, hs_code, origin_country, weight, length, width, height },
      manage_inventory,
      product: Object.fromEntries(
        ["id", "title", "type_id", "hs_code", "origin_country", "weight", "length", "width", "height"].map(
          (name) => [name, product[name]]
        )
      ),
      price_set: price_set
        ? {
            id: price_set.id,
            prices: byId(price_set.prices, "id").map((price) => ({
              id: price.id,
              amount: price.amount,
              raw_amount: price.raw_amount,
              currency_code: price.currency_code,
              min_quantity: price.min_quantity,
              price_list_id: price.price_list_id ?? null,
              rules_count: price.rules_count,
            })),
          }
        : undefined,
      inventory_items: (inventory_items ?? []).map(
        ({ inventory_item_id, required_quantity, inventory }: any) => ({
          inventory_item_id,
          required_quantity,
          levels: byId(inventory.location_levels, "location_id").map(
            ({ location_id, stocked_quantity, reserved_quantity }) => ({
              location_id,
              stocked_quantity,
              reserved_quantity,
            })
          ),
        })
      ),
    }
  }

  async function bothWays(ids: string[]): Promise<{ medusas: any[]; ours: any[] }> {
    const query = store.container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "product_variant",
      fields: ARTICLE_FIELDS,
      filters: { id: ids },
    })
    const [rows, stocked] = [
      await readPricedVariants(store.container, ids),
      await readStockedVariants(store.container, ids),
    ]
    const medusas = data.filter(({ product }: any) => product)
    return {
      medusas: byId(medusas.map(comparable), "id"),
      ours: byId([...variantsOfRows(rows, stocked).values()].map(comparable), "id"),
    }
  }

  it("reads variants row by row as Medusa's own query does", async () => {
    expect(await knowsPricedVariantTables(store.container)).toBe(true)
    const odd = await createProduct(store, {
      title: "Räksmörgås",
      variants: [
        { title: "Utan pris", sku: "RÄKA-0", price: null },
        { title: "Å", sku: "RÄKA-1" },
      ],
    })
    await sql(
      `UPDATE product_variant SET weight = 0.1, length = 12.5, hs_code = '16052110', origin_country = 'se', ean = '7350001230016' WHERE sku = 'RÄKA-1'`
    )
    await sql(`UPDATE product SET weight = 333.3333, width = 7, origin_country = 'NO' WHERE id = :id`, {
      id: odd.id,
    })
    const [{ price_set_id: set, variant_id }] = await sql(
      `SELECT l.price_set_id, l.variant_id FROM product_variant_price_set l JOIN product_variant v ON v.id = l.variant_id WHERE v.sku = 'RÄKA-1'`
    )
    await store.container.resolve(Modules.PRICING).addPrices({
      priceSetId: set,
      prices: [
        { amount: 12.345, currency_code: "eur" },
        { amount: 80, currency_code: "sek", min_quantity: 10, max_quantity: 99 },
        { amount: 70, currency_code: "sek", rules: { region_id: store.shop.regionId } },
        { amount: 1, currency_code: "dkk" },
      ],
    })
    await sql(`UPDATE price SET deleted_at = now() WHERE price_set_id = :set AND currency_code = 'dkk'`, {
      set,
    })
    await createPriceListsWorkflow(store.container).run({
      input: {
        price_lists_data: [
          {
            title: "Rea",
            description: "Rea",
            status: "active" as never,
            prices: [{ variant_id, amount: 50, currency_code: "sek" }],
          },
        ],
      },
    })
    const variants = await sql("SELECT id FROM product_variant")
    const { medusas, ours } = await bothWays(variants.map(({ id }) => id))
    expect(ours).toEqual(medusas)
    expect(ours).toHaveLength(Object.keys(store.shop.variants).length + 2)
    expect(ours.find(({ sku }) => sku === "RÄKA-1").price_set.prices).toHaveLength(4)
  })

  it("reads no deleted variant, none of a deleted product, no deleted price set and no deleted level", async () => {
    const ids = ["TRÖJA-S", "TRÖJA-M", "BOK-1"].map(idOf)
    const [variant, sibling, book] = ids
    await sql("UPDATE product_variant SET deleted_at = now() WHERE id = :variant", { variant })
    await sql(
      "UPDATE product SET deleted_at = now() WHERE id = (SELECT product_id FROM product_variant WHERE id = :book)",
      { book }
    )
    await sql("UPDATE product_variant_price_set SET deleted_at = now() WHERE variant_id = :sibling", {
      sibling,
    })
    await sql(
      `UPDATE inventory_level SET deleted_at = now() WHERE id = (SELECT min(l.id) FROM inventory_level l
       JOIN product_variant_inventory_item i ON i.inventory_item_id = l.inventory_item_id WHERE i.variant_id = :sibling)`,
      { sibling }
    )
    const { medusas, ours } = await bothWays(ids)
    expect(ours).toEqual(medusas)
    expect(ours).toMatchObject([{ id: sibling, price_set: undefined }])
  })
})
