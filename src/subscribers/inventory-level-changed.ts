import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { InventoryLevelWorkflowEvents } from "@medusajs/framework/utils"
import { tellFirstFigureSoon } from "../workflows/push/first-figure"

/** A new article that the store had none of has a first figure now, perhaps. */
export default async function inventoryLevelChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  tellFirstFigureSoon(container, event.data.id)
}

export const config: SubscriberConfig = {
  event: [InventoryLevelWorkflowEvents.CREATED, InventoryLevelWorkflowEvents.UPDATED],
  context: { subscriberId: "specter-inventory-level-changed" },
}
