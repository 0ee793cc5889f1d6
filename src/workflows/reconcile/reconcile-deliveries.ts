import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { askForSwitchedOn } from "./ask-for-switched-on"
import { askForUnheard, type Happened } from "./ask-for-unheard"
import { pagesOf } from "../pages-of"

type FoundFulfillment = {
  id: string
  shipped_at: Date | string | null
  delivered_at: Date | string | null
  order?: Happened["order"] | null
}

const FIELDS = ["id", "shipped_at", "delivered_at", "order.id", "order.status"]

/**
 * Asks for the deliveries that were shipped since then, while they are to be transferred, and whose event was lost, and for
 * those that came due while they were not.
 * @returns how many there were.
 */
export async function reconcileDeliveries(container: MedusaContainer, since: Date): Promise<number> {
  const on = await container.resolve<SpecterModuleService>(SPECTER_MODULE).onSince("send_deliveries")
  if (!on) {
    return 0
  }
  const from = { $gte: on > since ? on : since }
  const filters = { canceled_at: null, $or: [{ shipped_at: from }, { shipped_at: null, delivered_at: from }] }
  let missed = await askForSwitchedOn(container, "delivery", since)
  for await (const found of pagesOf<FoundFulfillment>(container, {
    entity: "fulfillment",
    fields: FIELDS,
    filters,
  })) {
    missed += await askForUnheard(container, "delivery", found.flatMap(left))
  }
  return missed
}

/** A return has no order of this kind. */
function left({ id, shipped_at, delivered_at, order }: FoundFulfillment): Happened[] {
  const at = shipped_at ?? delivered_at
  return order && at ? [{ id, at: new Date(at), order }] : []
}
