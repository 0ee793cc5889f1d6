import { setTimeout as sleep } from "node:timers/promises"

/** Waits until `look` gives something truthy. Throws what it last saw after `seconds`. */
export async function eventually<T>(look: () => T | Promise<T>, seconds = 10): Promise<NonNullable<T>> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const seen = await look()
    if (seen) {
      return seen
    }
    if (Date.now() > end) {
      throw new Error(
        `It did not happen within ${seconds} s: ${look.toString()}; last seen: ${JSON.stringify(seen)}`
      )
    }
    await sleep(25)
  }
}
