import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "./modules/specter"
import type SpecterModuleService from "./modules/specter/service"
import { startOfOrders } from "./workflows/start-of-orders"

/**
 * Whether Specter mails the order confirmation, so that the store's own should not be sent: the plugin is on, the
 * merchant has chosen "Send order confirmation from Specter", and the date from which orders are transferred has come.
 * For the first line of the store's own mail subscriber:
 *
 * ```ts
 * import { specterSendsOrderConfirmation } from "medusa-plugin-specter/order-confirmation"
 *
 * if (await specterSendsOrderConfirmation(container)) return
 * ```
 *
 * Never throws: without the plugin, or before its migrations have run, the answer is false and the log says why.
 */
export async function specterSendsOrderConfirmation(container: MedusaContainer): Promise<boolean> {
  try {
    const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
    const settings = await specter.getSettings()
    return specter.isOn() && settings.send_order_confirmation && startOfOrders(settings) <= new Date()
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const words = error instanceof Error ? error.message : String(error)
    logger.warn(
      `Specter: the store sends its own order confirmation, since the plugin's settings cannot be read: ${words}`
    )
    return false
  }
}
