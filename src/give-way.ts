import { setImmediate } from "node:timers/promises"
import { untilAllAnswered } from "./requests-under-way"

/** So that a shop with always somebody in it gets on with its batches, which give way a hundred times, too. */
const LONGEST_MS = 250

/** For what begins something new: what a burst of shoppers has piled up is worked off before it adds to it. */
export const BURST_MS = 1_000

/** A pile takes seconds to be worked off in a busy shop. In one that is never idle, work has to go on beside it. */
const PILE_MS = 5_000

/** A way to give way at each step of a piece of work: in its first seconds until nobody waits, then for a second. */
export function untilIdle(): () => Promise<void> {
  const until = Date.now() + PILE_MS
  return () => giveWay(Math.max(until - Date.now(), BURST_MS))
}

/**
 * Lets this process answer what has come in meanwhile: to be called now and then where thousands are worked through. A
 * request is a hundred small steps, so one turn of the process is not enough for it: this waits until it is answered, for
 * 250 ms at the most unless `longestMs` says otherwise.
 */
export async function giveWay(longestMs = LONGEST_MS): Promise<void> {
  await setImmediate()
  await untilAllAnswered(longestMs)
}
