import type { PauseState } from "../../../../modules/specter-sync/service"
import { NEEDS_MERCHANT, type TransferState } from "../../../../modules/specter-sync/states"

/** A transfer that goes well is in Specter within seconds. */
const LONG_WAIT_SECONDS = 15 * 60

/** A pull that fails this often in a row is not mere chance. */
const MANY_FAILURES = 3

export type HealthReason =
  "off" | "account" | "outage" | "waiting_long" | "attention" | "callbacks_given_up" | "pull_failing"

/** For a monitor. `level` 0: all is well; 1: somebody has to look; 2: nothing goes to Specter. */
export type Health = {
  level: 0 | 1 | 2
  reasons: HealthReason[]
  /** Seconds; null when nothing waits. */
  oldest_waiting_seconds: number | null
  /** Transfers that wait for the merchant. */
  attention: number
  /** Callbacks of the last seven days about an invoice or a removed order that the store could not follow. */
  callbacks_given_up: number
}

type Facts = {
  on: boolean
  pause: Pick<PauseState, "cause">
  counts: { state: TransferState; count: number }[]
  oldestWaiting: number | null
  callbacksGivenUp: number
  pulls: { failures: number }[]
}

const NOTHING_GOES: readonly HealthReason[] = ["off", "account", "outage"]

export function toHealth({ on, pause, counts, oldestWaiting, callbacksGivenUp, pulls }: Facts): Health {
  const attention = counts
    .filter(({ state }) => NEEDS_MERCHANT.includes(state))
    .reduce((sum, { count }) => sum + count, 0)
  const reasons: HealthReason[] = []
  if (!on) {
    reasons.push("off")
  }
  if (pause.cause) {
    reasons.push(pause.cause)
  }
  if (oldestWaiting !== null && oldestWaiting > LONG_WAIT_SECONDS) {
    reasons.push("waiting_long")
  }
  if (attention > 0) {
    reasons.push("attention")
  }
  if (callbacksGivenUp > 0) {
    reasons.push("callbacks_given_up")
  }
  if (pulls.some(({ failures }) => failures >= MANY_FAILURES)) {
    reasons.push("pull_failing")
  }
  return {
    level: levelOf(reasons),
    reasons,
    oldest_waiting_seconds: oldestWaiting,
    attention,
    callbacks_given_up: callbacksGivenUp,
  }
}

function levelOf(reasons: HealthReason[]): Health["level"] {
  if (reasons.some((reason) => NOTHING_GOES.includes(reason))) {
    return 2
  }
  return reasons.length > 0 ? 1 : 0
}
