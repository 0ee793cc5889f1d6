import { articleCalls } from "../calls"
import { eventually } from "../eventually"
import { fulfil } from "../fulfillments"
import { transferIn } from "../ledger"
import { placeOrder } from "../place-order"
import {
  answered,
  changeProduct,
  changeVariant,
  createInventoryItem,
  createProduct,
  inventoryItemOf,
  type NewVariant,
  stockUp,
} from "../products"
import { pull } from "../pull"
import { quiet } from "../quiet"
import { runEnded, startExport } from "../runs"
import { choose } from "../settings"
import { describeStore } from "../store"

describeStore((store) => {
  const article = (articleNo: string) => store.sandbox.articles.get(articleNo)

  /** A product that Specter does not get yet, so that its shelves can be filled first. */
  async function unpriced(variant: NewVariant) {
    const product = await createProduct(store, {
      title: `Kopp ${variant.sku}`,
      variants: [{ ...variant, price: null }],
    })
    const [{ id }] = product.variants
    await transferIn(store, "rejected", id)
    return { productId: product.id as string, id: id as string }
  }

  async function onTheShelves(variant: NewVariant, pieces: number[]) {
    const { productId, id } = await unpriced(variant)
    await stockUp(store, await inventoryItemOf(store, productId, id), pieces)
    return { productId, id }
  }

  async function putOnSale({ productId, id }: { productId: string; id: string }) {
    await changeVariant(store, productId, id, { prices: [{ currency_code: "sek", amount: 50 }] })
    await transferIn(store, "sent", id)
  }

  describe("a new article", () => {
    it("takes its stock along, of all locations together", async () => {
      await putOnSale(await onTheShelves({ sku: "KOPP-1", manage_inventory: true }, [7, 5]))
      expect(article("KOPP-1")?.stockKept).toBe(true)
      expect(store.sandbox.stock("KOPP-1").onHand).toBe("12")
    })

    it("takes along none that lies at a deleted location", async () => {
      const cup = await onTheShelves({ sku: "KOPP-1", manage_inventory: true }, [7, 5])
      const [boras] = Object.values(store.shop.stockLocationIds)
      expect((await store.admin.delete(`/admin/stock-locations/${boras}`)).status).toBe(200)
      await putOnSale(cup)
      expect(articleCalls(store).at(-1)?.[0].noItemsInStock).toBe("5")
    })

    it("takes along the stock of the chosen locations only, when the merchant has chosen some", async () => {
      const [, gothenburg] = Object.values(store.shop.stockLocationIds)
      await choose(store, { stock_sites: { [gothenburg]: "*" } })
      await putOnSale(await onTheShelves({ sku: "KOPP-1", manage_inventory: true }, [7, 5]))
      expect(articleCalls(store).at(-1)?.[0].noItemsInStock).toBe("5")
    })

    it("goes without where the store goes by Specter's sites, whose figures it follows; no export of stock begins", async () => {
      const [boras, gothenburg] = Object.values(store.shop.stockLocationIds)
      await choose(store, { stock_sites: { [boras]: "1", [gothenburg]: "2" } })
      const cup = await onTheShelves({ sku: "KÖPP-1", manage_inventory: true }, [7, 5])
      await putOnSale(cup)
      expect(articleCalls(store).at(-1)?.[0]).not.toHaveProperty("noItemsInStock")
      const item = await inventoryItemOf(store, cup.productId, cup.id)
      const pieces = async () => {
        await pull(store, "stock")
        const { data } = await store.admin.get(`/admin/inventory-items/${item}/location-levels`)
        return Object.fromEntries(
          data.inventory_levels.map((one: any) => [one.location_id, one.stocked_quantity])
        )
      }
      expect(await pieces()).toEqual({ [boras]: 7, [gothenburg]: 5 })
      store.sandbox.setStock("KÖPP-1", 8, "1")
      store.sandbox.setStock("KÖPP-1", 4, "2")
      expect(await pieces()).toEqual({ [boras]: 8, [gothenburg]: 4 })

      const { status, data } = await store.admin.post("/admin/specter/exports", { type: "stock" })
      expect(status).toBe(400)
      expect(data.message).toContain("lagerställe för lagerställe")
      expect((await store.admin.post("/admin/specter/exports", { type: "products" })).status).toBe(202)
    })

    it("has no stock in Specter when the store keeps none of it", async () => {
      await createProduct(store, {
        title: "Presentkort",
        variants: [{ sku: "KORT-1", manage_inventory: false }],
      })
      await eventually(() => article("KORT-1"))
      expect(article("KORT-1")).toMatchObject({ stockKept: false, onHand: {} })
      expect(articleCalls(store).at(-1)?.[0]).toMatchObject({ createArticleStock: "0" })
      expect(articleCalls(store).at(-1)?.[0]).not.toHaveProperty("noItemsInStock")
    })

    it("that is a kit has as many as its scarcest part allows", async () => {
      const cups = await createInventoryItem(store, "DEL-KOPP", [9, 4])
      const saucers = await createInventoryItem(store, "DEL-FAT", [5, 0])
      const kit = (sku: string, parts: [string, number][]) =>
        unpriced({
          sku,
          manage_inventory: true,
          inventory_items: parts.map(([inventory_item_id, required_quantity]) => ({
            inventory_item_id,
            required_quantity,
          })),
        })
      await putOnSale(await kit("SET-KOPPAR", [[cups, 2]]))
      expect(store.sandbox.stock("SET-KOPPAR").onHand).toBe("6")
      await putOnSale(
        await kit("SET-BÅDA", [
          [cups, 2],
          [saucers, 1],
        ])
      )
      expect(store.sandbox.stock("SET-BÅDA").onHand).toBe("5")
    })
  })

  describe("a new article that the store has none of yet", () => {
    const figuresSent = () =>
      articleCalls(store)
        .flat()
        .flatMap(({ noItemsInStock }) => noItemsInStock ?? [])
    const pullAndSettle = async () => {
      store.sandbox.setStock("KÖPP-1", store.sandbox.stock("KÖPP-1").onHand)
      await pull(store, "stock")
    }
    const pieces = async (item: string) => {
      const { data } = await store.admin.get(`/admin/inventory-items/${item}/location-levels`)
      return data.inventory_levels.map((level: { stocked_quantity: number }) => level.stocked_quantity)
    }

    async function madeWithoutStock() {
      const product = await createProduct(store, {
        title: "Kopp på väg",
        variants: [{ sku: "KÖPP-1", manage_inventory: true }],
      })
      const [{ id }] = product.variants
      await transferIn(store, "sent", id)
      const item = await inventoryItemOf(store, product.id, id)
      return { productId: product.id as string, id: id as string, item }
    }

    it("gets the first figure that the merchant types in the store, and not the next", async () => {
      const { item, productId, id } = await madeWithoutStock()
      expect(figuresSent()).toEqual([])
      await pullAndSettle()
      expect(await pieces(item)).toEqual([])

      await stockUp(store, item, [12])
      await eventually(() => store.sandbox.stock("KÖPP-1").onHand === "12")
      await pullAndSettle()
      expect(await pieces(item)).toEqual([12])

      const [boras] = Object.values(store.shop.stockLocationIds)
      await store.admin.post(`/admin/inventory-items/${item}/location-levels/${boras}`, {
        stocked_quantity: 99,
      })
      await changeVariant(store, productId, id, { prices: [{ currency_code: "sek", amount: 60 }] })
      await eventually(() => article("KÖPP-1")?.priceExclVAT === "48.00")
      expect(figuresSent()).toEqual(["12"])
    })

    it("keeps it when Specter's zero comes in between", async () => {
      const { item } = await madeWithoutStock()
      store.sandbox.fault("newArticleSubmit", { kind: "refuse", code: "42", message: "Nej" })
      await stockUp(store, item, [12])
      await pullAndSettle()
      expect(await pieces(item)).toEqual([12])
    })

    it("gets it when the location was there before, with none", async () => {
      const { item } = await madeWithoutStock()
      await stockUp(store, item, [0])
      await quiet(store)
      expect(figuresSent()).toEqual([])
      const [boras] = Object.values(store.shop.stockLocationIds)
      await store.admin.post(`/admin/inventory-items/${item}/location-levels/${boras}`, {
        stocked_quantity: 7,
      })
      await eventually(() => store.sandbox.stock("KÖPP-1").onHand === "7")
    })

    it("gets it when the store begins to keep stock of it", async () => {
      const product = await createProduct(store, {
        title: "Kopp utan saldo",
        variants: [{ sku: "KÖPP-1", manage_inventory: false }],
      })
      const [{ id }] = product.variants
      await transferIn(store, "sent", id)
      await changeVariant(store, product.id, id, { manage_inventory: true })
      await eventually(() => article("KÖPP-1")?.stockKept)
      await quiet(store)
      expect(figuresSent()).toEqual([])
      const item = await inventoryItemOf(store, product.id, id)
      await pullAndSettle()
      expect(await pieces(item)).toEqual([])

      await stockUp(store, item, [10])
      await eventually(() => store.sandbox.stock("KÖPP-1").onHand === "10")
      await pullAndSettle()
      expect(await pieces(item)).toEqual([10])
      expect(figuresSent()).toEqual(["10"])
    })

    it("has Specter's own figure instead, when it has one first", async () => {
      const { item } = await madeWithoutStock()
      store.sandbox.setStock("KÖPP-1", 30)
      await pull(store, "stock")
      expect(await pieces(item)).toEqual([30])
      const [boras] = Object.values(store.shop.stockLocationIds)
      await store.admin.post(`/admin/inventory-items/${item}/location-levels/${boras}`, {
        stocked_quantity: 99,
      })
      await quiet(store)
      expect(figuresSent()).toEqual([])
      expect(store.sandbox.stock("KÖPP-1").onHand).toBe("30")
    })
  })

  describe("a variant with an order under way that gets another SKU", () => {
    async function renamed() {
      const cup = await onTheShelves({ sku: "KOPP-1", manage_inventory: true }, [10])
      await putOnSale(cup)
      const shop = { ...store.shop, variants: { "KOPP-1": cup } }
      const order = await placeOrder(store.api, shop, { items: [{ sku: "KOPP-1", quantity: 3 }] })
      await transferIn(store, "sent", order.id, "order")
      await changeVariant(store, cup.productId, cup.id, { sku: "KÖPP-2" })
      await eventually(() => article("KÖPP-2"))
      return { orderId: order.id, item: await inventoryItemOf(store, cup.productId, cup.id) }
    }
    const levelOf = async (item: string) => {
      const { data } = await store.admin.get(`/admin/inventory-items/${item}/location-levels`)
      const [{ stocked_quantity: stocked, reserved_quantity: reserved }] = data.inventory_levels
      return { stocked, reserved }
    }

    it("sells what is free of it, by the first figure and by an export, also when the order is packed", async () => {
      const { orderId, item } = await renamed()
      expect(store.sandbox.stock("KÖPP-2").onHand).toBe("7")
      await pull(store, "stock")
      expect(await levelOf(item)).toEqual({ stocked: 10, reserved: 3 })
      await runEnded(store, await startExport(store, { type: "stock" }))
      expect(store.sandbox.stock("KÖPP-2").onHand).toBe("7")
      await pull(store, "stock")
      expect(await levelOf(item)).toEqual({ stocked: 10, reserved: 3 })
      await fulfil(store, orderId, { "KOPP-1": 3 })
      await pull(store, "stock")
      expect(await levelOf(item)).toEqual({ stocked: 7, reserved: 0 })
    })

    it("has all that is on hand in Specter where that is what its figure means", async () => {
      await choose(store, { stock_figure_means: "on_hand" })
      await renamed()
      expect(store.sandbox.stock("KÖPP-2").onHand).toBe("10")
    })
  })

  describe("an article that Specter has", () => {
    it("is changed without its stock: Specter's own figure is the right one", async () => {
      const variant = await onTheShelves({ sku: "KOPP-1", manage_inventory: true }, [7, 5])
      await putOnSale(variant)
      store.sandbox.setStock("KOPP-1", 3)
      store.sandbox.calls.length = 0
      await changeProduct(store, variant.productId, { title: "Kopp med öra" })
      await eventually(() => article("KOPP-1")?.name.startsWith("Kopp med öra"))
      await changeVariant(store, variant.productId, variant.id, {
        prices: [{ currency_code: "sek", amount: 60 }],
      })
      await eventually(() => article("KOPP-1")?.priceExclVAT === "48.00")
      await quiet(store)
      expect(
        articleCalls(store)
          .flat()
          .filter((sent) => "noItemsInStock" in sent)
      ).toEqual([])
      expect(store.sandbox.stock("KOPP-1").onHand).toBe("3")
    })

    it("makes no call when its stock changes in the store", async () => {
      const variant = await onTheShelves({ sku: "KOPP-1", manage_inventory: true }, [7, 5])
      await putOnSale(variant)
      await quiet(store)
      store.sandbox.calls.length = 0
      const item = await inventoryItemOf(store, variant.productId, variant.id)
      const [boras] = Object.values(store.shop.stockLocationIds)
      const { status, data } = await store.admin.post(
        `/admin/inventory-items/${item}/location-levels/${boras}`,
        {
          stocked_quantity: 99,
        }
      )
      answered(status, data)
      await quiet(store)
      expect(articleCalls(store)).toEqual([])
    })
  })
})
