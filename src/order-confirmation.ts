import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "./modules/specter"
import type SpecterModuleService from "./modules/specter/service"

/**
 * Whether Specter mails the order confirmation, so that the store's own should not be sent: the plugin is on and the
 * merchant has chosen "Send order confirmation from Specter". For the first line of the store's own mail subscriber:
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
    return specter.isOn() && (await specter.getSettings()).send_order_confirmation
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const words = error instanceof Error ? error.message : String(error)
    logger.warn(
      `Specter: the store sends its own order confirmation, since the plugin's settings cannot be read: ${words}`
    )
    return false
  }
}
