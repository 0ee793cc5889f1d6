import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../modules/specter"
import type SpecterModuleService from "../modules/specter/service"
import { logFailure } from "../workflows/log-failure"
import { drain } from "../workflows/push/drain"
import { reconcileOrders } from "../workflows/reconcile/reconcile-orders"

/** Orders, deliveries and invoices whose event was lost reach Specter all the same. */
export default async function specterReconcileOrders(container: MedusaContainer) {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  if (!(await specter.isReady())) {
    return
  }
  const missed = await reconcileOrders(container, { all: false })
  if (missed > 0) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`Specter: ${missed} orders, deliveries or invoices had no transfer and were asked for now`)
  }
  void drain(container).catch(logFailure(container, "sending"))
}

export const config = { name: "specter-reconcile-orders", schedule: "*/5 * * * *" }
