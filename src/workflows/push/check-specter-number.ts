import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Reason } from "../../reasons/reason"
import { renderReason } from "../../reasons/render-reason"
import { shopLanguage } from "../../reasons/shop-language"
import { isSpecterNumber } from "../is-specter-number"
import { orderLabel } from "./order-label"

/**
 * What Specter tells of a number goes to the order that has it: a cancellation, a delivery, an invoice.
 * @throws INVALID_DATA, or DUPLICATE_ERROR that names the other order, in the language of the shop's country.
 */
export async function checkSpecterNumber(
  container: MedusaContainer,
  orderId: string,
  number: string
): Promise<void> {
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const refuse = (type: string, reason: Reason) => {
    const { text, todo } = renderReason(reason, shopLanguage(settings))
    return new MedusaError(type, `${text} ${todo}`)
  }
  if (!isSpecterNumber(number)) {
    const reason: Reason = { code: "specter_number_odd", data: { order_no: number } }
    throw refuse(MedusaError.Types.INVALID_DATA, reason)
  }
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const references = await sync.listReferences({ kind: "order", number })
  const other = references.find(({ store_id }) => store_id !== orderId)
  if (other) {
    const order = (await orderLabel(container, other.store_id)) ?? other.store_id
    const reason: Reason = { code: "specter_number_taken", data: { order_no: number, order } }
    throw refuse(MedusaError.Types.DUPLICATE_ERROR, reason)
  }
}
