import type { Settings } from "../../../modules/specter/settings"

/** Specter's stock site for goods from these locations of the store; nothing unless all are at one known site. */
export function stockSiteOf(
  locationIds: string[],
  settings: Pick<Settings, "stock_sites">
): string | undefined {
  const sites = new Map(Object.entries(settings.stock_sites))
  const found = new Set(locationIds.map((id) => sites.get(id)))
  return found.size === 1 ? [...found][0] : undefined
}
