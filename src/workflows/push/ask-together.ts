import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { Subject } from "../../modules/specter-sync/service"
import { askAndDrain } from "./ask-and-drain"

/** One change of many articles gives an event each: those of a moment are asked for in one statement. */
const MOMENT_MS = 20

let gathering: { subjects: Subject[]; asked: Promise<void> } | undefined

/** Asks for these articles together with all that are asked for in the same moment. Resolves when what is due has gone. */
export function askTogether(container: MedusaContainer, subjects: Subject[]): Promise<void> {
  if (gathering) {
    gathering.subjects.push(...subjects)
    return gathering.asked
  }
  const mine = [...subjects]
  const asked = sleep(MOMENT_MS).then(() => {
    gathering = undefined
    return askAndDrain(container, "article", mine)
  })
  gathering = { subjects: mine, asked }
  return asked
}
