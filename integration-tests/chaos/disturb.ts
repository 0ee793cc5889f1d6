import { setTimeout as sleep } from "node:timers/promises"
import type { Progress } from "./progress"
import type { World } from "./world"

const TIME_PASSES_MS = 8_000

/** Kills and crashes, spread over the run, one after the other. */
export async function disturb(world: World, progress: Progress): Promise<void> {
  const { kills, restarts } = world.size
  const at = (count: number, act: () => Promise<void>) =>
    Array.from({ length: count }, (_, index) => ({ share: (index + 0.6) / count - 0.1, act }))
  const disturbances = [...at(kills, world.killOne), ...at(restarts, world.crashPostgres)]
  for (const { share, act } of disturbances.sort((one, other) => one.share - other.share)) {
    while (progress.share < Math.min(share, 0.95)) {
      await sleep(100)
    }
    await act()
  }
}

/** What else would take minutes and hours: the waits between attempts pass, and it is time to ask Specter again. */
export async function letTimePass({ database }: World): Promise<void> {
  await database.rows("UPDATE specter_transfer SET due_at = now() WHERE state = 'waiting' AND due_at > now()")
  await database.rows("UPDATE specter_notice SET due_at = now() WHERE state = 'waiting' AND due_at > now()")
  await database.rows("UPDATE specter_turn SET retry_at = NULL WHERE retry_at > now()")
  await database.rows("UPDATE specter_pause SET probe_at = now() WHERE cause = 'outage'")
}

/** Lets time pass while `work` is done, and starts stores that fell over, as a service manager does. */
export async function hastened<T>(world: World, work: Promise<T>): Promise<T> {
  let isOver = false
  const hasten = async () => {
    while (!isOver) {
      // A crashed database makes nothing due.
      await letTimePass(world).catch(() => undefined)
      await world.revive()
      await sleep(TIME_PASSES_MS)
    }
  }
  const hastening = hasten()
  try {
    return await work
  } finally {
    isOver = true
    await hastening
  }
}
