import { setTimeout as sleep } from "node:timers/promises"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import { breakOff } from "../broken-off"
import { eventually } from "../eventually"
import { capture, fulfil } from "../fulfillments"
import { editQuantity } from "../order-edits"
import { placeOrder } from "../place-order"
import { runPull } from "../../src/workflows/pull/run-pull"
import { answered, changeVariant, createProduct, inventoryItemOf, type NewVariant } from "../products"
import { pull } from "../pull"
import { quiet } from "../quiet"
import { runShown } from "../runs"
import { settled } from "../settled"
import { choose } from "../settings"
import { inSpecter, shown } from "../specter-orders"
import { CALLBACK_SECRET, describeStore } from "../store"

describeStore((store) => {
  const sync = () => store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const actions = (action: string) => store.sandbox.calls.filter((call) => call.action === action)

  /** The inventory levels of a SKU, by location. */
  async function levelsOf(sku: string) {
    const inventory = store.container.resolve(Modules.INVENTORY)
    const [item] = await inventory.listInventoryItems({ sku })
    return await inventory.listInventoryLevels({ inventory_item_id: item.id })
  }

  /** What a customer of the store can buy, and what is stocked, over all locations. */
  async function stockOf(sku: string) {
    const levels = await levelsOf(sku)
    const sum = (field: "stocked_quantity" | "reserved_quantity") =>
      levels.reduce((total, level) => total + Number(level[field]), 0)
    return { stocked: sum("stocked_quantity"), available: sum("stocked_quantity") - sum("reserved_quantity") }
  }

  const lastBatch = async () => {
    const { data } = await store.admin.get("/admin/specter/batches?kind=stock&limit=1")
    const { data: one } = await store.admin.get(`/admin/specter/batches/${data.batches[0].id}`)
    return one.batch
  }

  beforeEach(async () => {
    await pull(store, "stock")
    store.sandbox.calls.length = 0
  })

  it("follows Specter's figure, and acknowledges what was applied", async () => {
    store.sandbox.setStock("TRÖJA-S", 17)
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 17, available: 17 })
    expect(actions("updateArticlesFromBatch")).toHaveLength(1)
    expect(await lastBatch()).toMatchObject({
      state: "acknowledged",
      rows: 1,
      changed: 1,
      unmatched: 0,
      problems: 0,
    })
  })

  it("follows a callback by itself, and answers it at once", async () => {
    store.sandbox.setStock("TRÖJA-S", 16)
    const answer = await store.api.post(`/specter/callbacks/${CALLBACK_SECRET}/stock`, {})
    expect(answer).toMatchObject({ status: 200, data: "1;Done" })
    await eventually(async () => (await stockOf("TRÖJA-S")).available === 16)
  })

  it("knows a wrong secret and an unknown event from a right one", async () => {
    const refused = async () =>
      (await store.admin.get("/admin/specter/status")).data.connection.callbacks_refused
    const before = await refused()
    const wrong = await store.api.get("/specter/callbacks/fel-hemlighet-0123456789/stock")
    const unknown = await store.api.get(`/specter/callbacks/${CALLBACK_SECRET}/kaffe`)
    expect([wrong.status, unknown.status]).toEqual([404, 404])
    expect(await refused()).toBe(before + 1)
    expect(store.sandbox.calls).toHaveLength(0)
  })

  it("makes one pull and at most one more of a storm of callbacks", async () => {
    store.sandbox.setStock("TRÖJA-S", 15)
    await Promise.all(
      Array.from({ length: 200 }, () => store.api.get(`/specter/callbacks/${CALLBACK_SECRET}/stock`))
    )
    await eventually(async () => (await stockOf("TRÖJA-S")).available === 15)
    await eventually(async () => (await sync().listTurns({ id: "stock" }))[0].token === null)
    await sleep(1_500)
    expect(actions("getArticleExternalNeedUpdate").length).toBeLessThanOrEqual(2)
  })

  it("sells what Specter says less what is on its way there", async () => {
    const { api, shop, sandbox } = store
    await placeOrder(api, shop, { items: [{ sku: "TRÖJA-S", quantity: 2 }] })
    await settled(store.container)
    sandbox.setStock("TRÖJA-S", 50)
    await pull(store, "stock")
    expect(sandbox.stock("TRÖJA-S")).toMatchObject({ available: "48" })
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 50, available: 48 })

    sandbox.fault("newOrderSubmit", { kind: "http-503" }, Infinity)
    await placeOrder(api, shop, { items: [{ sku: "TRÖJA-S", quantity: 3 }] })
    sandbox.setStock("TRÖJA-S", 51)
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 51, available: 46 })
  })

  it("is not moved by the echo of the store's own order", async () => {
    const before = await stockOf("TRÖJA-S")
    await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 2 }] })
    await settled(store.container)
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: before.stocked, available: before.available - 2 })
    expect(await lastBatch()).toMatchObject({ changed: 0, unchanged: 1 })
  })

  it("does not count an order that Specter got after it was asked", async () => {
    const { sandbox } = store
    sandbox.setStock("TRÖJA-S", 30)
    sandbox.fault("updateArticlesFromBatch", { kind: "drop" })
    sandbox.fault("getArticleExternalNeedUpdate", { kind: "slow", ms: 600 })
    const pulling = pull(store, "stock")
    await eventually(() => actions("getArticleExternalNeedUpdate").length > 0)
    await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 4 }] })
    await pulling
    const { available } = await stockOf("TRÖJA-S")
    expect(available).toBeLessThanOrEqual(30)
    await settled(store.container)
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 30, available: 26 })
  })

  it("counts an order as Specter's whose answer came after the figure that it changed", async () => {
    const { sandbox } = store
    sandbox.setStock("TRÖJA-S", 40)
    await pull(store, "stock")
    sandbox.fault("newOrderSubmit", { kind: "slow", ms: 3_000 })
    await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 4 }] })
    await eventually(() => sandbox.stock("TRÖJA-S").available === "36")
    await pull(store, "stock")
    expect((await stockOf("TRÖJA-S")).available).toBe(32)
    await settled(store.container)
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 40, available: 36 })
  })

  it("counts an order as Specter's that became known in the millisecond in which Specter was asked", async () => {
    const { sandbox, container } = store
    sandbox.setStock("TRÖJA-S", 40)
    await pull(store, "stock")
    sandbox.fault("newOrderSubmit", { kind: "slow", ms: 3_000 })
    const { id } = await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 4 }] })
    await eventually(() => sandbox.stock("TRÖJA-S").available === "36")
    await pull(store, "stock")
    expect((await stockOf("TRÖJA-S")).available).toBe(32)
    await settled(container)
    await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(
      `UPDATE specter_known_article SET stock_at = date_trunc('milliseconds', r.updated_at)
        FROM specter_reference r WHERE r.store_id = :id AND r.kind = 'order' AND article_no = 'TRÖJA-S'`,
      { id }
    )
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 40, available: 36 })
  })

  it("counts an order as Specter's that became known in the midst of a pull that took minutes", async () => {
    const { sandbox, container } = store
    sandbox.setStock("TRÖJA-S", 40)
    await pull(store, "stock")
    const order = await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 4 }] })
    await settled(container)
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
    const [figure] = await sync().listKnownArticles({ article_no: "TRÖJA-S" })
    await sync().updateKnownArticles({ id: figure.id, stock_at: minutesAgo(4) })
    const hold = sync().holdTurn.bind(sync())
    const asking = jest
      .spyOn(sync(), "holdTurn")
      .mockImplementationOnce(async (turn) => ({ ...(await hold(turn)), now: minutesAgo(3) }))
    await pull(store, "stock")
    asking.mockRestore()
    expect((await stockOf("TRÖJA-S")).available).toBe(32)
    const [known] = await sync().listReferences({ kind: "order", store_id: order.id })
    await container
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw("UPDATE specter_reference SET updated_at = :at WHERE id = :id", {
        at: minutesAgo(2),
        id: known.id,
      })
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 40, available: 36 })
  })

  it("ends as Specter says when a figure was written in the midst of an order's packing", async () => {
    const { sandbox, container } = store
    sandbox.setStock("TRÖJA-S", 40)
    await pull(store, "stock")
    const order = await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 2 }] })
    await settled(container)
    await pull(store, "stock")
    const inventory = container.resolve(Modules.INVENTORY)
    const adjust = inventory.adjustInventory.bind(inventory)
    const packing = jest.spyOn(inventory, "adjustInventory").mockImplementationOnce(async (...given) => {
      const result = await adjust(...given)
      sandbox.setStock("TRÖJA-S", 41)
      await pull(store, "stock")
      return result
    })
    await fulfil(store, order.id, { "TRÖJA-S": 2 })
    expect(packing).toHaveBeenCalledTimes(1)
    packing.mockRestore()
    expect(sandbox.stock("TRÖJA-S").available).toBe("39")
    expect((await stockOf("TRÖJA-S")).available).toBe(41)
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 39, available: 39 })
  })

  it("ends as Specter says when the reservation of an order that Specter has is deleted", async () => {
    const { sandbox, container, admin } = store
    sandbox.setStock("TRÖJA-S", 40)
    await pull(store, "stock")
    await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 2 }] })
    await settled(container)
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 40, available: 38 })
    const { data } = await admin.get("/admin/reservations?fields=id")
    expect(data.reservations).toHaveLength(1)
    await admin.delete(`/admin/reservations/${data.reservations[0].id}`)
    expect((await stockOf("TRÖJA-S")).available).toBe(40)
    await pull(store, "stock")
    expect(sandbox.stock("TRÖJA-S").available).toBe("38")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 38, available: 38 })
  })

  it.each([-1, 1])(
    "ends as Specter says where Medusa has lost count of what is reserved, by %i",
    async (lost) => {
      const { sandbox, container } = store
      sandbox.setStock("TRÖJA-S", 40)
      await pull(store, "stock")
      await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 2 }] })
      await settled(container)
      await pull(store, "stock")
      await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(
        `UPDATE inventory_level l SET reserved_quantity = 2 + :lost,
           raw_reserved_quantity = jsonb_build_object('value', CAST(2 + :lost AS text), 'precision', 20)
         FROM inventory_item i WHERE i.id = l.inventory_item_id AND i.sku = 'TRÖJA-S' AND l.reserved_quantity = 2`,
        { lost }
      )
      sandbox.setStock("TRÖJA-S", 50)
      await pull(store, "stock")
      expect(sandbox.stock("TRÖJA-S").available).toBe("48")
      expect((await stockOf("TRÖJA-S")).available).toBe(48)
    }
  )

  it("leaves what was packed for an order that Specter does not have", async () => {
    store.sandbox.setStock("TRÖJA-S", 40)
    await pull(store, "stock")
    await choose(store, { transfer_orders_from_date: "2099-01-01" })
    const order = await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 2 }] })
    await fulfil(store, order.id, { "TRÖJA-S": 2 })
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 38, available: 38 })
  })

  /** An order that Specter has, of 40 on hand. */
  async function orderOf(quantity: number) {
    store.sandbox.setStock("TRÖJA-S", 40)
    await pull(store, "stock")
    const order = await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity }] })
    await quiet(store)
    const [{ orderNo }] = inSpecter(store, order)
    return { id: order.id, orderNo }
  }

  /** Specter makes the order one of four, and its figure comes before the order. */
  async function isFourInSpecter({ orderNo }: { orderNo: string }) {
    store.sandbox.changeOrderRow(orderNo, "TRÖJA-S", { noOfItems: 4 })
    await pull(store, "stock")
    await pull(store, "orders")
    await pull(store, "stock")
    expect(store.sandbox.stock("TRÖJA-S").available).toBe("36")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 40, available: 36 })
  }

  it("keeps what the store still owes of an order that Specter has reduced after it was packed in part", async () => {
    const { id, orderNo } = await orderOf(4)
    await pull(store, "stock")
    await fulfil(store, id, { "TRÖJA-S": 1 })
    store.sandbox.changeOrderRow(orderNo, "TRÖJA-S", { noOfItems: 1 })
    await pull(store, "orders")
    await pull(store, "stock")
    expect(store.sandbox.stock("TRÖJA-S").available).toBe("39")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 39, available: 36 })
  })

  it("keeps what the store still owes of an order that Specter has cancelled and the store has not", async () => {
    const { id, orderNo } = await orderOf(4)
    await capture(store, id)
    store.sandbox.setOrderStatus(orderNo, { statusId: "5" })
    await pull(store, "stock")
    await pull(store, "orders")
    await pull(store, "stock")
    expect(store.sandbox.stock("TRÖJA-S").available).toBe("40")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 40, available: 36 })
    await fulfil(store, id, { "TRÖJA-S": 4 })
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 36, available: 36 })
  })

  it("ends as Specter says for a kit's part when the kit's reservation is deleted", async () => {
    const { inventoryItemId } = store.shop.variants["TRÖJA-S"]
    const product = await createProduct(store, {
      title: "Två tröjor",
      variants: [
        {
          sku: "TRÖJA-PAR",
          manage_inventory: true,
          inventory_items: [{ inventory_item_id: inventoryItemId, required_quantity: 2 }],
        },
      ],
    })
    const variants = { ...store.shop.variants, "TRÖJA-PAR": { id: product.variants[0].id } }
    store.sandbox.setStock("TRÖJA-S", 40)
    await pull(store, "stock")
    await placeOrder(store.api, { ...store.shop, variants }, { items: [{ sku: "TRÖJA-PAR", quantity: 1 }] })
    await quiet(store)
    store.sandbox.setStock("TRÖJA-S", 50)
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 52, available: 50 })
    const { data } = await store.admin.get("/admin/reservations?fields=id")
    await store.admin.delete(`/admin/reservations/${data.reservations[0].id}`)
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 50, available: 50 })
  })

  describe("once an order is edited after its transfer", () => {
    /** An order of this many, and what it became in the store. */
    async function edited(from = 1, to = 4) {
      const { id, orderNo } = await orderOf(from)
      await pull(store, "stock")
      await editQuantity(store, id, "TRÖJA-S", to)
      await quiet(store)
      return { id, orderNo }
    }

    it("does not sell what was added, which Specter does not know of", async () => {
      await edited()
      store.sandbox.setStock("TRÖJA-S", 30)
      await pull(store, "stock")
      expect(store.sandbox.stock("TRÖJA-S").available).toBe("29")
      expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 30, available: 26 })
    })

    it("does not sell it again when it is packed", async () => {
      const { id } = await edited()
      await pull(store, "stock")
      await fulfil(store, id, { "TRÖJA-S": 4 })
      await pull(store, "stock")
      expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 36, available: 36 })
    })

    it("sells nothing that Specter still holds for it", async () => {
      await edited(4, 1)
      await pull(store, "stock")
      expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 37, available: 36 })
    })

    it("sells on what it has by other lines, which Specter does not tell apart", async () => {
      const { id } = await orderOf(2)
      const edit = async (path: string, body: object = {}) => {
        const { status, data } = await store.admin.post(`/admin/order-edits${path}`, body)
        return answered(status, data)
      }
      const { data } = await store.admin.get(`/admin/orders/${id}?fields=*items`)
      await edit("", { order_id: id })
      await edit(`/${id}/items/item/${data.order.items[0].id}`, { quantity: 0 })
      const variant_id = store.shop.variants["TRÖJA-S"].id
      await edit(`/${id}/items`, { items: [{ variant_id, quantity: 2 }] })
      await edit(`/${id}/confirm`)
      await quiet(store)
      store.sandbox.setStock("TRÖJA-S", 30)
      await pull(store, "stock")
      expect(await shown(store, id)).toMatchObject({ outdated: false })
      expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 30, available: 28 })
    })

    it("goes by Specter's goods also where another row differs", async () => {
      const { orderNo } = await edited()
      store.sandbox.changeOrderRow(orderNo, "TRÖJA-S", { noOfItems: 4 })
      store.sandbox.changeOrderRow(orderNo, "FRAKT", { priceExclVAT: "1.00" })
      await pull(store, "orders")
      await pull(store, "stock")
      expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 40, available: 36 })
    })

    it("ends as Specter says when it is added there too, also when the figure came before the order", async () => {
      await isFourInSpecter(await edited())
    })
  })

  it("ends as Specter says when an order is changed there, and the figure came before the order", async () => {
    await isFourInSpecter(await orderOf(1))
  })

  it("ends as Specter says when orders are placed in the midst of its batches", async () => {
    const { sandbox } = store
    const ROUNDS = 8
    for (let round = 0; round < ROUNDS; round += 1) {
      sandbox.setStock("TRÖJA-S", 100 + round)
      const order = sleep(20 * round).then(() =>
        placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
      )
      await Promise.all([pull(store, "stock"), order])
    }
    await settled(store.container)
    await pull(store, "stock")
    expect(sandbox.stock("TRÖJA-S").available).toBe("99")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 99 + ROUNDS, available: 99 })
  })

  it("tells fractions, negatives, missing figures and unknown numbers, and applies the rest", async () => {
    const { sandbox } = store
    sandbox.upsertArticle({ articleNo: "OKÄND-1", name: "Okänd" })
    sandbox.setStock("OKÄND-1", 5)
    sandbox.setStock("TRÖJA-S", "7,5")
    sandbox.setStock("TRÖJA-M", -3)
    sandbox.setStock("BOK-1", 9)
    await pull(store, "stock")
    expect((await stockOf("TRÖJA-S")).available).toBe(7)
    expect((await stockOf("TRÖJA-M")).available).toBe(0)
    expect((await stockOf("BOK-1")).available).toBe(9)
    const batch = await lastBatch()
    expect(batch).toMatchObject({ rows: 4, changed: 3, unmatched: 1 })
    expect(Object.fromEntries(batch.remarks.map((row: any) => [row.subject, row.reason.code]))).toEqual({
      "OKÄND-1": "article_without_variant",
      "TRÖJA-S": "stock_figure_fraction",
      "TRÖJA-M": "stock_figure_negative",
    })
  })

  it("makes a level all the same when the database broke off in the midst of it", async () => {
    const inventory = store.container.resolve(Modules.INVENTORY)
    await inventory.deleteInventoryLevels((await levelsOf("TRÖJA-S")).map(({ id }) => id))
    const creating = breakOff(inventory, "createInventoryLevels")
    store.sandbox.setStock("TRÖJA-S", 12)
    await pull(store, "stock")
    expect(creating).toHaveBeenCalledTimes(2)
    creating.mockRestore()
    expect((await levelsOf("TRÖJA-S")).map(({ stocked_quantity }) => Number(stocked_quantity))).toEqual([12])
    expect(await lastBatch()).toMatchObject({ changed: 1, problems: 0 })
  })

  it("applies a batch again after a crash between applying and acknowledging, and changes nothing twice", async () => {
    store.sandbox.setStock("TRÖJA-S", 21)
    store.sandbox.fault("updateArticlesFromBatch", { kind: "drop" })
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 21, available: 21 })
    expect(await lastBatch()).toMatchObject({ state: "applied" })
    await pull(store, "stock")
    expect(await lastBatch()).toMatchObject({ state: "acknowledged" })
    expect(await sync().listBatches({ state: ["fetched", "applied"] })).toEqual([])
  })

  it("reads an acknowledgement that was carried out unanswered as done", async () => {
    store.sandbox.setStock("TRÖJA-S", 22)
    store.sandbox.fault("updateArticlesFromBatch", { kind: "carry-out-and-drop" })
    await pull(store, "stock")
    await pull(store, "stock")
    expect(await lastBatch()).toMatchObject({ state: "acknowledged" })
    store.sandbox.setStock("TRÖJA-S", 23)
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 23, available: 23 })
  })

  it("takes over a batch that somebody left open", async () => {
    store.sandbox.setStock("TRÖJA-S", 24)
    store.sandbox.fault("getArticleExternalNeedUpdate", { kind: "carry-out-and-drop" })
    await pull(store, "stock")
    expect((await stockOf("TRÖJA-S")).stocked).not.toBe(24)
    store.sandbox.setStock("BOK-1", 25)
    await pull(store, "stock")
    expect((await stockOf("TRÖJA-S")).stocked).toBe(24)
    expect((await stockOf("BOK-1")).stocked).toBe(25)
    expect(await sync().listBatches({ state: ["fetched", "applied"] })).toEqual([])
  })

  it("pulls a kind in one process at a time, and who lost the turn cannot commit", async () => {
    store.sandbox.setStock("TRÖJA-S", 26)
    const mine = await sync().takeTurn("stock")
    expect(await runPull(store.container, "stock")).toBe(false)
    await sync().failTurn(mine!, "-")
    expect(await runPull(store.container, "stock")).toBe(true)
    await expect(sync().holdTurn(mine!)).rejects.toThrow("taken over")
    await expect(
      sync().storeBatch(mine!, { batchNo: "0".repeat(32), raw: "", askedAt: new Date(), rows: 0 })
    ).rejects.toThrow("taken over")
  })

  it("fetches everything with full, with progress and outcome", async () => {
    const all = Object.keys(store.shop.variants).length
    const { status, data } = await store.admin.post("/admin/specter/stock-updates", { full: true })
    expect(status).toBe(202)
    const run = await eventually(async () => {
      const answer = await store.admin.get(`/admin/specter/runs/${data.run.id}`)
      return answer.data.run.state !== "running" && answer.data.run
    })
    expect(run).toMatchObject({ type: "stock_update", state: "done", done: all, total: all })
    expect(actions("clearArticleBatch")).toHaveLength(1)
  })

  it("tells of a stock update under way how far it is, and nothing of transfers asked for anew", async () => {
    const { id } = await sync().startRun("stock_update", false)
    await sync().progressRun(id, 5, 10)
    const run = await runShown(store, id)
    expect(run).toMatchObject({ state: "running", done: 5, total: 10 })
    expect(run.outcome).toEqual({})
  })

  it("brings each location to its site", async () => {
    const [boras, goteborg] = Object.values(store.shop.stockLocationIds)
    await store.admin.post("/admin/specter/settings", { stock_sites: { [boras]: "1", [goteborg]: "2" } })
    store.sandbox.setStock("TRÖJA-S", 40, "1")
    store.sandbox.setStock("TRÖJA-S", 6, "2")
    await pull(store, "stock")
    const levels = Object.fromEntries(
      (await levelsOf("TRÖJA-S")).map((level) => [level.location_id, Number(level.stocked_quantity)])
    )
    expect(levels).toMatchObject({ [boras]: 40, [goteborg]: 6 })
  })

  it("takes over an open batch in XML too", async () => {
    const [boras, goteborg] = Object.values(store.shop.stockLocationIds)
    await store.admin.post("/admin/specter/settings", { stock_sites: { [boras]: "1", [goteborg]: "2" } })
    store.sandbox.setStock("TRÖJA-S", 31, "1")
    store.sandbox.fault("getArticleExternalNeedUpdate", { kind: "carry-out-and-drop" })
    await pull(store, "stock")
    await pull(store, "stock")
    expect(
      actions("getArticleExternalNeedUpdate").some(({ answer }) => answer.includes("<code>99</code>"))
    ).toBe(true)
    expect((await levelsOf("TRÖJA-S")).find((level) => level.location_id === boras)?.stocked_quantity).toBe(
      31
    )
  })

  it("brings the sum of all sites to the one location that stands for them", async () => {
    const [, goteborg] = Object.values(store.shop.stockLocationIds)
    await store.admin.post("/admin/specter/settings", { stock_sites: { [goteborg]: "*" } })
    store.sandbox.setStock("TRÖJA-S", 8, "1")
    store.sandbox.setStock("TRÖJA-S", 5, "2")
    const before = await levelsOf("TRÖJA-S")
    await pull(store, "stock")
    for (const level of await levelsOf("TRÖJA-S")) {
      const was = before.find(({ id }) => id === level.id)
      expect(Number(level.stocked_quantity)).toBe(
        level.location_id === goteborg ? 13 : Number(was?.stocked_quantity)
      )
    }
  })

  describe("once a stock location is deleted", () => {
    const deleteFirst = async () => {
      const [boras, goteborg] = Object.values(store.shop.stockLocationIds)
      expect((await store.admin.delete(`/admin/stock-locations/${boras}`)).status).toBe(200)
      return { boras, goteborg }
    }
    const levelAt = async (sku: string, locationId: string) =>
      (await levelsOf(sku)).find(({ location_id }) => location_id === locationId)
    const stockedAt = async (sku: string, locationId: string) =>
      Number((await levelAt(sku, locationId))?.stocked_quantity)

    it("brings the figure to those that are left, also where none of them has a level", async () => {
      const [boras, goteborg] = Object.values(store.shop.stockLocationIds)
      const unplaced = (await levelAt("TRÖJA-M", goteborg))!
      await store.container.resolve(Modules.INVENTORY).deleteInventoryLevels([unplaced.id])
      const before = [await levelAt("TRÖJA-S", boras), await levelAt("TRÖJA-M", boras)]
      await deleteFirst()
      store.sandbox.setStock("TRÖJA-S", 12)
      store.sandbox.setStock("TRÖJA-M", 13)
      await pull(store, "stock")
      expect([await stockedAt("TRÖJA-S", goteborg), await stockedAt("TRÖJA-M", goteborg)]).toEqual([12, 13])
      expect([await levelAt("TRÖJA-S", boras), await levelAt("TRÖJA-M", boras)]).toEqual(before)
      expect(await lastBatch()).toMatchObject({ changed: 2, problems: 0 })
    })

    it("brings a site's figure to those of its locations that are left, and leaves a site that has none", async () => {
      const [first, second] = Object.values(store.shop.stockLocationIds)
      await choose(store, { stock_sites: { [first]: "1", [second]: "1" } })
      await pull(store, "stock")
      const { boras, goteborg } = await deleteFirst()
      const before = await levelAt("TRÖJA-S", boras)
      store.sandbox.setStock("TRÖJA-S", 12, "1")
      await pull(store, "stock")
      expect(await stockedAt("TRÖJA-S", goteborg)).toBe(12)
      expect(await lastBatch()).toMatchObject({ changed: 1, problems: 0 })
      await choose(store, { stock_sites: { [boras]: "1" } })
      await pull(store, "stock")
      store.sandbox.setStock("TRÖJA-S", 14, "1")
      await pull(store, "stock")
      expect(await stockedAt("TRÖJA-S", goteborg)).toBe(12)
      expect(await levelAt("TRÖJA-S", boras)).toEqual(before)
      expect(await lastBatch()).toMatchObject({ changed: 0, problems: 0 })
    })
  })

  it("reports a variant whose inventory the store does not manage, and leaves it alone", async () => {
    const { id } = store.shop.variants["TRÖJA-S"]
    await store.container.resolve(Modules.PRODUCT).updateProductVariants(id, { manage_inventory: false })
    const before = await stockOf("TRÖJA-S")
    store.sandbox.setStock("TRÖJA-S", 3)
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual(before)
    expect((await lastBatch()).remarks).toMatchObject([
      { subject: "TRÖJA-S", outcome: "problem", reason: { code: "variant_without_managed_inventory" } },
    ])
  })

  it("finds a SKU whatever its case and spaces", async () => {
    const { id, productId } = store.shop.variants["TRÖJA-S"]
    await store.admin.post(`/admin/products/${productId}/variants/${id}`, { sku: "tröja-s" })
    await settled(store.container)
    store.sandbox.setStock("TRÖJA-S", 33)
    await pull(store, "stock")
    expect((await lastBatch()).unmatched).toBe(0)
    expect((await stockOf("TRÖJA-S")).available).toBe(33)
  })

  it.each([
    ["a long dash", "tröja–s"],
    ["a letter in two parts", "TRO\u0308JA-S"],
    ["a character that does not show", "TRÖJA\u200b-S"],
  ])("finds a SKU with %s, which Specter has otherwise", async (_, sku) => {
    const { id, productId } = store.shop.variants["TRÖJA-S"]
    await store.admin.post(`/admin/products/${productId}/variants/${id}`, { sku })
    await settled(store.container)
    store.sandbox.setStock("TRÖJA-S", 33)
    await pull(store, "stock")
    expect((await lastBatch()).unmatched).toBe(0)
    expect((await stockOf("TRÖJA-S")).available).toBe(33)
  })

  it("shows Specter's figure and when it came on the product", async () => {
    store.sandbox.setStock("TRÖJA-S", 34)
    await pull(store, "stock")
    const { data } = await store.admin.get(
      `/admin/specter/products/${store.shop.variants["TRÖJA-S"].productId}`
    )
    const variant = data.variants.find(({ sku }: { sku: string }) => sku === "TRÖJA-S")
    expect(variant).toMatchObject({ stock_figure: "34", transfer: { state: "sent" } })
    expect(new Date(variant.stock_at).getTime()).toBeGreaterThan(Date.now() - 60_000)
  })

  it("asks again after a failure, and at the latest when the polling is due", async () => {
    store.sandbox.fault("getArticleExternalNeedUpdate", { kind: "http-503" })
    await pull(store, "stock")
    expect(await sync().duePulls(["stock"], 10)).toEqual([])
    const [turn] = await sync().listTurns({ id: "stock" })
    expect(turn).toMatchObject({ wanted: true, failures: 1 })
    await sync().updateTurns({ id: "stock", retry_at: new Date(Date.now() - 1_000) })
    expect(await sync().duePulls(["stock"], 10)).toEqual(["stock"])
    await pull(store, "stock")
    expect(await sync().duePulls(["stock"], 10)).toEqual([])
    await sync().updateTurns({ id: "stock", last_pulled_at: new Date(Date.now() - 11 * 60_000) })
    expect(await sync().duePulls(["stock"], 10)).toEqual(["stock"])
  })

  it("takes the figure as on hand when the merchant says so", async () => {
    await store.admin.post("/admin/specter/settings", { stock_figure_means: "on_hand" })
    await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 2 }] })
    await settled(store.container)
    store.sandbox.setStock("TRÖJA-S", 50)
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 48, available: 46 })
  })

  it("takes every figure anew when the merchant says otherwise what it means or where it belongs, only then", async () => {
    const [boras, goteborg] = Object.values(store.shop.stockLocationIds)
    await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 2 }] })
    await settled(store.container)
    store.sandbox.setStock("TRÖJA-S", 50)
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 50, available: 48 })

    await choose(store, { stock_figure_means: "on_hand" })
    await pull(store, "stock")
    expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 48, available: 46 })

    await choose(store, { stock_sites: { [boras]: "2", [goteborg]: "1" } })
    await pull(store, "stock")
    const [atGoteborg] = (await levelsOf("TRÖJA-S")).filter(({ location_id }) => location_id === goteborg)
    expect(Number(atGoteborg.stocked_quantity)).toBe(48)

    await choose(store, { stock_sites: { [goteborg]: "1", [boras]: "2" }, stock_figure_means: "on_hand" })
    await choose(store, { delete_order: true })
    await pull(store, "stock")
    expect(actions("clearArticleBatch")).toHaveLength(2)
  })

  describe("once the merchant says otherwise what the figure means", () => {
    const AVAILABLE = { stocked: 50, available: 48 }
    const ON_HAND = { stocked: 48, available: 46 }

    beforeEach(async () => {
      await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 2 }] })
      await settled(store.container)
      store.sandbox.setStock("TRÖJA-S", 50)
      await pull(store, "stock")
      expect(await stockOf("TRÖJA-S")).toEqual(AVAILABLE)
    })

    it("takes every figure anew also when the first pull after it fails", async () => {
      store.sandbox.fault("clearArticleBatch", { kind: "http-503" })
      await choose(store, { stock_figure_means: "on_hand" })
      await pull(store, "stock")
      await sync().updateTurns({ id: "stock", retry_at: new Date(Date.now() - 1_000) })
      expect(await sync().duePulls(["stock"], 10)).toEqual(["stock"])
      await pull(store, "stock")
      expect(await stockOf("TRÖJA-S")).toEqual(ON_HAND)
      expect(actions("clearArticleBatch")).toHaveLength(2)
    })

    it("takes every figure anew once more when they were being taken anew already", async () => {
      await choose(store, { stock_figure_means: "on_hand" })
      store.sandbox.fault("updateArticlesFromBatch", { kind: "slow", ms: 1_500 })
      const first = pull(store, "stock")
      await eventually(async () => actions("updateArticlesFromBatch").length > 1)
      expect(await stockOf("TRÖJA-S")).toEqual(ON_HAND)
      await choose(store, { stock_figure_means: "available" })
      await first
      expect(await stockOf("TRÖJA-S")).toEqual(AVAILABLE)
      expect(actions("clearArticleBatch")).toHaveLength(2)
    })
  })

  describe("of an article that nobody in the store stands for", () => {
    beforeEach(async () => {
      store.sandbox.upsertArticle({ articleNo: "KÖPP-9", name: "Kopp" })
      store.sandbox.setStock("KÖPP-9", 17)
      await pull(store, "stock")
      expect(await lastBatch()).toMatchObject({ unmatched: 1 })
    })
    const cup = (variant: NewVariant) => createProduct(store, { title: "Kopp", variants: [variant] })
    const follows = () => eventually(async () => (await stockOf("KÖPP-9")).available === 17)
    const piecesOf = async (product: any) => {
      const item = await inventoryItemOf(store, product.id, product.variants[0].id)
      const levels = await store.container
        .resolve(Modules.INVENTORY)
        .listInventoryLevels({ inventory_item_id: item })
      return levels.map(({ stocked_quantity }) => Number(stocked_quantity))
    }
    const bySku = async (sku: string | null, price: number | null) => {
      const product = await cup({ sku, price, manage_inventory: true })
      await quiet(store)
      await changeVariant(store, product.id, product.variants[0].id, { sku: "KÖPP-9" })
      await quiet(store)
      expect(await piecesOf(product)).toEqual([17])
    }

    it("is there when a product is made of it, though that cannot be sent without a price", async () => {
      const { status } = await store.admin.post("/admin/specter/articles", { article_no: "KÖPP-9" })
      expect(status).toBe(201)
      await follows()
    })

    it("is there when a product is made with its number, and made anew once that was deleted", async () => {
      await choose(store, { delete_from_specter: false })
      const { id } = await cup({ sku: "köpp-9", manage_inventory: true })
      await quiet(store)
      await store.admin.delete(`/admin/products/${id}`)
      await quiet(store)
      await cup({ sku: "KÖPP-9", manage_inventory: true })
      await follows()
    })

    it("is there when a variant with another SKU gets its number", async () => {
      await bySku("KÖPP-8", 50)
    })

    it("is there when a variant without SKU gets its number, also without a price", async () => {
      await bySku(null, null)
    })

    it("is there when a variant from before the plugin, without a price, gets its number", async () => {
      const product = await cup({ sku: "KÖPP-8", price: null, manage_inventory: true })
      await quiet(store)
      await sync().dropTransfer("article", product.variants[0].id)
      store.sandbox.setStock("KÖPP-9", 18)
      await pull(store, "stock")
      await changeVariant(store, product.id, product.variants[0].id, { sku: "KÖPP-9" })
      await quiet(store)
      expect(await piecesOf(product)).toEqual([18])
    })

    it("is there when the store begins to manage the variant's inventory", async () => {
      const { id, variants } = await cup({ sku: "KÖPP-9", manage_inventory: false })
      await quiet(store)
      await changeVariant(store, id, variants[0].id, { manage_inventory: true })
      await follows()
    })

    it("is left as the store has it where the variant was there when Specter told it", async () => {
      const { id, variants } = await cup({ sku: "KÖPP-9", price: null, manage_inventory: true })
      await follows()
      store.sandbox.setStock("KÖPP-9", 18)
      await pull(store, "stock")
      const [level] = await levelsOf("KÖPP-9")
      const { inventory_item_id, location_id } = level
      await store.container
        .resolve(Modules.INVENTORY)
        .updateInventoryLevels([{ inventory_item_id, location_id, stocked_quantity: 99 }])
      await changeVariant(store, id, variants[0].id, { prices: [{ currency_code: "sek", amount: 50 }] })
      await quiet(store)
      expect((await stockOf("KÖPP-9")).available).toBe(99)
    })
  })

  describe("with figures that are on hand", () => {
    /** Specter has ten, of which one is ordered: the sandbox tells what is left of eleven. */
    async function tenOfWhichOneIsOrdered() {
      const { api, shop, container, sandbox } = store
      await choose(store, { stock_figure_means: "on_hand" })
      const order = await placeOrder(api, shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
      await settled(container)
      sandbox.setStock("TRÖJA-S", 11)
      await pull(store, "stock")
      expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 10, available: 9 })
      return order
    }

    it("does not sell again what is packed and not delivered in Specter yet", async () => {
      const order = await tenOfWhichOneIsOrdered()
      const [{ id }] = await sync().listKnownArticles({ article_no: "TRÖJA-S" })
      await sync().updateKnownArticles({ id, stock_at: new Date(Date.now() - 60_000) })
      await fulfil(store, order.id, { "TRÖJA-S": 1 })
      await pull(store, "stock")
      expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 9, available: 9 })
    })

    it("ends as Specter says when the store packs what Specter had delivered already", async () => {
      const { sandbox } = store
      const order = await tenOfWhichOneIsOrdered()
      sandbox.deliver(inSpecter(store, order)[0].orderNo)
      sandbox.setStock("TRÖJA-S", 9)
      await pull(store, "stock")
      expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 9, available: 8 })
      await pull(store, "orders")
      expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 8, available: 8 })
      await pull(store, "stock")
      expect(await stockOf("TRÖJA-S")).toEqual({ stocked: 9, available: 9 })
    })
  })
})
