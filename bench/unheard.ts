import type { EventEmitter } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Medusa alone: the plugin hears nothing of what is done meanwhile, and does nothing about it. */
export async function unheard<Result>(
  container: MedusaContainer,
  run: () => Promise<Result>
): Promise<Result> {
  const { eventEmitter_: emitter } = container.resolve(Modules.EVENT_BUS) as unknown as {
    eventEmitter_: EventEmitter
  }
  const listeners = emitter.eventNames().map((name) => [name, emitter.listeners(name)] as const)
  emitter.removeAllListeners()
  try {
    const result = await run()
    await sleep(0)
    return result
  } finally {
    for (const [name, all] of listeners) {
      all.forEach((listener) => emitter.on(name, listener as (...given: unknown[]) => void))
    }
  }
}
