import { stockedQuantity, type StockedVariant } from "../stocked-quantity"

const item = (levels: Record<string, number | string | null>, required_quantity: number | null = 1) => ({
  required_quantity,
  inventory: {
    location_levels: Object.entries(levels).map(([location_id, stocked_quantity]) => ({
      location_id,
      stocked_quantity,
    })),
  },
})
const variant = (...inventory_items: NonNullable<StockedVariant["inventory_items"]>): StockedVariant => ({
  inventory_items,
})

describe("how many of a variant are on hand", () => {
  it("is the sum over all locations, or over the chosen ones", () => {
    const twoPlaces = variant(item({ sloc_1: 12, sloc_2: 5 }))
    expect(stockedQuantity(twoPlaces, [])).toBe(17)
    expect(stockedQuantity(twoPlaces, ["sloc_2"])).toBe(5)
    expect(stockedQuantity(twoPlaces, ["sloc_1", "sloc_2", "sloc_3"])).toBe(17)
    expect(stockedQuantity(twoPlaces, ["sloc_3"])).toBe(0)
  })

  it("counts none that a deleted location left behind", () => {
    const levels = [
      { location_id: "sloc_1", stocked_quantity: 12, stock_locations: [] },
      { location_id: "sloc_2", stocked_quantity: 5, stock_locations: [{ id: "sloc_2" }] },
    ]
    const twoPlaces = variant({ required_quantity: 1, inventory: { location_levels: levels } })
    expect(stockedQuantity(twoPlaces, [])).toBe(5)
    expect(stockedQuantity(twoPlaces, ["sloc_1"])).toBe(0)
  })

  it("of a kit is what its scarcest part suffices for", () => {
    expect(stockedQuantity(variant(item({ a: 10 }, 1), item({ a: 9 }, 4)), [])).toBe(2)
    expect(stockedQuantity(variant(item({ a: 10 }, 3)), [])).toBe(3)
    expect(stockedQuantity(variant(item({ a: 10 }), item({ a: 0 })), [])).toBe(0)
  })

  it("is whole, and never below nothing", () => {
    expect(stockedQuantity(variant(item({ a: 2.9 })), [])).toBe(2)
    expect(stockedQuantity(variant(item({ a: -3 })), [])).toBe(0)
  })

  it("is exact where doubles are not", () => {
    expect(stockedQuantity(variant(item({ a: "0.1", b: "0.2" }, 0.3)), [])).toBe(1)
  })

  it("counts what no level says, no item says or a broken link leaves as nothing", () => {
    expect(stockedQuantity({}, [])).toBe(0)
    expect(stockedQuantity(variant(), [])).toBe(0)
    expect(stockedQuantity({ inventory_items: null }, [])).toBe(0)
    expect(stockedQuantity(variant(null, { required_quantity: 1, inventory: null }), [])).toBe(0)
    expect(stockedQuantity(variant({ inventory: { location_levels: [null] } }), [])).toBe(0)
    expect(stockedQuantity(variant(item({ a: null, b: 4 })), [])).toBe(4)
    expect(stockedQuantity(variant(item({ a: 4 }, null)), [])).toBe(4)
    expect(stockedQuantity(variant(item({ a: 4 }, 0)), [])).toBe(4)
  })

  it("is without what Specter has reserved of it on another article, at these locations", () => {
    const cups = { ...item({ a: 10, b: 5 }), inventory_item_id: "iitem_1" }
    const saucers = { ...item({ a: 20 }, 2), inventory_item_id: "iitem_2" }
    const reserved = (inventory_item_id: string, location_id: string, quantity: number) => ({
      inventory_item_id,
      location_id,
      quantity,
    })
    const elsewhere = [reserved("iitem_1", "a", 2), reserved("iitem_1", "a", 1), reserved("iitem_2", "a", 6)]
    expect(stockedQuantity(variant(cups), [], elsewhere)).toBe(12)
    expect(stockedQuantity(variant(cups), ["b"], elsewhere)).toBe(5)
    expect(stockedQuantity(variant(cups, saucers), [], elsewhere)).toBe(7)
    expect(stockedQuantity(variant(cups), [], [reserved("iitem_1", "a", 16)])).toBe(0)
  })

  it("leaves out a part whose inventory item is gone", () => {
    expect(stockedQuantity(variant(item({ a: 7 }), { required_quantity: 1, inventory: null }), [])).toBe(7)
  })
})
