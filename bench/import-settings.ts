import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../src/modules/specter"
import type SpecterModuleService from "../src/modules/specter/service"
import type { Settings } from "../src/modules/specter/settings"

/** The merchant lets articles in; with `pricesOnly`, their prices alone. */
export async function importArticles(
  container: MedusaContainer,
  { pricesOnly }: { pricesOnly: boolean }
): Promise<void> {
  await container
    .resolve<SpecterModuleService>(SPECTER_MODULE)
    .updateSettings({ import_products: true, import_price_only: pricesOnly })
}

export async function settingsOf(container: MedusaContainer): Promise<Settings> {
  return await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
}
