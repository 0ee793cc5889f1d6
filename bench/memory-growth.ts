const SAMPLE_MS = 50
const MEGABYTE = 1024 ** 2

export type Grown = {
  /** The process's memory (RSS) before the work, after a full collection of garbage. */
  beforeMb: number
  /** How much more it had at the most during the work. */
  peakMb: number
  /** How much more of the heap is in use after the work, again after a collection. */
  leftMb: number
}

export async function memoryGrowth(work: () => Promise<unknown>): Promise<Grown> {
  globalThis.gc?.()
  const before = process.memoryUsage()
  const mostEver = process.resourceUsage().maxRSS
  let peak = before.rss
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLE_MS)
  try {
    await work()
  } finally {
    clearInterval(sampling)
  }
  // In kilobytes. What comes and goes between two samples shows here, if the process never had as much before.
  const mostNow = process.resourceUsage().maxRSS
  peak = mostNow > mostEver ? Math.max(peak, mostNow * 1024) : peak
  globalThis.gc?.()
  return {
    beforeMb: before.rss / MEGABYTE,
    peakMb: (peak - before.rss) / MEGABYTE,
    leftMb: (process.memoryUsage().heapUsed - before.heapUsed) / MEGABYTE,
  }
}
