import type { Settings } from "../../../modules/specter/settings"
import type { MedusaOrder } from "./medusa-order"

/** The order's number as Specter gets it from the store: the merchant's prefix and the number customers see. */
export function externalOrderNo(
  order: Pick<MedusaOrder, "id" | "display_id">,
  settings: Pick<Settings, "order_number_prefix">
): string {
  return `${settings.order_number_prefix}${order.display_id ?? order.id}`
}
