import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { deleteStockLocationsWorkflow, updateInventoryLevelsWorkflow } from "@medusajs/medusa/core-flows"
import fc from "fast-check"
import { readOrderArticles } from "../../src/medusa-tables/order-articles"
import { rowsOf } from "../../src/medusa-tables/rows-of"
import {
  changeLevels,
  fitLevels,
  readStockedVariants,
  readStockedVariantsBySku,
  readVariantsOfLevels,
  type StockedVariantRow,
} from "../../src/medusa-tables/stock"
import { SPECTER_MODULE } from "../../src/modules/specter"
import type SpecterModuleService from "../../src/modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import { orderArticlesOfMedusa } from "../../src/workflows/pull/articles-of-orders"
import { applyFigures } from "../../src/workflows/pull/apply-figures"
import { planLevels } from "../../src/workflows/pull/mappers/plan-levels"
import { reservedForOthers, reservedForOthersOfMedusa } from "../../src/workflows/pull/reserved-for-others"
import { eventually } from "../eventually"
import { eventsOf } from "../events-of"
import { fulfil } from "../fulfillments"
import { editQuantity } from "../order-edits"
import { placeOrder } from "../place-order"
import { createInventoryItem, createProduct } from "../products"
import { pull } from "../pull"
import { quiet } from "../quiet"
import { countStock } from "../specter-stock"
import { describeStore } from "../store"

describeStore((store) => {
  const sql = async (statement: string, bindings: Record<string, any> = {}): Promise<any[]> =>
    (await store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(statement, bindings)).rows

  const levelsOf = (sku: string) =>
    sql(
      `SELECT l.* FROM inventory_level l JOIN inventory_item i ON i.id = l.inventory_item_id WHERE i.sku = :sku ORDER BY l.location_id`,
      { sku }
    )

  /** What two rows may differ in: who they are. */
  const comparable = ({
    id: _id,
    inventory_item_id: _item,
    created_at: _created,
    updated_at,
    ...row
  }: any) => ({
    ...row,
    isFresh: Date.now() - new Date(updated_at).getTime() < 10_000,
  })

  it("leaves the same rows and gives the same events as Medusa's workflow", async () => {
    await quiet(store)
    const [byWorkflow] = await levelsOf("TRÖJA-S")
    const [bySql] = await levelsOf("TRÖJA-M")
    const alike = `UPDATE inventory_level SET stocked_quantity = 240, raw_stocked_quantity = '{"value": "240", "precision": 20}',
      reserved_quantity = 3, raw_reserved_quantity = '{"value": "3", "precision": 20}', incoming_quantity = 7,
      raw_incoming_quantity = '{"value": "7", "precision": 20}', metadata = '{"hylla": "Ö4"}', updated_at = '2020-01-01'
      WHERE id = ANY(:ids)`
    await sql(alike, { ids: [byWorkflow.id, bySql.id] })
    for (const [before, stocked] of [
      [240, 41],
      [41, 0],
      [0, 123_456_789],
    ]) {
      const { inventory_item_id, location_id } = byWorkflow
      const updates = [{ inventory_item_id, location_id, stocked_quantity: stocked }]
      const medusas = await eventsOf(store, () =>
        updateInventoryLevelsWorkflow(store.container).run({ input: { updates } })
      )
      const ours = await eventsOf(store, () =>
        changeLevels(store.container, [{ id: bySql.id, before, stocked }])
      )
      expect(ours).toEqual(JSON.parse(JSON.stringify(medusas).replaceAll(byWorkflow.id, bySql.id)))
      const [[workflows], [plugins]] = [await levelsOf("TRÖJA-S"), await levelsOf("TRÖJA-M")]
      expect(comparable(plugins)).toEqual(comparable(workflows))
      expect(plugins).toMatchObject({ stocked_quantity: String(stocked), reserved_quantity: "3" })
      expect(plugins.created_at).toEqual(bySql.created_at)
    }
  })

  it("the levels' events are heard, and leave no line each in the store's log", async () => {
    await quiet(store)
    const [{ id, stocked_quantity }] = await levelsOf("TRÖJA-S")
    const heard: string[] = []
    const eventBus = store.container.resolve(Modules.EVENT_BUS)
    const listen = async ({ data }: { data: { id?: string } }) => void heard.push(data.id!)
    eventBus.subscribe("inventory-level.updated", listen as never, { subscriberId: "hör" })
    const info = jest.spyOn(store.container.resolve(ContainerRegistrationKeys.LOGGER), "info")
    await changeLevels(store.container, [{ id, before: Number(stocked_quantity), stocked: 17 }])
    await eventually(() => heard.length === 1)
    eventBus.unsubscribe("inventory-level.updated", listen as never, { subscriberId: "hör" })
    expect(heard).toEqual([id])
    expect(info.mock.calls.flat().filter((line) => String(line).includes("inventory-level"))).toEqual([])
    info.mockRestore()
  })

  describe("what is read of stock", () => {
    type Level = {
      id: string
      location_id: string
      stocked_quantity: number
      reserved_quantity: number
      stock_locations: unknown[]
    }
    type Part = {
      inventory_item_id: string
      required_quantity: number
      inventory: { location_levels: Level[] }
    }
    type Variant = { id: string; sku: string; manage_inventory: boolean; inventory_items: Part[] }

    /** Without the levels at deleted locations. */
    const byQuery = async (): Promise<Variant[]> => {
      const { data } = await store.container.resolve(ContainerRegistrationKeys.QUERY).graph({
        entity: "product_variant",
        fields: [
          "id",
          "sku",
          "manage_inventory",
          "inventory_items.required_quantity",
          "inventory_items.inventory_item_id",
          "inventory_items.inventory.location_levels.*",
          "inventory_items.inventory.location_levels.stock_locations.id",
        ],
      })
      const variants = data as unknown as Variant[]
      variants
        .flatMap(({ inventory_items }) => inventory_items ?? [])
        .forEach(({ inventory }) => {
          inventory.location_levels = (inventory.location_levels ?? []).filter(
            ({ stock_locations }) => stock_locations.length > 0
          )
        })
      return variants
    }

    beforeEach(async () => {
      const [part, other] = [
        await createInventoryItem(store, "DEL-Å", [9, 4]),
        await createInventoryItem(store, "DEL-Ö", [2]),
      ]
      const unplaced = await createInventoryItem(store, "DEL-Ä", [])
      const of = (inventory_item_id: string, required_quantity = 1) => ({
        inventory_item_id,
        required_quantity,
      })
      await createProduct(store, {
        title: "Ovanligt",
        variants: [
          { title: "A", sku: "KORT-1", manage_inventory: false },
          { title: "B", sku: "SET-Å", manage_inventory: true, inventory_items: [of(part, 2)] },
          { title: "C", sku: "SET-Ö", manage_inventory: true, inventory_items: [of(part), of(other)] },
          { title: "D", sku: "EN-Å", manage_inventory: true, inventory_items: [of(part)] },
          { title: "E", sku: "INGEN-Å", manage_inventory: true, inventory_items: [of(unplaced)] },
        ],
      })
      const [[reserved], [deleted]] = await Promise.all(["TRÖJA-S", "TRÖJA-M"].map(levelsOf))
      await sql(
        `UPDATE inventory_level SET reserved_quantity = 1, raw_reserved_quantity = '{"value": "1", "precision": 20}' WHERE id = :id`,
        { id: reserved.id }
      )
      await sql("UPDATE inventory_level SET deleted_at = now() WHERE id = :id", { id: deleted.id })
      await sql("UPDATE product_variant SET deleted_at = now() WHERE sku = 'BOK-1'")
      await atDeletedLocation("TRÖJA-L")
      await atDeletedLocation("DEL-Å")
    })

    /** A level of some pieces, with the lowest id, that a location left behind. */
    async function atDeletedLocation(sku: string) {
      const locations = store.container.resolve(Modules.STOCK_LOCATION)
      const { id: location_id } = await locations.createStockLocations({ name: "Nedlagt" })
      const [{ inventory_item_id }] = await levelsOf(sku)
      await sql(
        `INSERT INTO inventory_level (id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity)
         VALUES (:id, :inventory_item_id, :location_id, 4, '{"value": "4", "precision": 20}')`,
        { id: `ilev_00 ${sku}`, inventory_item_id, location_id }
      )
      const { errors } = await deleteStockLocationsWorkflow(store.container).run({
        input: { ids: [location_id] },
      })
      expect(errors).toEqual([])
    }

    it("is what Medusa's own query gives, asked for by id and by SKU", async () => {
      const variants = await byQuery()
      const expected = variants.flatMap(({ id, sku, inventory_items, manage_inventory }) => {
        const one = { variant_id: id, sku, manage_inventory }
        const none = { level_id: null, location_id: null, stocked_quantity: null, reserved_quantity: null }
        const rows = (inventory_items ?? []).flatMap(
          ({ inventory_item_id, required_quantity, inventory }) => {
            const part = { ...one, inventory_item_id, required_quantity: String(required_quantity) }
            const levels = inventory?.location_levels ?? []
            return levels.length === 0
              ? [{ ...part, ...none } as StockedVariantRow]
              : levels.map(({ id, location_id, stocked_quantity, reserved_quantity }): StockedVariantRow => ({
                  ...part,
                  level_id: id,
                  location_id,
                  stocked_quantity: String(stocked_quantity),
                  reserved_quantity: String(reserved_quantity),
                }))
          }
        )
        return rows.length ? rows : [{ ...one, inventory_item_id: null, required_quantity: null, ...none }]
      })
      const [gone] = await sql("SELECT id FROM product_variant WHERE sku = 'BOK-1'")
      const byId = await readStockedVariants(store.container, [...variants.map(({ id }) => id), gone.id])
      const skus = [...variants.map(({ sku }) => sku), "OKÄND", "BOK-1"]
      for (const read of [byId, await readStockedVariantsBySku(store.container, skus)]) {
        expect(read).toHaveLength(expected.length)
        expect(read).toEqual(expect.arrayContaining(expected))
      }
    })

    it("are the variants that Medusa's own query finds for a level", async () => {
      const variants = (await byQuery()).flatMap(({ id, sku, inventory_items }) =>
        (inventory_items ?? []).flatMap(({ inventory }) =>
          (inventory?.location_levels ?? []).map((level) => ({ levelId: level.id, id, sku }))
        )
      )
      const [gone] = await levelsOf("TRÖJA-M")
      const levelIds = [...new Set(variants.map(({ levelId }) => levelId))]
      for (const levelId of levelIds) {
        const found = await readVariantsOfLevels(store.container, [levelId, gone.id])
        const expected = variants.filter((variant) => variant.levelId === levelId).map(({ id }) => id)
        expect(found.map(({ id }) => id).sort()).toEqual(expected.sort())
      }
      const all = await readVariantsOfLevels(store.container, levelIds)
      expect(all).toHaveLength(new Set(variants.map(({ id }) => id)).size)
      const [{ id, product_id }] = await sql("SELECT id, product_id FROM product_variant WHERE sku = 'SET-Ö'")
      expect(all).toContainEqual({ id, product_id, sku: "SET-Ö" })
    })

    const sumOf = ({ inventory_items }: Variant) =>
      (inventory_items ?? [])
        .flatMap(({ inventory }) => inventory?.location_levels ?? [])
        .reduce((sum, { stocked_quantity }) => sum + Number(stocked_quantity), 0)

    it("is left as it is where one item has just that figure, and needs a closer look where more plays a part", async () => {
      const told = (await byQuery()).map((variant) => ({ sku: variant.sku, figure: sumOf(variant) }))
      const odd = ["TRÖJA-S", "KORT-1", "SET-Å", "SET-Ö", "INGEN-Å"]
      const absent = ["OKÄND", "BOK-1"].map((sku) => ({ sku, figure: 0 }))
      const before = await sql("SELECT * FROM inventory_level ORDER BY id")
      const events = await eventsOf(store, async () =>
        expect(await fitLevels(store.container, [...told, ...absent])).toEqual({
          changed: new Set(),
          left: new Set([...odd, "OKÄND", "BOK-1"]),
        })
      )
      expect(events).toEqual([])
      expect(await sql("SELECT * FROM inventory_level ORDER BY id")).toEqual(before)
    })

    it("is asked for by texts that come to PostgreSQL as they are", async () => {
      const texts = ['7" skiva', "a\\b", "{å, ä}", "NULL", "", " ö ", "\t\n", "😀", '\\"']
      const [{ same }] = await rowsOf<{ same: unknown }>(
        store.container,
        "SELECT to_jsonb(CAST(:texts AS text[])) AS same",
        { texts: [...texts, null] }
      )
      expect(same).toEqual([...texts, null])
    })

    it("needs a closer look where two variants have one item between them", async () => {
      const [{ id }] = await sql("SELECT id FROM inventory_item WHERE sku = 'DEL-Å'")
      await createProduct(store, {
        title: "Delat",
        variants: [
          {
            title: "F",
            sku: "TVÅ-Å",
            manage_inventory: true,
            inventory_items: [{ inventory_item_id: id, required_quantity: 1 }],
          },
        ],
      })
      const told = ["EN-Å", "TVÅ-Å"].map((sku, index) => ({ sku, figure: 13 + index }))
      const { changed, left } = await fitLevels(store.container, told)
      expect([changed, left]).toEqual([new Set(), new Set(["EN-Å", "TVÅ-Å"])])
      const [{ sum }] = await sql(
        `SELECT sum(l.stocked_quantity) AS sum FROM inventory_level l
         JOIN stock_location s ON s.id = l.location_id AND s.deleted_at IS NULL
         WHERE l.inventory_item_id = :id AND l.deleted_at IS NULL`,
        { id }
      )
      const right = told.map(({ sku }) => ({ sku, figure: Number(sum) }))
      expect(await fitLevels(store.container, right)).toEqual({ changed: new Set(), left: new Set() })
    })

    it("needs a closer look where its item is deleted and the levels are not", async () => {
      const before = await sql("SELECT * FROM inventory_level ORDER BY id")
      await sql("UPDATE inventory_item SET deleted_at = now() WHERE sku = 'DEL-Å'")
      const fitted = await fitLevels(store.container, [{ sku: "EN-Å", figure: 9_999 }])
      expect(fitted).toEqual({ changed: new Set(), left: new Set(["EN-Å"]) })
      expect(await sql("SELECT * FROM inventory_level ORDER BY id")).toEqual(before)
    })

    it("is brought to any figure as the plan for it says", async () => {
      const settings = await store.container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
      const levelsOfItem = () =>
        sql(
          `SELECT l.* FROM inventory_level l JOIN inventory_item i ON i.id = l.inventory_item_id
           JOIN stock_location s ON s.id = l.location_id AND s.deleted_at IS NULL
           WHERE i.sku = 'DEL-Å' ORDER BY l.id COLLATE "C"`
        )
      const piles = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(50))
      for (const [first, second, figure] of fc.sample(piles, { numRuns: 60, seed: 6 })) {
        const [one, other] = await levelsOfItem()
        await changeLevels(store.container, [
          { id: one.id, before: Number(one.stocked_quantity), stocked: first },
          { id: other.id, before: Number(other.stocked_quantity), stocked: second },
        ])
        const before = await levelsOfItem()
        const levels = before.map(({ id, location_id, stocked_quantity }) => {
          const stocked = Number(stocked_quantity)
          return { id, locationId: location_id, stocked, reserved: 0, reservedInSpecter: 0 }
        })
        const item = { articleNo: "EN-Å", inventoryItemId: one.inventory_item_id, figure, levels }
        const planned = new Map(
          planLevels(item, settings).map(({ before, stocked_quantity }) => [before!.id, stocked_quantity])
        )
        const needsMore = planned.has(other.id)
        const isOne = planned.size === 1 && !needsMore
        const told = (name: string) => [...planned.keys()].map((id) => ({ name, data: { id } }))
        const written = ["inventory.inventory-level.updated", "inventory-level.updated"].flatMap(told)
        // The module's before the workflow's; the levels of each in any order.
        const namesAndIds = (events: any[]) => ({
          names: events.map(({ name }) => name),
          ids: events.map(({ name, data }) => `${name} ${data.id}`).sort(),
        })
        const events = await eventsOf(store, async () =>
          expect(await fitLevels(store.container, [{ sku: "EN-Å", figure }])).toEqual({
            changed: new Set(isOne ? ["EN-Å"] : []),
            left: new Set(needsMore ? ["EN-Å"] : []),
          })
        )
        expect(namesAndIds(events)).toEqual(namesAndIds(needsMore ? [] : written))
        const more = await eventsOf(store, () =>
          applyFigures(store.container, [{ articleNo: "EN-Å", figure: String(figure) }], {
            askedAt: new Date(),
            hold: () => Promise.resolve(),
          })
        )
        expect(namesAndIds(more)).toEqual(namesAndIds(needsMore ? written : []))
        const fitted = before.map((level) => {
          const value = String(planned.get(level.id) ?? level.stocked_quantity)
          const raw_stocked_quantity = { value, precision: 20 }
          return { ...level, stocked_quantity: value, raw_stocked_quantity, updated_at: expect.any(Date) }
        })
        expect(await levelsOfItem()).toEqual(fitted)
      }
    })
  })

  it("touches no deleted level, none that has changed since, and none that somebody has locked", async () => {
    const levels = (await Promise.all(["TRÖJA-S", "TRÖJA-M", "BOK-1"].map(levelsOf))).map(([level]) => level)
    const [deleted, changed, locked] = levels
    await sql("UPDATE inventory_level SET deleted_at = now() WHERE id = :id", { id: deleted.id })
    await sql("UPDATE inventory_level SET stocked_quantity = 77 WHERE id = :id", { id: changed.id })
    const before = await Promise.all(
      levels.map(({ id }) => sql("SELECT * FROM inventory_level WHERE id = :id", { id }))
    )
    const transaction = await store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION).transaction()
    const { inventory_item_id } = locked
    await transaction.raw(
      "SELECT 1 FROM inventory_level WHERE inventory_item_id = :inventory_item_id FOR UPDATE",
      {
        inventory_item_id,
      }
    )
    const written = await changeLevels(
      store.container,
      levels.map(({ id, stocked_quantity }) => ({ id, before: Number(stocked_quantity), stocked: 5 }))
    )
    const fitted = await fitLevels(store.container, [{ sku: "BOK-1", figure: 9_999 }])
    await transaction.rollback()
    expect([...written]).toEqual([])
    expect(fitted).toEqual({ changed: new Set(), left: new Set(["BOK-1"]) })
    const after = await Promise.all(
      levels.map(({ id }) => sql("SELECT * FROM inventory_level WHERE id = :id", { id }))
    )
    expect(after).toEqual(before)
  })

  it("tells what is reserved for others as Medusa's services do", async () => {
    const [known, unknown] = [
      await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 2 }] }),
      await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 3 }] }),
    ]
    await quiet(store)
    await sql("DELETE FROM specter_reference WHERE kind = 'order' AND store_id = :id", { id: unknown.id })
    const [level] = await levelsOf("TRÖJA-S")
    for (const [id, quantity, deleted_at] of [
      ["resitem_free", 5, null],
      ["resitem_gone", 7, new Date()],
    ]) {
      await sql(
        `INSERT INTO reservation_item (id, inventory_item_id, location_id, quantity, raw_quantity, deleted_at)
         VALUES (:id, :inventory_item_id, :location_id, :quantity, '{"value": "5", "precision": 20}', :deleted_at)`,
        { ...level, id, quantity, deleted_at }
      )
    }
    const [other] = await levelsOf("TRÖJA-M")
    const itemIds = [level.inventory_item_id, other.inventory_item_id]
    const sums = async (of: typeof reservedForOthers, askedAt: Date) => {
      const found = new Map<string, number>()
      for (const { inventory_item_id, quantity } of await of(store.container, itemIds, askedAt)) {
        found.set(inventory_item_id, (found.get(inventory_item_id) ?? 0) + Number(quantity))
      }
      return found
    }
    const [{ updated_at: knownSince }] = await sql(
      "SELECT updated_at FROM specter_reference WHERE store_id = :id",
      {
        id: known.id,
      }
    )
    const before = await sums(reservedForOthers, knownSince)
    const after = await sums(reservedForOthers, new Date(knownSince.getTime() + 1))
    expect(after.get(level.inventory_item_id)! >= 3 + 5).toBe(true)
    expect(before.get(level.inventory_item_id)! - after.get(level.inventory_item_id)!).toBe(2)
    expect(before).toEqual(await sums(reservedForOthersOfMedusa, knownSince))
    expect(after).toEqual(await sums(reservedForOthersOfMedusa, new Date(knownSince.getTime() + 1)))
  })

  it("tells it of an order that has more than was sent, packed in part, as Medusa's services do", async () => {
    const { api, shop } = store
    const order = await placeOrder(api, shop, { items: [{ sku: "TRÖJA-S", quantity: 2 }] })
    await quiet(store)
    const others = async (of: typeof reservedForOthers) => {
      const [{ inventory_item_id }] = await levelsOf("TRÖJA-S")
      const found = await of(store.container, [inventory_item_id], new Date())
      return found.reduce((sum, { quantity }) => sum + Number(quantity), 0)
    }
    const before = await others(reservedForOthers)
    const both = async () => [await others(reservedForOthers), await others(reservedForOthersOfMedusa)]
    await editQuantity(store, order.id, "TRÖJA-S", 5)
    expect(await both()).toEqual([before + 3, before + 3])
    await fulfil(store, order.id, { "TRÖJA-S": 1 })
    expect(await both()).toEqual([before + 3, before + 3])
    await fulfil(store, order.id, { "TRÖJA-S": 2 })
    expect(await both()).toEqual([before + 2, before + 2])
    await sql("UPDATE order_item SET return_dismissed_quantity = 1 WHERE order_id = :id", order)
    expect(await both()).toEqual([before + 2, before + 2])
    await sql("UPDATE specter_transfer SET sent_hash = 'of before' WHERE subject_id = :id", order)
    expect(await both()).toEqual([before, before])
    const sync = store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    await sync.putSkipped("order_removal", order.id, order.id, { code: "caused_by_specter" })
    expect(await both()).toEqual([before + 2, before + 2])
  })

  it("tells what orders are about as Medusa's own query does, with a kit's parts", async () => {
    const item = await createInventoryItem(store, "DEL-I-SET", [9])
    const of = (required_quantity: number) => [{ inventory_item_id: item, required_quantity }]
    const { variants } = await createProduct(store, {
      title: "Set",
      variants: [
        { title: "A", sku: "SET-1", manage_inventory: true, inventory_items: of(2) },
        { title: "B", sku: "DEL-1", manage_inventory: true, inventory_items: of(1) },
      ],
    })
    const shop = {
      ...store.shop,
      variants: { ...store.shop.variants, "SET-1": variants.find(({ sku }: any) => sku === "SET-1") },
    }
    const order = await placeOrder(store.api, shop, {
      items: [
        { sku: "SET-1", quantity: 2 },
        { sku: "TRÖJA-M", quantity: 1 },
      ],
    })
    await quiet(store)
    await fulfil(store, order.id, { "SET-1": 1 })
    const bySku = (a: { sku: string }, b: { sku: string }) => (a.sku < b.sku ? -1 : 1)
    const found = (await readOrderArticles(store.container, [order.id])).sort(bySku)
    expect(found).toEqual((await orderArticlesOfMedusa(store.container, [order.id])).sort(bySku))
    expect(found.map(({ sku, fulfilled_quantity }) => [sku, fulfilled_quantity])).toEqual([
      ["DEL-1", 1],
      ["SET-1", 1],
      ["TRÖJA-M", 0],
    ])
  })

  it("tells it of hundreds of orders at once, also where PostgreSQL has not counted them yet", async () => {
    const order = await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-L", quantity: 1 }] })
    await quiet(store)
    const [level] = await levelsOf("TRÖJA-L")
    const [line] = await sql("SELECT item_id FROM order_item WHERE order_id = :id", order)
    const copies = { order_id: order.id, ...line, count: 400 }
    const copyOf = (table: string, of: string, ids: string) => `
      INSERT INTO ${table} SELECT (jsonb_populate_record(t, ${ids})).* FROM ${table} t, generate_series(1, :count) AS n WHERE ${of}`
    const [orderId, itemId] = ["'order-' || n", "'line-' || n"]
    for (const statement of [
      copyOf('"order"', "t.id = :order_id", `jsonb_build_object('id', ${orderId})`),
      copyOf("order_line_item", "t.id = :item_id", `jsonb_build_object('id', ${itemId})`),
      copyOf(
        "order_item",
        "t.item_id = :item_id",
        `jsonb_build_object('id', ${itemId}, 'item_id', ${itemId}, 'order_id', ${orderId})`
      ),
      copyOf(
        "reservation_item",
        "t.line_item_id = :item_id",
        `jsonb_build_object('id', ${itemId}, 'line_item_id', ${itemId})`
      ),
      copyOf(
        "specter_reference",
        "t.kind = 'order' AND t.store_id = :order_id",
        `jsonb_build_object('id', ${orderId}, 'store_id', ${orderId})`
      ),
    ]) {
      await sql(statement, copies)
    }
    const began = performance.now()
    const others = await reservedForOthers(store.container, [level.inventory_item_id], new Date())
    const tookMs = performance.now() - began
    expect(others).toEqual([])
    expect(tookMs).toBeLessThan(1_000)
  })

  it("comes back to a level that somebody had locked, and loses no reservation made meanwhile", async () => {
    await pull(store, "stock")
    countStock(store)
    await pull(store, "stock")
    const [level] = await levelsOf("TRÖJA-S")
    const transaction = await store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION).transaction()
    await transaction.raw(
      `UPDATE inventory_level SET reserved_quantity = 2, raw_reserved_quantity = '{"value": "2", "precision": 20}' WHERE id = :id`,
      { id: level.id }
    )
    await transaction.raw(
      `INSERT INTO reservation_item (id, inventory_item_id, location_id, quantity, raw_quantity)
       VALUES ('resitem_meanwhile', :inventory_item_id, :location_id, 2, '{"value": "2", "precision": 20}')`,
      { inventory_item_id: level.inventory_item_id, location_id: level.location_id }
    )
    store.sandbox.setStock("TRÖJA-S", 30)
    store.sandbox.setStock("TRÖJA-M", 31)
    const pulling = pull(store, "stock")
    setTimeout(() => void transaction.commit(), 120)
    await pulling
    const [[first], [other]] = [await levelsOf("TRÖJA-S"), await levelsOf("TRÖJA-M")]
    expect(first).toMatchObject({ reserved_quantity: "2" })
    const stocked = async (sku: string) =>
      (await levelsOf(sku)).reduce((sum, row) => sum + Number(row.stocked_quantity), 0)
    expect([await stocked("TRÖJA-S"), await stocked("TRÖJA-M")]).toEqual([30, 31])
    expect(other.raw_stocked_quantity).toEqual({ value: other.stocked_quantity, precision: 20 })
  })
})
