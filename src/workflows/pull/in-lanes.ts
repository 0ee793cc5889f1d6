/**
 * Does `work` on each part, `lanes` of them at a time: while the database is busy with one, this process is with another.
 * A part is asked for when its turn has come. After a failure no further one is begun, and it is thrown once all that had
 * begun have ended.
 */
export async function inLanes<T>(
  parts: Iterable<T>,
  lanes: number,
  work: (part: T) => Promise<void>
): Promise<void> {
  const waiting = parts[Symbol.iterator]()
  let failed = false
  const lane = async () => {
    try {
      for (let next = waiting.next(); !next.done && !failed; next = waiting.next()) {
        await work(next.value)
      }
    } catch (error) {
      failed = true
      throw error
    }
  }
  await allEnded(Array.from({ length: lanes }, lane))
}

/** As `Promise.all`, but a failure is thrown only once all of them have ended. */
export async function allEnded<Works extends readonly unknown[]>(works: Works) {
  await Promise.allSettled(works)
  return await Promise.all(works)
}
