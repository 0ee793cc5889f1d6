import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { DeliverableOrder } from "./load-deliverable-order"
import type { Label } from "./send-fulfillment-of-specter"

/**
 * Specter may tell a tracking number after the delivery: it goes to what has left last, and rather to what has none yet.
 * @returns whether there was anything that it belongs to.
 */
export async function labelSentFulfillment(
  container: MedusaContainer,
  { fulfillments }: DeliverableOrder,
  labels: Label[]
): Promise<boolean> {
  const sent = fulfillments.filter(({ hasLeft, requiresShipping }) => hasLeft && requiresShipping)
  const fulfillment = sent.filter((one) => one.labels.length === 0).at(-1) ?? sent.at(-1)
  if (!fulfillment || labels.length === 0) {
    return false
  }
  // Medusa's workflow for it takes no labels.
  await container
    .resolve(Modules.FULFILLMENT)
    .updateFulfillment(fulfillment.id, { labels: [...fulfillment.labels, ...labels] })
  return true
}
