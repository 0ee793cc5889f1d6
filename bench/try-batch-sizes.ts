import { median } from "./measure"

export type Tried = { size: number; took: number }

const TIMES = 3

/**
 * Does it three times with each batch size, in turns; the one with the least median comes first. `time` counts all that is
 * done.
 */
export async function tryBatchSizes(
  sizes: readonly number[],
  run: (size: number, time: number) => Promise<unknown>
): Promise<Tried[]> {
  const took = new Map<number, number[]>(sizes.map((size) => [size, []]))
  for (let time = 0; time < TIMES * sizes.length; time += 1) {
    const size = sizes[time % sizes.length]
    const begun = performance.now()
    await run(size, time)
    took.get(size)?.push(performance.now() - begun)
  }
  const tried = [...took].map(([size, values]): Tried => ({ size, took: median(values) }))
  return tried.sort((one, other) => one.took - other.took)
}

/** The report's remark on it. */
export function triedBefore(tried: readonly Tried[]): string {
  const bySize = [...tried].sort((one, other) => one.size - other.size)
  const each = bySize.map(({ size, took }) => `${size} at a time ${Math.round(took).toLocaleString("en")} ms`)
  return `Medusa's workflow was tried ${TIMES} times with each of several batch sizes before, and its best one raced: ${each.join(", ")}.`
}
