import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../src/modules/specter"
import type SpecterModuleService from "../src/modules/specter/service"

/** The merchant lets articles in; with `pricesOnly`, their prices alone. */
export async function importArticles(
  container: MedusaContainer,
  { pricesOnly }: { pricesOnly: boolean }
): Promise<void> {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  await specter.updateSettings({ import_products: true, import_price_only: pricesOnly })
}
