const SAMPLE_MS = 50
const MEGABYTE = 1024 ** 2

/** How much more memory the process had at the most during `work` than before, and how much more it uses after it. */
export async function memoryGrowth(
  work: () => Promise<unknown>
): Promise<{ peakMb: number; leftMb: number }> {
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
    peakMb: (peak - before.rss) / MEGABYTE,
    leftMb: (process.memoryUsage().heapUsed - before.heapUsed) / MEGABYTE,
  }
}
