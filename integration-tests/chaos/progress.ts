import { setTimeout as sleep } from "node:timers/promises"

/** How much of the run has passed, from 0 to 1. */
export type Progress = { share: number }

/** Does as many things in turn as it is told to, each when its share of the run has passed. */
export async function spread(
  progress: Progress,
  count: number,
  act: (index: number) => Promise<void>
): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    while (progress.share < index / count) {
      await sleep(100)
    }
    await act(index)
  }
}
