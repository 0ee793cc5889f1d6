import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { isSpecterNumber } from "../is-specter-number"
import { logFailure } from "../log-failure"
import { pullSoon } from "./pull-soon"
import { workNotices } from "./work-notices"

/**
 * Takes a callback in. What it names itself is kept before it is answered; a mere "something has changed" needs no
 * keeping beyond the wish for a pull, which the polling makes good. Nothing else in it is believed.
 * @returns false for an event that there is none of.
 */
export async function receiveCallback(
  container: MedusaContainer,
  event: string,
  parameters: Map<string, string>
): Promise<boolean> {
  switch (event) {
    case "stock":
    case "articles":
    case "orders":
      pullSoon(container, event)
      return true
    case "invoice":
      await takeNotice(container, "invoice", [parameters.get("orderid"), parameters.get("invoiceid")])
      return true
    case "order-removed":
      await takeNotice(container, "order_removed", [parameters.get("orderno")])
      return true
    default:
      return false
  }
}

async function takeNotice(
  container: MedusaContainer,
  kind: "invoice" | "order_removed",
  numbers: (string | undefined)[]
): Promise<void> {
  if (!numbers.every(isSpecterNumber)) {
    return
  }
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  await sync.putNotice(kind, numbers.join("/"))
  void workNotices(container).catch(logFailure(container, "work on callbacks"))
}
