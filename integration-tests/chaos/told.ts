import type { Progress } from "./progress"
import type { World } from "./world"

const EVERY_MS = 30_000

/** Says now and then how far it has come, for whoever watches. */
export async function told<T>(world: World, progress: Progress, work: Promise<T>): Promise<T> {
  const begun = Date.now()
  const tell = () => {
    const { purchases, counts, sandbox } = world
    const seconds = Math.round((Date.now() - begun) / 1000)
    process.stdout.write(
      `    ${seconds} s: ${Math.round(100 * progress.share)} %, ${purchases.length} purchases begun, ${sandbox.orders.size} orders and ` +
        `${sandbox.calls.length} calls in Specter, ${counts.kills} kills, ${counts.restarts} crashes\n`
    )
  }
  const timer = setInterval(tell, EVERY_MS)
  try {
    return await work
  } finally {
    clearInterval(timer)
    tell()
  }
}
