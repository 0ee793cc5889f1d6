/**
 * Does `work` on each part, `lanes` of them at a time: while the database is busy with one, this process is with another.
 * A part is asked for when its turn has come. `afterwards` is done with what came of a part, and takes up no lane. After a
 * failure no further part is begun, and it is thrown once all that had begun have ended.
 */
export async function inLanes<T, Result>(
  parts: Iterable<T>,
  lanes: number,
  work: (part: T) => Promise<Result>,
  afterwards: (result: Result) => Promise<void> = async () => {}
): Promise<void> {
  const waiting = parts[Symbol.iterator]()
  const endings: Promise<void>[] = []
  let failed = false
  const end = (result: Result) => {
    const ending = afterwards(result)
    ending.catch(() => {
      failed = true
    })
    endings.push(ending)
  }
  const lane = async () => {
    try {
      for (let next = waiting.next(); !next.done && !failed; next = waiting.next()) {
        end(await work(next.value))
      }
    } catch (error) {
      failed = true
      throw error
    }
  }
  const running = Array.from({ length: lanes }, lane)
  await Promise.allSettled(running)
  await allEnded([...running, ...endings])
}

/** As `Promise.all`, but a failure is thrown only once all of them have ended. */
export async function allEnded<Works extends readonly unknown[]>(works: Works) {
  await Promise.allSettled(works)
  return await Promise.all(works)
}
