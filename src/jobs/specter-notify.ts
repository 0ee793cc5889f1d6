import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../modules/specter"
import type SpecterModuleService from "../modules/specter/service"
import { notifyUntransferredWorkflow } from "../workflows/announce/notify-untransferred"

/** The merchant hears of orders that stay untransferred without having to look, also while the plugin is off. */
export default async function specterNotify(container: MedusaContainer) {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  if (!(await specter.isMigrated())) {
    return
  }
  await notifyUntransferredWorkflow(container).run()
}

export const config = { name: "specter-notify", schedule: "2-59/5 * * * *" }
