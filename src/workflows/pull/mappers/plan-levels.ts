import type { Settings } from "../../../modules/specter/settings"
import { ALL_SITES } from "../../push/mappers/stock-site"

/** An inventory item that a batch has a figure for, as the store has it. */
export type StockedItem = {
  articleNo: string
  inventoryItemId: string
  /** What can be sold over all stock sites. */
  figure: number
  bySite?: ReadonlyMap<string, number>
  levels: {
    id?: string
    locationId: string
    stocked: number
    /** Everything that the store has reserved there. */
    reserved: number
    /** Of that, what is for orders that Specter knew when it was asked. */
    reservedInSpecter: number
  }[]
  /** Where a first level is made when the item has none. */
  defaultLocationId?: string
}

export type PlannedLevel = {
  inventory_item_id: string
  location_id: string
  stocked_quantity: number
  /** The level as it was read; without it, there was none. */
  before?: { id: string; stocked: number }
}

/** The levels that have to change for the store to sell what Specter says can be sold; none when all fit already. */
export function planLevels(
  item: StockedItem,
  settings: Settings,
  deletedLocationIds: ReadonlySet<string> = new Set()
): PlannedLevel[] {
  return siteGroups(item, settings, deletedLocationIds).flatMap(({ figure, locationIds }) =>
    spread(item, figure, locationIds, settings)
  )
}

/** Which of the store's locations stand together for which of Specter's sites. */
function siteGroups(
  item: StockedItem,
  { stock_sites }: Settings,
  deletedLocationIds: ReadonlySet<string>
): { figure: number; locationIds: string[] }[] {
  if (Object.keys(stock_sites).length === 0) {
    const own = item.levels.map(({ locationId }) => locationId)
    const locationIds = own.length > 0 || !item.defaultLocationId ? own : [item.defaultLocationId]
    return [{ figure: item.figure, locationIds }]
  }
  const bySite = new Map<string, string[]>()
  const mapped = Object.entries(stock_sites).filter(([locationId]) => !deletedLocationIds.has(locationId))
  for (const [locationId, site] of mapped) {
    bySite.set(site, [...(bySite.get(site) ?? []), locationId])
  }
  return [...bySite].flatMap(([site, locationIds]) => {
    const figure = site === ALL_SITES ? item.figure : item.bySite?.get(site)
    return figure === undefined ? [] : [{ figure, locationIds }]
  })
}

/**
 * Brings locations that stand for one figure to it together: the difference goes to the first, and what the first cannot
 * give comes off the next, but nowhere below what is reserved there while another can give it.
 */
function spread(
  item: StockedItem,
  figure: number,
  locationIds: string[],
  settings: Settings
): PlannedLevel[] {
  const levels = locationIds.map(
    (locationId): StockedItem["levels"][number] =>
      item.levels.find((level) => level.locationId === locationId) ?? {
        locationId,
        stocked: 0,
        reserved: 0,
        reservedInSpecter: 0,
      }
  )
  const sum = (count: (level: StockedItem["levels"][number]) => number) =>
    levels.reduce((total, level) => total + count(level), 0)
  const inSpecter =
    settings.stock_figure_means === "available" ? sum(({ reservedInSpecter }) => reservedInSpecter) : 0
  let difference = figure + inSpecter - sum(({ stocked }) => stocked)

  const wanted = levels.map(({ stocked }) => stocked)
  for (const floorOf of [({ reserved }: { reserved: number }) => reserved, () => 0]) {
    levels.forEach((level, index) => {
      const change = Math.max(difference, Math.min(0, floorOf(level) - wanted[index]))
      wanted[index] += change
      difference -= change
    })
  }
  return levels.flatMap((level, index) =>
    wanted[index] === level.stocked
      ? []
      : [
          {
            inventory_item_id: item.inventoryItemId,
            location_id: level.locationId,
            stocked_quantity: wanted[index],
            before: level.id === undefined ? undefined : { id: level.id, stocked: level.stocked },
          },
        ]
  )
}
