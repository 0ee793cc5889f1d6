import type { MedusaContainer, Message } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { giveWay } from "../give-way"

/** So many events, with those that listen, take a few milliseconds. */
const EVENTS_AT_A_TIME = 200

/**
 * Publishes what a bulk change gives rise to, with requests let in between. Medusa's event modules write no log line for
 * an `internal` event, and let a single order's event go before ten thousand of these.
 */
export async function emitMany(container: MedusaContainer, events: Message[]): Promise<void> {
  const eventBus = container.resolve(Modules.EVENT_BUS)
  for (let from = 0; from < events.length; from += EVENTS_AT_A_TIME) {
    await eventBus.emit(events.slice(from, from + EVENTS_AT_A_TIME), { internal: true })
    await giveWay()
  }
}
