import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { tellFirstFigureSoon } from "../workflows/push/first-figure"

/** A new article that the store had none of has a first figure now, perhaps. */
export default function inventoryLevelChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  tellFirstFigureSoon(container, event.data.id)
}

export const config: SubscriberConfig = {
  event: ["inventory.inventory-level.created", "inventory.inventory-level.updated"],
  context: { subscriberId: "specter-inventory-level-changed" },
}
