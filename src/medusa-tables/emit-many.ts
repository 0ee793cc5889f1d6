import type { MedusaContainer, Message } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { giveWay } from "../give-way"

/** So many events, with those that listen, take a few milliseconds. */
const EVENTS_AT_A_TIME = 200

/**
 * Publishes what a bulk change gives rise to, an event for each of `changes`, with requests let in between. Medusa's event
 * modules write no log line for an `internal` event, and let a single order's event go before ten thousand of these.
 */
export async function emitMany<T>(
  container: MedusaContainer,
  changes: readonly T[],
  toEvent: (change: T) => Message
): Promise<void> {
  const eventBus = container.resolve(Modules.EVENT_BUS)
  for (let from = 0; from < changes.length; from += EVENTS_AT_A_TIME) {
    const events = changes.slice(from, from + EVENTS_AT_A_TIME).map(toEvent)
    await eventBus.emit(events, { internal: true })
    await giveWay()
  }
}
