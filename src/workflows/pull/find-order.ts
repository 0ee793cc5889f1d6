import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../modules/specter"
import type { OrderChange } from "../../modules/specter/client"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { externalOrderNo } from "../push/mappers/external-order-no"
import { hashInSpecter, settingsAsSent } from "../push/mappers/order-hash"
import { displayIdsOf } from "./mappers/display-id"

/**
 * The store's order that is Specter's order of this number. One whose number Specter never told is found by the shop's
 * own, and Specter's is learnt; but only an order that went out, since another shop's can have the same number.
 */
export async function findOrder(
  container: MedusaContainer,
  { orderNo, externalOrderNo }: Pick<OrderChange, "orderNo" | "externalOrderNo">
): Promise<string | undefined> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [reference] = await sync.listReferences({ kind: "order", number: orderNo }, { take: 1 })
  if (reference) {
    return reference.store_id
  }
  const id = await orderOfExternalNumber(container, externalOrderNo)
  return id && (await learnNumber(sync, id, orderNo)) ? id : undefined
}

async function orderOfExternalNumber(container: MedusaContainer, told = ""): Promise<string | undefined> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const displayIds = displayIdsOf(told, settings.order_number_prefix)
  const { data: orders } = displayIds.length
    ? await container.resolve(ContainerRegistrationKeys.QUERY).graph({
        entity: "order",
        fields: ["id", "display_id"],
        filters: { display_id: displayIds },
      })
    : { data: [] }
  for (const { id, display_id } of orders) {
    const [transfer] = await sync.listTransfers({ kind: "order", subject_id: id })
    const asSent = settingsAsSent(settings, hashInSpecter(transfer))
    if (externalOrderNo({ id, display_id: Number(display_id) }, asSent) === told) {
      return id
    }
  }
  return undefined
}

/** @returns whether the order went to Specter, which did not say under which number: this one. */
async function learnNumber(
  sync: SpecterSyncModuleService,
  orderId: string,
  number: string
): Promise<boolean> {
  const references = await sync.references("order", [orderId])
  if (references.get(orderId)) {
    return false
  }
  const [transfer] = await sync.listTransfers({ kind: "order", subject_id: orderId })
  if (transfer?.state === "unconfirmed") {
    // The answer that never came.
    return await sync.confirm("order", orderId, number)
  }
  if (!references.has(orderId) && transfer?.state !== "sent" && !transfer?.dispatched_at) {
    return false
  }
  await sync.putReferences([{ kind: "order", store_id: orderId, number }])
  await sync.hurryDependants({ orderIds: [orderId], variantIds: [] })
  return true
}
