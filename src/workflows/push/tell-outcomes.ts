import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { renderReason } from "../../reasons/render-reason"
import { logLine } from "../../watching/log-line"
import { countTransfer } from "../../watching/meters"
import type { Outcome } from "./outcome"

/** The log and the counters hear what came of each transfer; `correlation` leads to the calls that were made for it. */
export function tellOutcomes(container: MedusaContainer, outcomes: Outcome[]): void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  for (const outcome of outcomes) {
    const { state } = outcome.settlement
    countTransfer(outcome.transfer.kind, state)
    const isQuiet = state === "sent" || state === "skipped"
    logger[isQuiet ? "debug" : "warn"](lineOf(outcome))
  }
}

function lineOf({ transfer, settlement, label }: Outcome): string {
  const { id: correlation, kind, subject_id: subject } = transfer
  const fields = { kind, subject, state: settlement.state, correlation }
  const what = `Specter: ${kind} ${label ?? subject}`
  if (settlement.state === "sent") {
    const words = settlement.unchanged ? "has not changed" : "was sent"
    return logLine(`${what} ${words}`, { ...fields, number: settlement.number })
  }
  const words = "words" in settlement && settlement.words ? ` Specter: ${settlement.words}` : ""
  const { code } = settlement.reason
  return logLine(`${what}: ${renderReason(settlement.reason).text}${words}`, { ...fields, reason: code })
}
