import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** For work that goes on behind an answer: the ledger keeps it, the next tick takes it up, the log says why it stopped. */
export function logFailure(container: MedusaContainer, what: string): (error: unknown) => void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  return (error) =>
    logger.error(`Specter: ${what} stopped: ${error instanceof Error ? error.message : String(error)}`)
}
