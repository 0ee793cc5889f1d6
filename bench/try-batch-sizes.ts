export type Tried = { size: number; took: number }

/** Does it once with each batch size; the fastest comes first. */
export async function tryBatchSizes(
  sizes: readonly number[],
  run: (size: number) => Promise<unknown>
): Promise<Tried[]> {
  const tried: Tried[] = []
  for (const size of sizes) {
    const begun = performance.now()
    await run(size)
    tried.push({ size, took: performance.now() - begun })
  }
  return tried.sort((one, other) => one.took - other.took)
}

/** The report's remark on it. */
export function triedBefore(tried: readonly Tried[]): string {
  const bySize = [...tried].sort((one, other) => one.size - other.size)
  const each = bySize.map(({ size, took }) => `${size} at a time ${Math.round(took).toLocaleString("en")} ms`)
  return `Medusa's workflow was tried once with each of several batch sizes before, and its best one raced: ${each.join(", ")}.`
}
