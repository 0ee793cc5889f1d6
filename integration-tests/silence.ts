import { Modules } from "@medusajs/framework/utils"
import type { Store } from "./store"

/** Does something whose events all get lost, as when the process ends right after it. */
export async function inSilence<T>({ container }: Store, act: () => Promise<T>): Promise<T> {
  const emit = jest.spyOn(container.resolve(Modules.EVENT_BUS), "emit").mockResolvedValue(undefined)
  try {
    const result = await act()
    if (emit.mock.calls.length === 0) {
      throw new Error("There was no event to lose")
    }
    return result
  } finally {
    emit.mockRestore()
  }
}
