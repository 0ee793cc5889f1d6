import { setTimeout as sleep } from "node:timers/promises"

/**
 * Sends a request every so many milliseconds, whether those before have been answered or not; resolves to how long after
 * its appointed moment each was answered. Goes on as long as `goesOn`.
 */
export async function openLoop(
  everyMs: number,
  send: (index: number) => Promise<unknown>,
  goesOn: (index: number) => boolean
): Promise<number[]> {
  const begun = performance.now()
  const times: Promise<number>[] = []
  for (let index = 0; goesOn(index); index += 1) {
    const appointed = begun + index * everyMs
    await sleep(Math.max(0, appointed - performance.now()))
    times.push(send(index).then(() => performance.now() - appointed))
  }
  return await Promise.all(times)
}
