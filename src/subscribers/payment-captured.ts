import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../modules/specter"
import type SpecterModuleService from "../modules/specter/service"
import { askAndDrain } from "../workflows/push/ask-and-drain"

export default async function paymentCaptured({ event, container }: SubscriberArgs<{ id: string }>) {
  const { send_invoices } = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  if (!send_invoices) {
    return
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment",
    fields: ["payment_collection.order.id"],
    filters: { id: event.data.id },
  })
  const order = (data[0] as { payment_collection?: { order?: { id: string } | null } | null } | undefined)
    ?.payment_collection?.order
  if (order) {
    await askAndDrain(container, "invoice", [{ id: order.id, parent_id: order.id }])
  }
}

export const config: SubscriberConfig = {
  event: "payment.captured",
  context: { subscriberId: "specter-payment-captured" },
}
