/**
 * Does `work` on each part, `lanes` of them at a time: while the database is busy with one, this process is with another.
 * After a failure no further part is begun, and it is thrown once all that had begun have ended.
 */
export async function inLanes<T>(parts: T[], lanes: number, work: (part: T) => Promise<void>): Promise<void> {
  const waiting = [...parts]
  const lane = async () => {
    try {
      for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
        await work(part)
      }
    } catch (error) {
      waiting.length = 0
      throw error
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane))
  const failed = ends.find((end) => end.status === "rejected")
  if (failed) {
    throw failed.reason
  }
}
