const BUSY_MS = 2_000
const IDLE_MS = 15_000
/** Nothing has changed for so long: nobody is watching something happen. A look back at the window starts it again. */
const QUIET_MS = 10 * 60_000

const firstSeen = new WeakMap<object, number>()

type Polled<T> = { state: { data: T | undefined } }

/**
 * How often to ask again, for a query's `refetchInterval`: every 2 s while `isBusy`, every 15 s while things may change
 * elsewhere, and not at all once nothing has changed for ten minutes. The query keeps the same object for the same answer.
 */
export function pollWhile<T extends object>(isBusy: (data: T) => boolean, now: () => number = Date.now) {
  return ({ state: { data } }: Polled<T>): number | false => {
    if (!data) {
      return IDLE_MS
    }
    if (!firstSeen.has(data)) {
      firstSeen.set(data, now())
    }
    if (isBusy(data)) {
      return BUSY_MS
    }
    return now() - firstSeen.get(data)! < QUIET_MS ? IDLE_MS : false
  }
}
