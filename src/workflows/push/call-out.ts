import { setImmediate } from "node:timers/promises"

/** Lets a call go out before anything else is done; what becomes of it is for whoever awaits it. */
export async function callOut(call: Promise<unknown>): Promise<void> {
  call.catch(() => undefined)
  await setImmediate()
}
