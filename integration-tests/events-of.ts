import { Modules } from "@medusajs/framework/utils"
import type { Store } from "./store"

/**
 * The events that an act gives, which reach nobody; without what tells one run from another, and without those of the
 * plugin's own tables, which its start may still be giving.
 */
export async function eventsOf({ container }: Store, act: () => Promise<unknown>): Promise<unknown[]> {
  const events: unknown[] = []
  const emit = jest
    .spyOn(container.resolve(Modules.EVENT_BUS), "emit")
    .mockImplementation(async (messages: any) => {
      for (const { name, data, metadata } of [messages].flat()) {
        const { eventGroupId: _group, ...rest } = metadata ?? {}
        if (!name.startsWith("specter.")) {
          events.push({ name, data, metadata: rest })
        }
      }
    })
  await act()
  emit.mockRestore()
  return events
}
