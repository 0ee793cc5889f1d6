const BUSY_MS = 2_000
/** What is under way for longer without a change waits for something: it is looked at as seldom as the rest. */
const BUSY_UNCHANGED_MS = 60_000
const IDLE_MS = 15_000
/** Nothing has changed for so long: nobody is watching something happen. A look back at the window starts it again. */
const QUIET_MS = 10 * 60_000

const firstSeen = new WeakMap<object, number>()

type Polled<T> = { state: { data: T | undefined } }

/**
 * How often to ask again, for a query's `refetchInterval`: every 2 s while `isBusy` and something happens, every 15 s while
 * things may change elsewhere, and not at all once nothing is under way and nothing has changed for ten minutes. The
 * query keeps the same object for the same answer.
 */
export function pollWhile<T extends object>(isBusy: (data: T) => boolean, now: () => number = Date.now) {
  return ({ state: { data } }: Polled<T>): number | false => {
    if (!data) {
      return IDLE_MS
    }
    if (!firstSeen.has(data)) {
      firstSeen.set(data, now())
    }
    const unchanged = now() - firstSeen.get(data)!
    if (isBusy(data)) {
      return unchanged < BUSY_UNCHANGED_MS ? BUSY_MS : IDLE_MS
    }
    return unchanged < QUIET_MS ? IDLE_MS : false
  }
}
