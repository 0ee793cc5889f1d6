import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import type { LoadedOrder } from "./load-order"
import { toSpecterOrder } from "./mappers/order"
import { orderHash, settingsAsSent } from "./mappers/order-hash"

/** The order's hash as it is now, mapped as when it was sent; undefined where it cannot be mapped any more. */
export async function presentHash(
  container: MedusaContainer,
  order: LoadedOrder,
  sentHash: string | null | undefined
): Promise<string | undefined> {
  const today = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const settings = settingsAsSent(today, sentHash)
  const { message } = toSpecterOrder(order, { settings, customerId: "" })
  return message && orderHash(message, order, settings)
}
