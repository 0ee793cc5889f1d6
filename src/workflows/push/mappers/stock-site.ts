import type { Settings } from "../../../modules/specter/settings"

/** The stock site that stands for all of Specter's together. */
export const ALL_SITES = "*"

/** Whether the store goes by what lies at single stock sites: a figure that is sent to Specter cannot say at which. */
export function goesBySites({ stock_sites }: Pick<Settings, "stock_sites">): boolean {
  return Object.values(stock_sites).some((site) => site !== ALL_SITES)
}

/** Specter's stock site for goods from these locations of the store; nothing unless all are at one known site. */
export function stockSiteOf(
  locationIds: string[],
  settings: Pick<Settings, "stock_sites">
): string | undefined {
  const sites = new Map(Object.entries(settings.stock_sites))
  const found = new Set(locationIds.map((id) => sites.get(id)))
  return found.size === 1 ? [...found][0] : undefined
}
