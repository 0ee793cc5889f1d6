import type { Status } from "../../lib/answers"
import { MOVING, NEEDS_YOU } from "../transfers/states"

export type Health =
  "off" | "account" | "outage" | "attention" | "callbacks" | "pulls" | "moving" | "untested" | "good"

export type Figures = { waiting: number; attention: number; sent: number }

/** How many transfers wait or are under way, need the merchant, and are in Specter. */
export function figuresOf({ counts }: Pick<Status, "counts">): Figures {
  const sum = (states: readonly string[]) =>
    counts.filter(({ state }) => states.includes(state)).reduce((total, { count }) => total + count, 0)
  return { waiting: sum(MOVING), attention: sum(NEEDS_YOU), sent: sum(["sent"]) }
}

/** Whether all is well, and if not, what comes first of what is wrong. */
export function healthOf(status: Status): Health {
  const { connection, pause } = status
  const { waiting, attention } = figuresOf(status)
  if (!connection.on) {
    return "off"
  }
  if (pause) {
    return pause.cause
  }
  if (attention > 0) {
    return "attention"
  }
  if (status.health.callbacks_given_up > 0) {
    return "callbacks"
  }
  if (status.health.reasons.includes("pull_failing")) {
    return "pulls"
  }
  if (waiting > 0) {
    return "moving"
  }
  return connection.last_success_at ? "good" : "untested"
}
