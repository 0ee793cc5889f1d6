import fc from "fast-check"
import { defaultSettings } from "../../../../modules/specter/settings"
import { planLevels, type StockedItem } from "../plan-levels"

type Level = StockedItem["levels"][number]

const level = (locationId: string, stocked: number, reserved = 0, reservedInSpecter = 0): Level => ({
  id: `level ${locationId}`,
  locationId,
  stocked,
  reserved,
  reservedInSpecter,
})

const itemOf = (figure: number, levels: Level[], more: Partial<StockedItem> = {}): StockedItem => ({
  articleNo: "TRÖJA-S",
  inventoryItemId: "iitem_1",
  figure,
  levels,
  ...more,
})

const settings = { ...defaultSettings(), stock_sites: {} }

const stockedOf = (planned: ReturnType<typeof planLevels>) =>
  Object.fromEntries(planned.map(({ location_id, stocked_quantity }) => [location_id, stocked_quantity]))

/** The item once what was planned is written. */
function written(item: StockedItem, planned: ReturnType<typeof planLevels>): StockedItem {
  const stocked = stockedOf(planned)
  const levels = item.levels.map((one) => ({ ...one, stocked: stocked[one.locationId] ?? one.stocked }))
  const isKnown = (locationId: string) => levels.some((one) => one.locationId === locationId)
  const added = Object.keys(stocked).filter((locationId) => !isKnown(locationId))
  return { ...item, levels: [...levels, ...added.map((id) => level(id, stocked[id]))] }
}

const sum = (levels: Level[], count: (one: Level) => number) =>
  levels.reduce((total, one) => total + count(one), 0)

const quantity = fc.nat(50)
const levels = fc
  .array(
    fc.record({ stocked: quantity, reserved: quantity, share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    {
      minLength: 1,
      maxLength: 5,
    }
  )
  .map((all) =>
    all.map(({ stocked, reserved, share }, index) =>
      level(`sloc_${index}`, stocked, reserved, Math.round(reserved * share))
    )
  )

describe("the levels that make the store sell what Specter says", () => {
  it("more goes to the first location", () => {
    expect(stockedOf(planLevels(itemOf(9, [level("göteborg", 2), level("malmö", 3)]), settings))).toEqual({
      göteborg: 6,
    })
  })

  it("what the first cannot give comes off the next", () => {
    expect(stockedOf(planLevels(itemOf(1, [level("göteborg", 2), level("malmö", 3)]), settings))).toEqual({
      göteborg: 0,
      malmö: 1,
    })
  })

  it("what is reserved somewhere is taken from there last", () => {
    expect(stockedOf(planLevels(itemOf(2, [level("göteborg", 2, 2), level("malmö", 3)]), settings))).toEqual({
      malmö: 0,
    })
  })

  it("what is reserved for orders that Specter has is on top of its figure, unless the figure is what is on hand", () => {
    const item = itemOf(5, [level("göteborg", 5, 3, 2)])
    expect(stockedOf(planLevels(item, settings))).toEqual({ göteborg: 7 })
    expect(planLevels(item, { ...settings, stock_figure_means: "on_hand" })).toEqual([])
  })

  it("an item without a level gets its first at the default location, with one there is nothing to do", () => {
    const item = itemOf(4, [], { defaultLocationId: "göteborg" })
    const planned = planLevels(item, settings)
    expect(planned).toEqual([{ inventory_item_id: "iitem_1", location_id: "göteborg", stocked_quantity: 4 }])
    expect(planLevels(written(item, planned), settings)).toEqual([])
    expect(planLevels(itemOf(4, []), settings)).toEqual([])
  })

  it("a location of no site, and a site without a figure, are left alone", () => {
    const stock_sites = { göteborg: "1", malmö: "2" }
    const bySite = new Map([["1", 8]])
    const item = itemOf(8, [level("göteborg", 1), level("malmö", 2), level("butik", 3)], { bySite })
    expect(stockedOf(planLevels(item, { ...settings, stock_sites }))).toEqual({ göteborg: 8 })
  })

  it("whatever is there, the sum is Specter's figure and what it has reserved; nothing is owed, and a second time changes nothing", () => {
    fc.assert(
      fc.property(quantity, levels, (figure, there) => {
        const item = itemOf(figure, there)
        const after = written(item, planLevels(item, settings))
        expect(sum(after.levels, ({ stocked }) => stocked)).toBe(
          figure + sum(there, ({ reservedInSpecter }) => reservedInSpecter)
        )
        expect(after.levels.every(({ stocked }) => stocked >= 0)).toBe(true)
        const isShort = after.levels.some(
          ({ stocked, reserved }, at) => stocked < reserved && stocked < there[at].stocked
        )
        const canGive = after.levels.some(({ stocked, reserved }) => stocked > reserved)
        expect(isShort && canGive).toBe(false)
        expect(planLevels(after, settings)).toEqual([])
      })
    )
  })
})
