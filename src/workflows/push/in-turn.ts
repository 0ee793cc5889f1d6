let last: Promise<unknown> = Promise.resolve()

/** Does one thing at a time, in the order asked: this process never has two calls with articles under way. */
export function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const mine = last.then(act)
  last = mine.catch(() => undefined)
  return mine
}
