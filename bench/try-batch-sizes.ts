import { median } from "./measure"

export type Tried = { size: number; took: number }

const TIMES = 3

/**
 * Does it three times with each batch size, in turns, and then with twice as many at a time for as long as the largest is the
 * quickest; `most` is all at once. The one with the least median comes first. `time` counts all that is done.
 */
export async function tryBatchSizes(
  sizes: readonly number[],
  most: number,
  run: (size: number, time: number) => Promise<unknown>
): Promise<Tried[]> {
  let time = 0
  const tryThese = async (these: readonly number[]) => {
    const took = new Map<number, number[]>(these.map((size) => [size, []]))
    for (let turn = 0; turn < TIMES; turn += 1) {
      for (const size of these) {
        const begun = performance.now()
        await run(size, time)
        took.get(size)?.push(performance.now() - begun)
        time += 1
      }
    }
    return [...took].map(([size, values]): Tried => ({ size, took: median(values) }))
  }
  let tried = quickestFirst(await tryThese(sizes))
  for (let largest = Math.max(...sizes); tried[0].size === largest && largest < most;) {
    largest = Math.min(2 * largest, most)
    tried = quickestFirst([...tried, ...(await tryThese([largest]))])
  }
  return tried
}

const quickestFirst = (tried: Tried[]) => tried.sort((one, other) => one.took - other.took)

/** The report's remark on it. */
export function triedBefore(tried: readonly Tried[]): string {
  const bySize = [...tried].sort((one, other) => one.size - other.size)
  const each = bySize.map(({ size, took }) => `${size} at a time ${Math.round(took).toLocaleString("en")} ms`)
  return `Medusa's workflow was tried ${TIMES} times with each of several batch sizes before, and its best one raced: ${each.join(", ")}.`
}
