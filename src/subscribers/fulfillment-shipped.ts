import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SPECTER_MODULE } from "../modules/specter"
import type SpecterModuleService from "../modules/specter/service"
import { askAndDrain } from "../workflows/push/ask-and-drain"

/** Shipped, or handed over without having been shipped: the goods have left. */
export default async function fulfillmentShipped({ event, container }: SubscriberArgs<{ id: string }>) {
  const { send_deliveries } = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  if (send_deliveries) {
    await askAndDrain(container, "delivery", [{ id: event.data.id }])
  }
}

export const config: SubscriberConfig = {
  event: ["shipment.created", "delivery.created"],
  context: { subscriberId: "specter-fulfillment-shipped" },
}
