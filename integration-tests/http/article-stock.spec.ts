import { articleCalls } from "../calls"
import { eventually } from "../eventually"
import { transferIn } from "../ledger"
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
import { quiet } from "../quiet"
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

    it("takes along the stock of the chosen locations only, when the merchant has chosen some", async () => {
      const [, gothenburg] = Object.values(store.shop.stockLocationIds)
      await choose(store, { stock_sites: { [gothenburg]: "2" } })
      await putOnSale(await onTheShelves({ sku: "KOPP-1", manage_inventory: true }, [7, 5]))
      expect(articleCalls(store).at(-1)?.[0].noItemsInStock).toBe("5")
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
